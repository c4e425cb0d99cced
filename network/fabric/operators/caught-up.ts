import { setTimeout as sleep } from 'node:timers/promises';
import type { PeerClient } from '../client/peer.ts';

/**
 * Waits until a peer has so many blocks. Until it has the block that made its operator a member, it refuses even its own
 * administrator.
 * @throws its last refusal, after `ms`
 */
export const caughtUp = async (client: PeerClient, channel: string, height: number, ms = 30_000): Promise<void> => {
  const until = Date.now() + ms;
  for (;;) {
    try {
      if ((await client.height(channel)) >= height) return;
    } catch (error) {
      if (Date.now() > until) throw error;
    }
    if (Date.now() > until) throw new Error(`${client.mspId}'s peer is still behind block ${height - 1}`);
    await sleep(50);
  }
};
