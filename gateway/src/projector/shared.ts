import { setTimeout as sleep } from 'node:timers/promises';
import type { LedgerBlock } from '../ledger/index.ts';
import { type Database, type Lease, LeaseLost } from '../store/index.ts';
import { addBlock, type Batch, emptyBatch } from './batch.ts';
import { readCheckpoint, writeBatch } from './write.ts';

const LOOK_MS = 50;

/** What of some blocks is not yet in the database. */
function rest(blocks: readonly LedgerBlock[], at: Parameters<typeof emptyBatch>[0]): Batch {
  const batch = emptyBatch(at);
  for (const block of blocks.filter(({ number }) => number > at.block)) addBlock(batch, block);
  return batch;
}

/**
 * Resolves once the database holds a batch of blocks: written here by who holds the lease, else by another gateway. Each
 * gateway reads the blocks itself, so that whoever loses the writer goes on with what it has at hand.
 * @throws when the signal aborts first
 */
export async function written(
  database: Database,
  lease: Lease,
  batch: Batch,
  blocks: readonly LedgerBlock[],
  signal: AbortSignal,
): Promise<void> {
  const last = batch.checkpoint.block;
  for (;;) {
    const at = await readCheckpoint(database);
    if (at.block >= last) return;
    if (lease.held) {
      try {
        await writeBatch(database, at.block === last - batch.blocks.length ? batch : rest(blocks, at), lease);
        return;
      } catch (error) {
        if (!(error instanceof LeaseLost)) throw error;
      }
    }
    await sleep(LOOK_MS, undefined, { signal });
  }
}
