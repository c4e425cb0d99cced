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

/**
 * The smallest sets of peers that satisfy the chaincode's endorsement policy, those with the local
 * peer first and the rest in random order, so that the load spreads.
 * Empty when no peers together satisfy it.
 */
export const endorsementLayouts = (view: NetworkView, chaincode: string): readonly (readonly Peer[])[] => {
  const { rules } = view.committer;
  const path = rules.policyOf(chaincode);
  if (path === undefined) return [];
  const { configuration } = rules;
  const policy = configuration.policy(path);
  const members = new Map<Peer, Member>();
  for (const peer of view.peers.values()) members.set(peer, configuration.members.member(peer.identity));
  const satisfies = (peers: readonly Peer[]): boolean =>
    policy(
      peers.flatMap((peer) => members.get(peer) ?? []),
      configuration.members,
    );
  const all = [...view.peers.values()];
  for (let size = 1; size <= all.length; size += 1) {
    const enough = subsets(all, size).filter(satisfies);
    if (enough.length === 0) continue;
    const local = enough.filter((peers) => peers.includes(view.local));
    return [...shuffled(local), ...shuffled(enough.filter((peers) => !peers.includes(view.local)))];
  }
  return [];
};
