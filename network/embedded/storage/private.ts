import { factKey, hashedKey, parameterKey } from './keys.ts';
import { decodeEntry, type StateEntry } from './state.ts';
import type { Snapshot, Store } from './store.ts';

/** The fact that some key there has, or once had, a validation parameter. */
export const parametersFact = (namespace: string, collection: string): Buffer =>
  factKey(`parameters/${namespace}\0${collection}`);

/**
 * What every peer knows of private keys, the hashes of their values, and of validation parameters of
 * public and private keys; as of a snapshot or as it is now. Keys of private data are given by their SHA-256.
 */
export class HashReader {
  readonly #store: Store;
  readonly #options: { readonly snapshot: Snapshot } | undefined;
  readonly #governed = new Map<string, boolean>();

  constructor(store: Store, snapshot?: Snapshot) {
    this.#store = store;
    this.#options = snapshot && { snapshot };
  }

  /** Version and value hash of a private key. */
  get(namespace: string, collection: string, keyHash: Uint8Array): StateEntry | undefined {
    const stored = this.#read(hashedKey(namespace, collection, keyHash));
    return stored && decodeEntry(stored);
  }

  /** A key's metadata, a `KVMetadataWrite` with its entries; the collection of a public key is empty. */
  metadata(namespace: string, collection: string, key: string | Uint8Array): Buffer | undefined {
    if (!this.governed(namespace, collection)) return undefined;
    return this.#read(parameterKey(namespace, collection, key));
  }

  /** Tells a reader without a snapshot that keys there now have parameters. */
  govern(namespace: string, collection: string): void {
    this.#governed.set(`${namespace}\0${collection}`, true);
  }

  /** Whether any key there may have a parameter: one read spares one for each key. */
  governed(namespace: string, collection: string): boolean {
    const place = `${namespace}\0${collection}`;
    const known = this.#governed.get(place);
    if (known !== undefined) return known;
    const governed = this.#read(parametersFact(namespace, collection)) !== undefined;
    this.#governed.set(place, governed);
    return governed;
  }

  #read(key: Buffer): Buffer | undefined {
    return this.#options ? this.#store.getSync(key, this.#options) : this.#store.getSync(key);
  }
}
