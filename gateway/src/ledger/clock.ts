import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '@suyuan/schemas';
import type { Log } from '../log.ts';
import type { ChannelConfig } from './channel-config.ts';
import type { Ledger } from './ledger.ts';

const EVERY = { demonstration: 20_000, real: 60_000 };

/**
 * Advances the ledger's clock now and then when this operator is of the committee. A tick that fails is logged and
 * made up by the next one. Resolves when the signal aborts.
 */
export async function keepClock(
  ledger: Ledger,
  config: () => ChannelConfig,
  tickMs: number | undefined,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    const { demonstration, committee } = config();
    const every = tickMs ?? (demonstration ? EVERY.demonstration : EVERY.real);
    if (every === 0) return;
    await sleep(every, undefined, { signal }).catch(() => undefined);
    if (signal.aborted || !committee.includes(ledger.operator.mspId)) continue;
    await ledger.tick().catch((error: unknown) => {
      const early = error instanceof Refusal && error.body.code === 'NOT_FOUNDED';
      if (!early) log.warn({ err: error }, 'the clock could not be ticked');
    });
  }
}
