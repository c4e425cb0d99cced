import { setTimeout as sleep } from 'node:timers/promises';
import { initial } from '../support/builders.ts';
import type { Participant } from '../support/fabric.ts';
import { commandId } from '../support/network.ts';

/** Submits at a steady rate, and what became of them. */
export type Stream = {
  /** Ends it; answers when each commit was known, in milliseconds, and what was refused. */
  stop(): Promise<{
    readonly commits: readonly number[];
    readonly acknowledged: readonly string[];
    readonly failed: readonly string[];
  }>;
};

/** A registration that nobody else's command touches. */
export const register = (holder: Participant, id = commandId()) =>
  holder.submit('registration:submit', {
    commandId: id,
    profile: { id: 'general', version: 1 },
    registrar: 'registry',
    application: initial('huaxin', commandId()),
  });

/** As many wait for their answers at most: on a machine that is slower than the rate, more would only wait longer. */
const IN_FLIGHT = 20;

export function stream(holder: Participant, perSecond: number): Stream {
  const commits: number[] = [];
  const acknowledged: string[] = [];
  const failed: string[] = [];
  let running = true;
  const sent = new Set<Promise<void>>();
  const sending = (async () => {
    while (running) {
      const id = commandId();
      const answered = register(holder, id)
        .then(
          () => {
            commits.push(performance.now());
            acknowledged.push(id);
          },
          (error: unknown) => void failed.push(error instanceof Error ? error.message : String(error)),
        )
        .finally(() => sent.delete(answered));
      sent.add(answered);
      await sleep(1000 / perSecond);
      if (sent.size >= IN_FLIGHT) await Promise.race(sent);
    }
  })();
  return {
    async stop() {
      running = false;
      await sending;
      await Promise.all(sent);
      return { commits, acknowledged, failed };
    },
  };
}

/** The longest time without a commit, in milliseconds. */
export const longestPause = (commits: readonly number[]): number =>
  Math.max(0, ...commits.slice(1).map((at, index) => at - (commits[index] ?? at)));
