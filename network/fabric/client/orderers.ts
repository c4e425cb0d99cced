import { setTimeout as sleep } from 'node:timers/promises';
import { common, orderer as protos } from '@hyperledger/fabric-protos';
import { bftQuorum } from '../channel/ordering.ts';
import type { Ordering } from '../state.ts';
import { exchange, type Link, openLink } from './rpc.ts';

/** The consortium's ordering service. */
export interface OrderingClient {
  /**
   * Hands an envelope in: to a quorum of Byzantine orderers, to one of Raft's. Tries again while they have no leader.
   * @throws with the orderers' words when they refuse
   */
  submit(envelope: common.Envelope, ms?: number): Promise<void>;
  close(): void;
}

const offer = async (link: Link, envelope: common.Envelope): Promise<string | undefined> => {
  const decode = protos.BroadcastResponse.deserializeBinary;
  const answer = await exchange(link, '/orderer.AtomicBroadcast/Broadcast', envelope, decode, 10_000);
  return answer.getStatus() === common.Status.SUCCESS ? undefined : `${answer.getStatus()} ${answer.getInfo()}`;
};

const failure = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Refusals by content will not change; 404 and 503 may, while a channel starts or a leader is chosen. */
const final = (refusal: string): boolean => /^(400|403|413)/.test(refusal);

export const connectOrderers = (
  ordering: Ordering,
  endpoints: readonly { readonly address: string; readonly tlsRoot: string }[],
): OrderingClient => {
  const links = endpoints.map(({ address, tlsRoot }) => openLink(address, tlsRoot));
  const needed = ordering === 'bft' ? bftQuorum(links.length) : 1;
  const once = async (envelope: common.Envelope): Promise<string[]> => {
    const refusals: string[] = [];
    if (ordering === 'bft') {
      const answers = await Promise.all(links.map((link) => offer(link, envelope).catch(failure)));
      refusals.push(...answers.filter((answer) => answer !== undefined));
      return links.length - refusals.length >= needed ? [] : refusals;
    }
    for (const link of links) {
      const refusal = await offer(link, envelope).catch(failure);
      if (refusal === undefined) return [];
      refusals.push(refusal);
      if (final(refusal)) break;
    }
    return refusals;
  };
  return {
    submit: async (envelope, ms = 20_000) => {
      const until = Date.now() + ms;
      for (;;) {
        const refusals = await once(envelope);
        if (refusals.length === 0) return;
        if (refusals.some(final) || Date.now() > until) {
          throw new Error(`the orderers do not accept it: ${[...new Set(refusals)].join('; ')}`);
        }
        await sleep(100);
      }
    },
    close: () => {
      for (const link of links) link.close();
    },
  };
};
