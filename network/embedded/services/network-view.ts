import type { Committer } from '../committer/committer.ts';
import type { Peer } from '../endorser/peer.ts';
import type { Orderer } from '../orderer/orderer.ts';
import type { Chain } from '../storage/chain.ts';
import type { BlockFeed } from './block-feed.ts';

/** What one operator's services see: the channel that all share, and which peer is their own. */
export interface NetworkView {
  readonly channel: string;
  readonly local: Peer;
  readonly peers: ReadonlyMap<string, Peer>;
  readonly committer: Committer;
  readonly orderer: Orderer;
  readonly chain: Chain;
  readonly feed: BlockFeed;
  /** Reads a range of the store in which private write sets lie. */
  readonly privateSets: (range: { readonly gte: Buffer; readonly lt: Buffer }) => Promise<[Buffer, Buffer][]>;
}
