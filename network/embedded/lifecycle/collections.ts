import { common, msp, peer } from '@hyperledger/fabric-protos';
import type { Configuration } from '../channel/configuration.ts';
import { type Policy, signaturePolicy } from '../policy/signature-policy.ts';

/** A private data collection, explicit or an operator's implicit one, as its definition has it. */
export interface Collection {
  readonly name: string;
  /** Operators whose peers keep the values. */
  readonly operators: ReadonlySet<string>;
  /** Met by a member's signature. */
  readonly members: Policy;
  readonly memberOnlyRead: boolean;
  readonly memberOnlyWrite: boolean;
  /** Other peers that must be there to receive a value, else nothing is endorsed. */
  readonly requiredPeerCount: number;
  /** Blocks after which a value expires; 0 means never. */
  readonly blockToLive: number;
  /** Path or policy by which writes are endorsed; undefined means the chaincode's. */
  readonly endorsement: string | Policy | undefined;
}

const prefix = '_implicit_org_';

/** The operator whose implicit collection this is. */
export const implicitOwner = (collection: string): string | undefined =>
  collection.startsWith(prefix) ? collection.slice(prefix.length) : undefined;

const memberOf = (mspId: string): common.SignaturePolicyEnvelope => {
  const role = new msp.MSPRole();
  role.setMspIdentifier(mspId);
  role.setRole(msp.MSPRole.MSPRoleType.MEMBER);
  const principal = new msp.MSPPrincipal();
  principal.setPrincipalClassification(msp.MSPPrincipal.Classification.ROLE);
  principal.setPrincipal(role.serializeBinary());
  const signedBy = new common.SignaturePolicy();
  signedBy.setSignedBy(0);
  const outOf = new common.SignaturePolicy.NOutOf();
  outOf.setN(1);
  outOf.setRulesList([signedBy]);
  const rule = new common.SignaturePolicy();
  rule.setNOutOf(outOf);
  const envelope = new common.SignaturePolicyEnvelope();
  envelope.setRule(rule);
  envelope.setIdentitiesList([principal]);
  return envelope;
};

const implicit = (mspId: string): Collection => ({
  name: `${prefix}${mspId}`,
  operators: new Set([mspId]),
  members: signaturePolicy(memberOf(mspId)),
  memberOnlyRead: false,
  memberOnlyWrite: false,
  requiredPeerCount: 0,
  blockToLive: 0,
  endorsement: `/Channel/Application/${mspId}/Endorsement`,
});

const operatorsOf = (envelope: common.SignaturePolicyEnvelope): ReadonlySet<string> =>
  new Set(
    envelope
      .getIdentitiesList()
      .filter((principal) => principal.getPrincipalClassification() === msp.MSPPrincipal.Classification.ROLE)
      .map((principal) => msp.MSPRole.deserializeBinary(principal.getPrincipal_asU8()).getMspIdentifier()),
  );

const endorsementOf = (policy: peer.ApplicationPolicy | undefined): string | Policy | undefined => {
  const envelope = policy?.getSignaturePolicy();
  return envelope ? signaturePolicy(envelope) : policy?.getChannelConfigPolicyReference() || undefined;
};

const explicit = (configuration: peer.StaticCollectionConfig): Collection => {
  const members = configuration.getMemberOrgsPolicy()?.getSignaturePolicy() ?? new common.SignaturePolicyEnvelope();
  return {
    name: configuration.getName(),
    operators: operatorsOf(members),
    members: signaturePolicy(members),
    memberOnlyRead: configuration.getMemberOnlyRead(),
    memberOnlyWrite: configuration.getMemberOnlyWrite(),
    requiredPeerCount: configuration.getRequiredPeerCount(),
    blockToLive: configuration.getBlockToLive(),
    endorsement: endorsementOf(configuration.getEndorsementPolicy()),
  };
};

const compile = (definition: Uint8Array, operators: Iterable<string>): ReadonlyMap<string, Collection> => {
  const configured = peer.CollectionConfigPackage.deserializeBinary(definition)
    .getConfigList()
    .flatMap((entry) => entry.getStaticCollectionConfig() ?? [])
    .map(explicit);
  return new Map([...configured, ...[...operators].map(implicit)].map((collection) => [collection.name, collection]));
};

const known = new WeakMap<Configuration, Map<string, ReadonlyMap<string, Collection>>>();

/**
 * The collections of one chaincode by name: those it was defined with, a `CollectionConfigPackage`,
 * and one of each operator of the channel.
 */
export const collectionsOf = (
  definition: Uint8Array,
  configuration: Configuration,
): ReadonlyMap<string, Collection> => {
  const compiled = known.get(configuration) ?? new Map<string, ReadonlyMap<string, Collection>>();
  known.set(configuration, compiled);
  const key = Buffer.from(definition).toString('latin1');
  const collections = compiled.get(key) ?? compile(definition, configuration.members.msps.keys());
  compiled.set(key, collections);
  return collections;
};
