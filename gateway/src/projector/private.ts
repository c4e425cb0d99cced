import { setTimeout as sleep } from 'node:timers/promises';
import type { PrivateBlock } from '../ledger/index.ts';
import type { Log } from '../log.ts';
import type { VaultStore } from '../store/index.ts';

const AGAIN_MS = 1000;

interface Source {
  privateBlocks(from: number, signal: AbortSignal): AsyncIterable<PrivateBlock>;
}

/**
 * Follows the own peer's private data into the private store until the signal aborts; connects again when the peer is
 * lost; `taken` hears of each block that brought some. It waits for no projection: what blocks erase is erased by the projector, in the transaction of its checkpoint.
 */
export async function followPrivate(
  store: VaultStore,
  source: Source,
  log: Log,
  signal: AbortSignal,
  taken: () => void = () => undefined,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const from = (await store.block()) + 1;
      for await (const { number, writes } of source.privateBlocks(from, signal)) {
        await store.take(number, writes);
        if (writes.length > 0) taken();
      }
    } catch (error) {
      if (!signal.aborted) log.warn({ err: error }, 'the stream of private data ended; connecting again');
    }
    await sleep(AGAIN_MS, undefined, { signal }).catch(() => undefined);
  }
}
