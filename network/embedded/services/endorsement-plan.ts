import type { Configuration } from '../channel/configuration.ts';
import type { Peer } from '../endorser/peer.ts';
import type { Member } from '../msp/members.ts';
import type { NetworkView } from './network-view.ts';

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

type Layouts = readonly (readonly Peer[])[];

const smallestSets = (view: NetworkView, path: string): Layouts => {
  const { configuration } = view.committer;
  const policy = configuration.policy(path);
  const all = [...view.peers.values()];
  const members = new Map<Peer, Member>();
  for (const peer of all) members.set(peer, configuration.members.member(peer.identity));
  for (let size = 1; size <= all.length; size += 1) {
    const enough = subsets(all, size).filter((peers) =>
      policy(
        peers.flatMap((peer) => members.get(peer) ?? []),
        configuration.members,
      ),
    );
    if (enough.length > 0) return enough;
  }
  return [];
};

/** A policy's sets of peers, as long as its configuration holds. */
const known = new WeakMap<Configuration, Map<string, Layouts>>();

/**
 * The smallest sets of peers that satisfy the chaincode's endorsement policy, those with the local
 * peer first and the rest in random order, so that the load spreads.
 * Empty when no peers together satisfy it.
 */
export const endorsementLayouts = (view: NetworkView, chaincode: string): Layouts => {
  const { configuration, rules } = view.committer;
  const path = rules.policyOf(chaincode);
  if (path === undefined) return [];
  const byPath = known.get(configuration) ?? new Map<string, Layouts>();
  known.set(configuration, byPath);
  const enough = byPath.get(path) ?? smallestSets(view, path);
  byPath.set(path, enough);
  const isLocal = (peers: readonly Peer[]) => peers.includes(view.local);
  const others = shuffled(enough.filter((peers) => !isLocal(peers)));
  return [...shuffled(enough.filter(isLocal)), ...others].map((peers) =>
    isLocal(peers) ? [view.local, ...peers.filter((peer) => peer !== view.local)] : peers,
  );
};
