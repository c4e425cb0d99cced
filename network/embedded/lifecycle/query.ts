import { peer } from '@hyperledger/fabric-protos';
import type { Configuration } from '../channel/configuration.ts';
import { checkAccess, type Proposal, ProposalRefused } from '../proposal/proposal.ts';
import type { QueryAnswer } from '../qscc/query.ts';
import type { StateReader } from '../storage/state.ts';
import { type Definition, lifecycleNamespace, readDefinition } from './definition.ts';

const protos = peer.lifecycle;

const ok = (payload: Uint8Array): QueryAnswer => ({ status: 200, message: '', payload });
const refuse = (message: string): QueryAnswer => ({ status: 500, message, payload: new Uint8Array() });

const parameterOf = (definition: Definition): Uint8Array => {
  const policy = new peer.ApplicationPolicy();
  policy.setChannelConfigPolicyReference(definition.policy);
  return policy.serializeBinary();
};

const collectionsOf = (definition: Definition): peer.CollectionConfigPackage =>
  peer.CollectionConfigPackage.deserializeBinary(definition.collections);

const one = (definition: Definition, operators: Iterable<string>): Uint8Array => {
  const result = new protos.QueryChaincodeDefinitionResult();
  result.setSequence(definition.sequence);
  result.setVersion(definition.version);
  result.setEndorsementPlugin('escc');
  result.setValidationPlugin('vscc');
  result.setValidationParameter(parameterOf(definition));
  result.setCollections(collectionsOf(definition));
  // A definition is endorsed by every operator's peer before it is committed.
  for (const operator of operators) result.getApprovalsMap().set(operator, true);
  return result.serializeBinary();
};

const all = (definitions: readonly Definition[]): Uint8Array => {
  const result = new protos.QueryChaincodeDefinitionsResult();
  result.setChaincodeDefinitionsList(
    definitions.map((definition) => {
      const entry = new protos.QueryChaincodeDefinitionsResult.ChaincodeDefinition();
      entry.setName(definition.name);
      entry.setSequence(definition.sequence);
      entry.setVersion(definition.version);
      entry.setEndorsementPlugin('escc');
      entry.setValidationPlugin('vscc');
      entry.setValidationParameter(parameterOf(definition));
      entry.setCollections(collectionsOf(definition));
      return entry;
    }),
  );
  return result.serializeBinary();
};

const prefix = 'namespaces/metadata/';

const definedNames = async (state: StateReader): Promise<string[]> => {
  const names: string[] = [];
  for await (const { key } of state.range(lifecycleNamespace, prefix, 'namespaces/metadata0')) {
    names.push(key.slice(prefix.length));
  }
  return names;
};

/** Fabric's `_lifecycle` as far as it only answers: QueryChaincodeDefinition and QueryChaincodeDefinitions. */
export const queryLifecycle = async (
  state: StateReader,
  configuration: Configuration,
  channel: string,
  proposal: Proposal,
): Promise<QueryAnswer> => {
  const [name, argument] = proposal.input.getArgsList_asU8();
  const fn = Buffer.from(name ?? []).toString();
  try {
    const creator = configuration.members.member(proposal.header.creator);
    checkAccess(creator, configuration, channel, '/Channel/Application/Writers');
  } catch (error) {
    if (!(error instanceof ProposalRefused)) throw error;
    return refuse(`Failed to authorize invocation due to failed ACL check: ${error.message}`);
  }
  const read = (chaincode: string) => readDefinition(chaincode, (key) => state.get(lifecycleNamespace, key)?.value);
  if (fn === 'QueryChaincodeDefinitions') {
    return ok(all((await definedNames(state)).flatMap((chaincode) => read(chaincode) ?? [])));
  }
  if (fn !== 'QueryChaincodeDefinition') {
    return refuse(`SCC dispatch failed: receiver *lifecycle.Invocation.${fn} does not exist`);
  }
  const wanted = protos.QueryChaincodeDefinitionArgs.deserializeBinary(argument ?? new Uint8Array()).getName();
  const definition = read(wanted);
  if (definition) return ok(one(definition, configuration.members.msps.keys()));
  return refuse(
    `failed to invoke backing implementation of 'QueryChaincodeDefinition': namespace ${wanted} is not defined`,
  );
};
