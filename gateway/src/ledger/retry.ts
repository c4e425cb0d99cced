import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal } from '@suyuan/schemas';

/** Tries of a wallet's command that loses races, the first one included. */
export const TRIES = 6;

/** Refusals after which nothing of the transaction is on the ledger, nor will be. */
const SAFE = ['LEDGER_CONFLICT', 'LEDGER_UNAVAILABLE', 'LEDGER_BUSY'];

/** What an endorser says of a vault whose block it has not read yet: the same proposal may be shown to it again. */
export const BEHIND: ReadonlySet<string> = new Set(['VAULT_NOT_THERE', 'VAULT_UNDELIVERED']);

const AGAIN: ReadonlySet<string> = new Set([...SAFE, ...BEHIND]);

/**
 * Runs a submit again while it loses MVCC races or its endorsers are away or behind, each time as a new transaction with the same
 * commandId, which keeps the command single. Waits between tries grow and are jittered. One whose fate is not known is
 * never run again: it is LEDGER_TIMEOUT, and asked for by its id.
 * @throws the last refusal
 */
export async function retrying<T>(submit: () => Promise<T>, codes = AGAIN): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await submit();
    } catch (error) {
      const safe = error instanceof Refusal && codes.has(error.body.code);
      if (!safe || attempt >= TRIES) throw error;
      await sleep(Math.random() * 50 * 2 ** attempt);
    }
  }
}
