import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '@suyuan/schemas';
import type { Ledger } from '../ledger/index.ts';
import type { Log } from '../log.ts';
import type { Readings } from './readings.ts';

/** Lines of other gateways of the same database may be this late. */
const SETTLED_MS = 2000;
const BEGINNING = '1970-01-01T00:00:00.000Z';

interface Sealing {
  readonly readings: Readings;
  readonly ledger: Pick<Ledger, 'sealReading'>;
  /** Until when this operator's log is on the ledger. */
  readonly last: () => Promise<string | undefined>;
  /** Of gateways that share a database one alone seals. */
  readonly leads: () => boolean;
  readonly everyMs: number;
  readonly log: Log;
}

/** Puts what the log has grown by on the ledger, by its digest; answers how many lines. A stretch without any waits. */
export async function sealOnce({ readings, ledger, last }: Sealing): Promise<number> {
  const until = new Date(Date.now() - SETTLED_MS).toISOString();
  await readings.written();
  const sealed = await last();
  const from = sealed ?? (await readings.first(BEGINNING));
  if (from === undefined || from >= until) return 0;
  const { count, digest } = await readings.stretch(from, until);
  if (count > 0) await ledger.sealReading({ from, until, count, digest });
  return count;
}

/** Seals the log now and then; what fails is made up by the next time. Resolves when the signal aborts. */
export async function keepSealing(sealing: Sealing, signal: AbortSignal): Promise<void> {
  const { everyMs, leads, log } = sealing;
  while (everyMs > 0 && !signal.aborted) {
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted || !leads()) continue;
    await sealOnce(sealing).catch((error: unknown) => {
      const early = error instanceof Refusal && error.body.code === 'NOT_FOUNDED';
      if (!early) log.warn({ err: error }, 'the read log could not be put on the ledger');
    });
  }
}
