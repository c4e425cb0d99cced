import { keyOfState, publicSpace, readU64, stateEnd, stateKey, u32, u64 } from './keys.ts';
import type { Snapshot, Store } from './store.ts';

/** Which transaction wrote a value: block number, and index in the block. */
export interface Version {
  readonly block: number;
  readonly transaction: number;
}

export interface StateEntry {
  readonly version: Version;
  readonly value: Buffer;
}

const versionBytes = 12;

export const encodeEntry = (version: Version, value: Uint8Array): Buffer =>
  Buffer.concat([u64(version.block), u32(version.transaction), value]);

export const decodeEntry = (stored: Buffer): StateEntry => ({
  version: { block: readU64(stored), transaction: stored.readUInt32BE(8) },
  value: stored.subarray(versionBytes),
});

export const sameVersion = (left: Version | undefined, right: Version | undefined): boolean =>
  left?.block === right?.block && left?.transaction === right?.transaction;

/** Committed state, public or of one operator's private store, as of a snapshot or as it is now. */
export class StateReader {
  readonly #store: Store;
  readonly #options: { readonly snapshot: Snapshot } | undefined;
  readonly #space: string;

  constructor(store: Store, snapshot?: Snapshot, space = publicSpace) {
    this.#store = store;
    this.#options = snapshot && { snapshot };
    this.#space = space;
  }

  get(namespace: string, key: string): StateEntry | undefined {
    const bytes = stateKey(namespace, key, this.#space);
    const stored = this.#options ? this.#store.getSync(bytes, this.#options) : this.#store.getSync(bytes);
    return stored && decodeEntry(stored);
  }

  /** Keys from `start`, up to and without `end` (with it if `includeEnd`), in byte order; an empty `end` means all. */
  async *range(
    namespace: string,
    start: string,
    end: string,
    includeEnd = false,
  ): AsyncGenerator<{ readonly key: string } & StateEntry> {
    const space = this.#space;
    const upper =
      end === ''
        ? { lt: stateEnd(namespace, space) }
        : { [includeEnd ? 'lte' : 'lt']: stateKey(namespace, end, space) };
    const iterator = this.#store.iterator({ gte: stateKey(namespace, start, space), ...upper, ...this.#options });
    try {
      for (;;) {
        const page = await iterator.nextv(128);
        if (page.length === 0) return;
        for (const [key, stored] of page) yield { key: keyOfState(namespace, key, space), ...decodeEntry(stored) };
      }
    } finally {
      await iterator.close();
    }
  }
}
