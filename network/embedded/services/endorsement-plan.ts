import { peer } from '@hyperledger/fabric-protos';
import type { Configuration } from '../channel/configuration.ts';
import type { Peer } from '../endorser/peer.ts';
import { keyPolicy } from '../policy/key-policy.ts';
import type { Policy } from '../policy/signature-policy.ts';
import type { NetworkView } from './network-view.ts';

/** The endorsers cannot be found; the message is Fabric's. */
export class NoPlanError extends Error {}

type Layouts = readonly (readonly Peer[])[];

interface Requirement {
  /** The same for the same requirement, under one configuration. */
  readonly id: string;
  readonly policies: readonly (string | Policy)[];
  readonly peers: readonly Peer[];
}

/** With more peers than this, only the smallest sets are looked for. */
const exhaustive = 12;

const subsets = <T>(items: readonly T[], size: number, from = 0): T[][] => {
  if (size === 0) return [[]];
  return items
    .slice(from)
    .flatMap((item, offset) => subsets(items, size - 1, from + offset + 1).map((rest) => [item, ...rest]));
};

const shuffled = <T>(items: readonly T[]): T[] =>
  items
    .map((item) => ({ item, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);

/** Sets of peers that satisfy every policy together, none containing another. */
const minimalSets = ({ policies, peers }: Requirement, configuration: Configuration): Layouts => {
  const { members } = configuration;
  const compiled = policies.map((policy) => (typeof policy === 'string' ? configuration.policy(policy) : policy));
  const memberOf = new Map(peers.map((node) => [node, members.member(node.identity)]));
  const found: Peer[][] = [];
  for (let size = 1; size <= peers.length; size += 1) {
    for (const candidate of subsets(peers, size)) {
      if (found.some((smaller) => smaller.every((node) => candidate.includes(node)))) continue;
      const signers = candidate.flatMap((node) => memberOf.get(node) ?? []);
      if (compiled.every((policy) => policy(signers, members))) found.push(candidate);
    }
    if (found.length > 0 && peers.length > exhaustive) break;
  }
  return found;
};

/** What a call to a chaincode without more asks: its own policy. */
export const defaultInterest = (chaincode: string): peer.ChaincodeInterest => {
  const call = new peer.ChaincodeCall();
  call.setName(chaincode);
  const interest = new peer.ChaincodeInterest();
  interest.setChaincodesList([call]);
  return interest;
};

const requirementOf = (view: NetworkView, interest: peer.ChaincodeInterest, membersOnly: boolean): Requirement => {
  const { rules } = view.committer;
  const policies: (string | Policy)[] = [];
  const ids: string[] = [];
  let peers = [...view.peers.values()];
  for (const call of interest.getChaincodesList()) {
    const name = call.getName();
    const path = rules.policyOf(name);
    if (path === undefined) {
      throw new NoPlanError(`No metadata was found for chaincode ${name} in channel ${view.channel}`);
    }
    const collections = call.getCollectionNamesList();
    if (collections.length === 0 && !call.getDisregardNamespacePolicy()) policies.push(path);
    for (const collection of collections) {
      const definition = rules.collectionsOf(name).get(collection);
      policies.push(definition?.endorsement ?? path);
      if (call.getNoPrivateReads() && !membersOnly) continue;
      if (!definition)
        throw new NoPlanError(`collection ${collection} doesn't exist in collection config for chaincode ${name}`);
      peers = peers.filter((node) => definition.operators.has(node.mspId));
    }
    for (const envelope of call.getKeyPoliciesList()) policies.push(keyPolicy(envelope.serializeBinary()));
    peers = peers.filter((node) => node.has(name));
    ids.push(Buffer.from(call.serializeBinary()).toString('latin1'));
  }
  return { id: JSON.stringify([membersOnly, ids, peers.map(({ mspId }) => mspId)]), policies, peers };
};

/** A requirement's sets of peers, as long as its configuration holds. */
const known = new WeakMap<Configuration, Map<string, Layouts>>();

const layoutsFor = (view: NetworkView, requirement: Requirement): Layouts => {
  const { configuration, rules } = view.committer;
  const layouts = known.get(configuration) ?? new Map<string, Layouts>();
  known.set(configuration, layouts);
  if (layouts.size >= 1000) layouts.clear();
  const id = `${rules.epoch} ${requirement.id}`;
  const found = layouts.get(id) ?? minimalSets(requirement, configuration);
  layouts.set(id, found);
  return found;
};

/**
 * The sets of peers whose endorsements satisfy all that a transaction touches: chaincodes, collections,
 * keys with parameters of their own. Those with the preferred peer come first, it first among them; the
 * rest in random order, so that the load spreads.
 * @param membersOnly asks none but members of the collections touched: the proposal has transient data
 * @throws NoPlanError
 */
export const endorsementLayouts = (
  view: NetworkView,
  interest: peer.ChaincodeInterest,
  { preferred, membersOnly }: { readonly preferred: Peer; readonly membersOnly: boolean },
): Layouts => {
  const enough = layoutsFor(view, requirementOf(view, interest, membersOnly));
  if (enough.length === 0) throw new NoPlanError('no peer combination can satisfy the endorsement policy');
  const isPreferred = (peers: readonly Peer[]) => peers.includes(preferred);
  const others = shuffled(enough.filter((peers) => !isPreferred(peers)));
  return [...shuffled(enough.filter(isPreferred)), ...others].map((peers) =>
    isPreferred(peers) ? [preferred, ...peers.filter((node) => node !== preferred)] : peers,
  );
};

/** The collections that were written and not read: only transient data keeps them to their members. */
export const protectedCollections = (interest: peer.ChaincodeInterest): string[] =>
  interest.getChaincodesList().flatMap((call) => (call.getNoPrivateReads() ? call.getCollectionNamesList() : []));
