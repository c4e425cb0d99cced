import { readU64, startingWith, transientKey, transientPrefix, u64 } from './keys.ts';
import type { Store } from './store.ts';

/** As many blocks as private writes wait for their transaction, as Fabric's default. */
const retainedBlocks = 1000;

/**
 * The transient store: private writes between endorsement and commit, by transaction and endorser.
 * They are on the disk before the endorsement leaves, so a transaction submitted after a crash has them.
 */
export class TransientStore {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** @param set a TxPvtReadWriteSet @param height of the ledger when it was endorsed */
  async keep(txId: string, mspId: string, set: Uint8Array, height: number): Promise<void> {
    await this.#store.put(transientKey(txId, mspId), Buffer.concat([u64(height), set]), { sync: true });
  }

  /** What the endorsers of a transaction wrote, a TxPvtReadWriteSet each, and the keys it lies under. */
  async of(txId: string): Promise<{ readonly keys: readonly Buffer[]; readonly sets: readonly Buffer[] }> {
    const found = await this.#store.iterator(startingWith(transientPrefix(txId))).all();
    return { keys: found.map(([key]) => key), sets: found.map(([, value]) => value.subarray(8)) };
  }

  /** Drops what no transaction has claimed for long. */
  async sweep(height: number): Promise<void> {
    for await (const [key, value] of this.#store.iterator(startingWith(transientPrefix()))) {
      if (readU64(value) + retainedBlocks < height) await this.#store.del(key);
    }
  }
}
