import { msp, peer } from '@hyperledger/fabric-protos';
import { parsePolicy } from './policy-text.ts';

type Entry = Readonly<Record<string, unknown>>;

const count = (entry: Entry, name: string): number => {
  const value = entry[name] ?? 0;
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new Error(`collection-name: ${String(entry.name)} -- ${name} (${String(value)}) is not a number from 0`);
};

const memberPolicy = (entry: Entry, operators: ReadonlySet<string>): peer.CollectionPolicyConfig => {
  const name = String(entry.name);
  if (typeof entry.policy !== 'string') throw new Error(`collection member policy is not set for collection '${name}'`);
  const envelope = parsePolicy(entry.policy);
  for (const identity of envelope.getIdentitiesList()) {
    const mspId = msp.MSPRole.deserializeBinary(identity.getPrincipal_asU8()).getMspIdentifier();
    if (operators.has(mspId)) continue;
    throw new Error(`collection-name: ${name} -- collection member '${mspId}' is not part of the channel`);
  }
  const outOf = envelope.getRule()?.getNOutOf();
  if (outOf?.getN() !== 1 || outOf.getRulesList().some((rule) => rule.hasNOutOf())) {
    throw new Error(
      `collection-name: ${name} -- error in member org policy: signature policy is not an OR concatenation`,
    );
  }
  const policy = new peer.CollectionPolicyConfig();
  policy.setSignaturePolicy(envelope);
  return policy;
};

const endorsementPolicy = (value: unknown): peer.ApplicationPolicy | undefined => {
  const { signaturePolicy, channelConfigPolicy } = (value ?? {}) as Entry;
  const policy = new peer.ApplicationPolicy();
  if (typeof signaturePolicy === 'string') policy.setSignaturePolicy(parsePolicy(signaturePolicy));
  else if (typeof channelConfigPolicy === 'string') policy.setChannelConfigPolicyReference(channelConfigPolicy);
  else return undefined;
  return policy;
};

const readEntry = (entry: Entry, operators: ReadonlySet<string>): peer.CollectionConfig => {
  const name = String(entry.name);
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(name)) {
    throw new Error(
      `invalid collection name '${name}'. Names can only consist of alphanumerics, '_', and '-' and cannot begin with '_'`,
    );
  }
  const [required, maximum] = [count(entry, 'requiredPeerCount'), count(entry, 'maxPeerCount')];
  if (maximum < required) {
    throw new Error(
      `collection-name: ${name} -- maximum peer count (${maximum}) cannot be less than the required peer count (${required})`,
    );
  }
  const collection = new peer.StaticCollectionConfig();
  collection.setName(name);
  collection.setMemberOrgsPolicy(memberPolicy(entry, operators));
  collection.setRequiredPeerCount(required);
  collection.setMaximumPeerCount(maximum);
  collection.setBlockToLive(count(entry, 'blockToLive'));
  collection.setMemberOnlyRead(entry.memberOnlyRead === true);
  collection.setMemberOnlyWrite(entry.memberOnlyWrite === true);
  const endorsement = endorsementPolicy(entry.endorsementPolicy);
  if (endorsement) collection.setEndorsementPolicy(endorsement);
  const config = new peer.CollectionConfig();
  config.setStaticCollectionConfig(collection);
  return config;
};

/**
 * A collections file as the peer command line takes it, as a CollectionConfigPackage; empty for none.
 * @throws with Fabric's words when a collection is not one
 */
export const collectionPackage = (file: unknown, operators: ReadonlySet<string>): Uint8Array => {
  if (file === undefined) return new Uint8Array();
  if (!Array.isArray(file)) throw new Error('a collections file is a list');
  const configs = file.map((entry) => readEntry(entry as Entry, operators));
  const names = configs.map((config) => config.getStaticCollectionConfig()?.getName());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new Error(`collection-name: ${twice} -- found duplicate in collection configuration`);
  }
  const pack = new peer.CollectionConfigPackage();
  pack.setConfigList(configs);
  return pack.serializeBinary();
};
