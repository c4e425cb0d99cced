import { createHash } from 'node:crypto';
import { writeWhole } from '../../files.ts';
import type { Topology } from '../../topology.ts';
import { fabricGenesis } from '../channel/genesis.ts';
import type { Ordering } from '../state.ts';
import { consenterOfCard, memberOf, readCards } from './card.ts';

/**
 * Makes block 0 of a channel between machines from all operators' cards; every operator orders (the first `raftOrderers`
 * with Raft). One operator makes it, all compare its digest before they join.
 * @returns SHA-256 of the file, hexadecimal
 */
export const foundFromCards = (
  topology: Topology,
  ordering: Ordering,
  raftOrderers: number,
  cardFiles: readonly string[],
  target: string,
): string => {
  const cards = readCards(topology, cardFiles);
  const members = topology.operators.flatMap(({ mspId, committee }) =>
    cards.filter((card) => card.mspId === mspId).map((card) => memberOf(card, committee)),
  );
  const consenters = (ordering === 'bft' ? cards : cards.slice(0, raftOrderers)).map(consenterOfCard);
  const bytes = fabricGenesis(topology, members, ordering, consenters).serializeBinary();
  writeWhole(target, bytes);
  return createHash('sha256').update(bytes).digest('hex');
};
