import type { Database } from '../store/index.ts';
import { addDocument, type Batch, emptyBatch } from './batch.ts';

/** Blocks that are kept for whoever asks next. */
const KEPT = 256;

/** What one block brought, read again from the projection: the same for whoever asks, whenever. */
async function readBlock(database: Database, number: number): Promise<Batch> {
  const [blocks, versions] = await Promise.all([
    database.selectFrom('projection.block').selectAll().where('number', '=', number).execute(),
    database
      .selectFrom('projection.version')
      .selectAll()
      .where('block', '=', number)
      .orderBy('tx_index')
      .orderBy('key')
      .execute(),
  ]);
  const [block] = blocks;
  const batch = emptyBatch({ block: number, hash: block?.hash ?? '', time: block?.time ?? '' });
  batch.blocks.push(...blocks);
  for (const { key, doc, block: at, tx_index, tx_id, time } of versions)
    addDocument(batch, key, doc, { block: at, tx_index, tx_id, time });
  return batch;
}

/** Blocks one by one for subscribers, who may begin in the past. */
export class BlockFeed {
  readonly #database: Database;
  readonly #kept = new Map<number, Promise<Batch>>();

  constructor(database: Database) {
    this.#database = database;
  }

  at(number: number): Promise<Batch> {
    const known = this.#kept.get(number);
    if (known) return known;
    const read = readBlock(this.#database, number);
    read.catch(() => this.#kept.delete(number));
    this.#kept.set(number, read);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > KEPT && oldest !== undefined) this.#kept.delete(oldest);
    return read;
  }
}
