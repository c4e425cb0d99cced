import { readFileSync } from 'node:fs';
import type { GenesisOperator } from '../../embedded/channel/genesis.ts';
import type { Topology } from '../../topology.ts';
import type { Consenter } from '../channel/ordering.ts';
import { operatorNamed } from '../state.ts';

/** What an operator tells the others before a channel is founded: public material and addresses, no key. */
export interface Card {
  readonly name: string;
  readonly mspId: string;
  /** PEM of its authorities. */
  readonly root: string;
  readonly tlsRoot: string;
  readonly host: string;
  readonly peerPort: number;
  readonly orderer: { readonly port: number; readonly identity: string; readonly tlsCertificate: string };
}

/** The operators' cards in the order of the topology. @throws when one is missing or of somebody else */
export const readCards = (topology: Topology, files: readonly string[]): readonly Card[] => {
  const cards = files.map((file) => JSON.parse(readFileSync(file, 'utf8')) as Card);
  for (const card of cards) operatorNamed({ topology }, card.mspId);
  return topology.operators.map(({ mspId }) => {
    const card = cards.find((one) => one.mspId === mspId);
    if (!card) throw new Error(`the card of ${mspId} is missing`);
    return card;
  });
};

export const memberOf = (card: Card, committee: boolean): GenesisOperator => ({
  mspId: card.mspId,
  name: card.name,
  committee,
  host: card.host,
  port: card.peerPort,
  root: card.root,
  tlsRoot: card.tlsRoot,
  revocationLists: [],
});

export const consenterOfCard = ({ mspId, host, orderer }: Card): Consenter => ({
  mspId,
  host,
  port: orderer.port,
  identity: orderer.identity,
  tlsCertificate: orderer.tlsCertificate,
});
