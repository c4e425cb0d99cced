import { explain } from '@suyuan/schemas';
import type { Ledger } from '../ledger/index.ts';
import type { Log } from '../log.ts';
import type { Projector } from '../projector/index.ts';
import type { LeafStore } from '../store/index.ts';
import { signCustody } from './custody.ts';
import { isWrong, type Named, readLeaves } from './reader.ts';

/** Where leaves files lie: an operator's documents. */
export interface LeavesFiles {
  /** The content under a digest; undefined while it is not here. */
  open(sha256: string): Promise<AsyncIterable<Uint8Array> | undefined>;
}

interface Parts {
  readonly store: LeafStore;
  readonly projector: Projector;
  readonly files: LeavesFiles;
  readonly ledger: Ledger;
  readonly log: Log;
}

const AGAIN_MS = 10_000;

/**
 * Reads the leaves of batches that the projection names, beside it and never in its way: blocks are read on while a file
 * is. What is read hangs on the root of the tree alone, so that it may be lost and read again.
 */
export function followLeaves({ store, projector, files, ledger, log }: Parts): {
  /** Reads the leaves of each batch as its file comes, and signs for it once it is sealed, until the signal aborts. */
  run(signal: AbortSignal): Promise<void>;
} {
  let news = Promise.withResolvers<void>();
  const wake = () => news.resolve();

  const readOne = async (batch: Named, signal: AbortSignal) => {
    const bytes = await files.open(batch.file);
    if (!bytes) return;
    const began = performance.now();
    try {
      await readLeaves(bytes, batch, store, signal);
      log.info({ root: batch.root, leaves: batch.count, ms: Math.round(performance.now() - began) }, 'leaves are read');
    } catch (error) {
      if (signal.aborted) return;
      if (!isWrong(error)) {
        log.warn({ err: error, root: batch.root }, 'a leaves file could not be read; it is tried again');
        return;
      }
      const { zh, en } = explain(error.body);
      log.error({ root: batch.root, file: batch.file, problem: en }, 'a leaves file is not that of its batch');
      await store.forget(batch.root, `${zh} ${en}`);
    }
  };

  return {
    async run(signal) {
      const forget = projector.listen(({ batch }) => {
        if (batch.current.batch.size > 0) wake();
      });
      const timer = setInterval(wake, AGAIN_MS).unref();
      signal.addEventListener('abort', wake, { once: true });
      while (!signal.aborted) {
        for (const batch of await store.unread()) {
          if (signal.aborted) break;
          await readOne(batch, signal);
        }
        if (!signal.aborted) await signCustody(store, ledger, log);
        await news.promise;
        news = Promise.withResolvers<void>();
      }
      clearInterval(timer);
      forget();
    },
  };
}
