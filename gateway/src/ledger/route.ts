import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '@suyuan/schemas';
import type { Peer } from './peer.ts';

/** How long a connection that is being made is waited for before another peer is taken. */
const CONNECT_MS = 2000;
/** gRPC tells a call that its connection is lost a moment before it knows so itself. */
const NOTICE_MS = 50;

/** The way of what every operator may see. What is private never takes it: that goes to the host's own peer alone. */
export interface Route {
  /** The own peer while it can be reached, else that of another operator; the own one again where none can. */
  peer(): Promise<Peer>;
  /** All peers, the one that can be reached first. */
  inOrder(): Promise<readonly [Peer, ...Peer[]]>;
  /**
   * Has a step done at the peer of the moment; where that one is lost in the middle, once more at another. For steps that
   * may be done twice. @throws what the last peer threw
   */
  through<T>(step: (peer: Peer) => Promise<T>): Promise<T>;
}

/** The connection was lost, or there was none: nothing was endorsed. */
const isLost = (error: unknown) => error instanceof Refusal && error.body.code === 'LEDGER_UNAVAILABLE';

export function routeBy(own: Peer, others: readonly Peer[], connectMs = CONNECT_MS): Route {
  const peer = async () => {
    if (await own.ready(connectMs)) return own;
    const ready = await Promise.all(others.map((other) => other.ready(connectMs)));
    return others[ready.indexOf(true)] ?? own;
  };
  return {
    peer,
    inOrder: async () => {
      const first = await peer();
      return [first, ...[own, ...others].filter((one) => one !== first)];
    },
    async through(step) {
      const first = await peer();
      try {
        return await step(first);
      } catch (error) {
        if (!isLost(error)) throw error;
        await sleep(NOTICE_MS);
        const next = await peer();
        if (next === first) throw error;
        return step(next);
      }
    },
  };
}
