import { Refusal } from '@suyuan/schemas';
import type { Ledger } from '../ledger/index.ts';
import type { Log } from '../log.ts';
import type { LeafStore } from '../store/index.ts';

/**
 * Signs for this operator that it holds the leaves file of each sealed batch that was read here, and found to be the one
 * that the ledger names. What cannot be sent now is sent when it is looked at next.
 */
export async function signCustody(store: LeafStore, ledger: Ledger, log: Log): Promise<void> {
  for (const { id: batch, file, root } of await store.unattested(ledger.operator.mspId)) {
    try {
      await ledger.attestBatch({ batch, file, root });
      log.info({ batch, file }, 'this operator has signed that it holds the leaves file');
    } catch (error) {
      const done = error instanceof Refusal && error.body.code === 'CUSTODY_REPEATED';
      if (!done) log.warn({ err: error, batch }, 'the custody of a leaves file could not be signed for');
    }
  }
}
