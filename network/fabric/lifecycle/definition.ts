import { peer } from '@hyperledger/fabric-protos';
import type { PeerClient } from '../client/peer.ts';

const { lifecycle } = peer;

/** What the operators agree on: which chaincode, at which count, endorsed by which policy of the channel. */
export interface Definition {
  readonly name: string;
  readonly version: string;
  readonly sequence: number;
  /** Such as /Channel/Application/Committee. A name that is not there is accepted by Fabric, and then nothing endorses. */
  readonly policy: string;
  /** A CollectionConfigPackage; empty for none. */
  readonly collections: Uint8Array;
}

type Args =
  | InstanceType<typeof lifecycle.ApproveChaincodeDefinitionForMyOrgArgs>
  | InstanceType<typeof lifecycle.CommitChaincodeDefinitionArgs>;

const fill = (args: Args, definition: Definition): void => {
  const policy = new peer.ApplicationPolicy();
  policy.setChannelConfigPolicyReference(definition.policy);
  args.setName(definition.name);
  args.setVersion(definition.version);
  args.setSequence(definition.sequence);
  args.setEndorsementPlugin('escc');
  args.setValidationPlugin('vscc');
  args.setValidationParameter(policy.serializeBinary());
  if (definition.collections.length > 0)
    args.setCollections(peer.CollectionConfigPackage.deserializeBinary(definition.collections));
};

/** Arguments of `_lifecycle` for an operator's approval of a definition, run by the package that it has installed. */
export const approval = (definition: Definition, packageId: string): readonly (string | Uint8Array)[] => {
  const local = new lifecycle.ChaincodeSource.Local();
  local.setPackageId(packageId);
  const source = new lifecycle.ChaincodeSource();
  source.setLocalPackage(local);
  const args = new lifecycle.ApproveChaincodeDefinitionForMyOrgArgs();
  fill(args, definition);
  args.setSource(source);
  return ['ApproveChaincodeDefinitionForMyOrg', args.serializeBinary()];
};

/** Arguments of `_lifecycle` that put a definition in force. */
export const commitment = (definition: Definition): readonly (string | Uint8Array)[] => {
  const args = new lifecycle.CommitChaincodeDefinitionArgs();
  fill(args, definition);
  return ['CommitChaincodeDefinition', args.serializeBinary()];
};

/** The definition in force of a chaincode; undefined when the channel has none. */
export const definitionInForce = async (
  client: PeerClient,
  channel: string,
  name: string,
): Promise<Definition | undefined> => {
  const args = new lifecycle.QueryChaincodeDefinitionsArgs();
  const answer = await client.ask(channel, '_lifecycle', ['QueryChaincodeDefinitions', args.serializeBinary()]);
  const found = lifecycle.QueryChaincodeDefinitionsResult.deserializeBinary(answer)
    .getChaincodeDefinitionsList()
    .find((definition) => definition.getName() === name);
  if (!found) return undefined;
  const policy = peer.ApplicationPolicy.deserializeBinary(found.getValidationParameter_asU8());
  return {
    name,
    version: found.getVersion(),
    sequence: Number(found.getSequence()),
    policy: policy.getChannelConfigPolicyReference(),
    collections: found.getCollections()?.serializeBinary() ?? new Uint8Array(),
  };
};

/** Ids of the packages that a peer has installed. */
export const installedPackages = async (client: PeerClient): Promise<readonly string[]> => {
  const args = new lifecycle.QueryInstalledChaincodesArgs();
  const answer = await client.ask('', '_lifecycle', ['QueryInstalledChaincodes', args.serializeBinary()]);
  return lifecycle.QueryInstalledChaincodesResult.deserializeBinary(answer)
    .getInstalledChaincodesList()
    .map((chaincode) => chaincode.getPackageId());
};

/** Installs a package on a peer that has it not. */
export const install = async (client: PeerClient, packageId: string, bytes: Uint8Array): Promise<void> => {
  if ((await installedPackages(client)).includes(packageId)) return;
  const args = new lifecycle.InstallChaincodeArgs();
  args.setChaincodeInstallPackage(bytes);
  const answer = await client.ask('', '_lifecycle', ['InstallChaincode', args.serializeBinary()]);
  const installed = lifecycle.InstallChaincodeResult.deserializeBinary(answer).getPackageId();
  if (installed !== packageId) throw new Error(`the peer calls the package ${installed}, not ${packageId}`);
};
