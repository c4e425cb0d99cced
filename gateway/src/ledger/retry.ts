import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '@suyuan/schemas';

/** Tries of a wallet's command that loses races, the first one included. */
export const TRIES = 6;

/**
 * Runs a submit again while it loses MVCC races, each time as a new transaction with the same commandId: only the
 * commandId keeps a command from being done twice. Waits between tries grow and are jittered.
 * @throws the last refusal
 */
export async function retrying<T>(submit: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await submit();
    } catch (error) {
      const lost = error instanceof Refusal && error.body.code === 'LEDGER_CONFLICT';
      if (!lost || attempt >= TRIES) throw error;
      await sleep(Math.random() * 50 * 2 ** attempt);
    }
  }
}
