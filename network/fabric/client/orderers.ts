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
  /** Hands an update of the configuration in, to one orderer alone: each would make a configuration of its own of it. */
  configure(envelope: common.Envelope, ms?: number): Promise<void>;
  close(): void;
}

const offer = async (link: Link, envelope: common.Envelope): Promise<string | undefined> => {
  const decode = protos.BroadcastResponse.deserializeBinary;
  const answer = await exchange(link, '/orderer.AtomicBroadcast/Broadcast', envelope, decode, 10_000);
  // Asked again, an orderer that took it the first time says so.
  const taken = answer.getStatus() === common.Status.SUCCESS || /already (processed|exists)/.test(answer.getInfo());
  return taken ? undefined : `${answer.getStatus()} ${answer.getInfo()}`;
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
  const toQuorum = async (envelope: common.Envelope): Promise<readonly string[]> => {
    const answers = await Promise.all(links.map((link) => offer(link, envelope).catch(failure)));
    const refusals = answers.filter((answer) => answer !== undefined);
    return links.length - refusals.length >= needed ? [] : refusals;
  };
  const toOne = async (envelope: common.Envelope): Promise<readonly string[]> => {
    const refusals: string[] = [];
    for (const link of links) {
      const refusal = await offer(link, envelope).catch(failure);
      if (refusal === undefined) return [];
      refusals.push(refusal);
      if (final(refusal)) break;
    }
    return refusals;
  };
  const insist = async (once: () => Promise<readonly string[]>, ms: number): Promise<void> => {
    const until = Date.now() + ms;
    for (;;) {
      const refusals = await once();
      if (refusals.length === 0) return;
      if (refusals.some(final) || Date.now() > until) {
        throw new Error(`the orderers do not accept it: ${[...new Set(refusals)].join('; ')}`);
      }
      await sleep(100);
    }
  };
  return {
    submit: (envelope, ms = 20_000) => insist(() => (ordering === 'bft' ? toQuorum : toOne)(envelope), ms),
    configure: (envelope, ms = 20_000) => insist(() => toOne(envelope), ms),
    close: () => {
      for (const link of links) link.close();
    },
  };
};
