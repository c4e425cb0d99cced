import { Refusal } from '@suyuan/schemas';
import type { Log } from '../log.ts';
import type { Erased, Ledger } from './ledger.ts';

/** What failed is tried again soon; else it is woken, and looks by itself now and then. */
const AGAIN_MS = 5000;
const IDLE_MS = 60_000;

interface Parts {
  readonly ledger: Pick<Ledger, 'attestAbsence'>;
  /** Erasures on the ledger of which this operator has not said that its peer has nothing left. */
  readonly owed: () => Promise<readonly Erased[]>;
  readonly log: Log;
}

/** Answers whether nothing is owed any more. */
async function attestOwed({ ledger, owed, log }: Parts): Promise<boolean> {
  let all = true;
  for (const erased of await owed()) {
    try {
      await ledger.attestAbsence(erased);
      log.info(
        { vault: erased.vault, host: erased.host },
        'this operator has attested that nothing of a vault is left',
      );
    } catch (error) {
      const done = error instanceof Refusal && error.body.code === 'COMMAND_REPEATED';
      if (!done) log.warn({ err: error, vault: erased.vault }, 'the absence of a purged vault could not be attested');
      all &&= done;
    }
  }
  return all;
}

/**
 * Gives this operator's word for each erasure on the ledger, by the gateway's own key, once its own peer says that it has
 * nothing left. What cannot be sent now is sent when it is looked at next. `run` resolves when the signal aborts.
 */
export function keepAbsences(parts: Parts): { wake(): void; run(signal: AbortSignal): Promise<void> } {
  let news = Promise.withResolvers<void>();
  const wake = () => news.resolve();
  return {
    wake,
    async run(signal) {
      signal.addEventListener('abort', wake, { once: true });
      while (!signal.aborted) {
        news = Promise.withResolvers<void>();
        const all = await attestOwed(parts).catch((error: unknown) => {
          parts.log.warn({ err: error }, 'erasures are looked at again');
          return false;
        });
        const timer = setTimeout(wake, all ? IDLE_MS : AGAIN_MS).unref();
        if (!signal.aborted) await news.promise;
        clearTimeout(timer);
      }
    },
  };
}
