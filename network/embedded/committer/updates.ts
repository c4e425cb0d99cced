import type { NamespaceSet } from '../proposal/transaction.ts';
import type { HashReader } from '../storage/private.ts';
import type { StateReader, Version } from '../storage/state.ts';
import { asBuffer, compareKeys, sha256 } from '../wire/bytes.ts';
import { type Operation, operationsOf, type Place, placeId } from './operations.ts';

/** State before the block. */
export interface Committed {
  readonly state: StateReader;
  readonly hashes: HashReader;
}

/** A key's new value, or its deletion, by one transaction of the block. */
export interface Update {
  readonly namespace: string;
  readonly key: string;
  readonly version: Version;
  readonly value: Uint8Array | undefined;
}

/** The same of a private key, by hashes. */
export interface HashedUpdate {
  readonly place: Place & { readonly key: Buffer };
  readonly version: Version;
  readonly value: Uint8Array | undefined;
}

export interface MetadataUpdate {
  readonly place: Place;
  readonly value: Uint8Array | undefined;
}

const isHashed = (place: Place): place is Place & { readonly key: Buffer } => typeof place.key !== 'string';

/** What the valid transactions of one block write; the last writer of a key wins. */
export class Updates {
  readonly #committed: Committed;
  readonly #last = new Map<string, Update>();
  readonly #hashed = new Map<string, HashedUpdate>();
  readonly #metadata = new Map<string, MetadataUpdate>();
  readonly #all: Update[] = [];

  constructor(committed: Committed) {
    this.#committed = committed;
  }

  apply(namespaces: readonly NamespaceSet[], version: Version): void {
    for (const operation of operationsOf(namespaces)) this.#apply(operation, version);
  }

  get(namespace: string, key: string): Update | undefined {
    return this.#last.get(placeId({ namespace, collection: '', key }));
  }

  getHashed(namespace: string, collection: string, keyHash: Uint8Array): HashedUpdate | undefined {
    return this.#hashed.get(placeId({ namespace, collection, key: asBuffer(keyHash) }));
  }

  /** Every change of a public value, for history. */
  changes(): readonly Update[] {
    return this.#all;
  }

  /** The final state of each public key. */
  final(): Iterable<Update> {
    return this.#last.values();
  }

  hashed(): Iterable<HashedUpdate> {
    return this.#hashed.values();
  }

  /** Metadata as it is after the block, where it changes. */
  metadata(): Iterable<MetadataUpdate> {
    return this.#metadata.values();
  }

  /** Removes a private key's hash, unless the block writes it anew. @returns whether it did */
  expire(place: Place & { readonly key: Buffer }, version: Version): boolean {
    const id = placeId(place);
    if (this.#hashed.has(id)) return false;
    this.#hashed.set(id, { place, version, value: undefined });
    this.#metadata.set(id, { place, value: undefined });
    return true;
  }

  /** Updates of a namespace whose key lies in a range; see `StateReader.range`. */
  within(namespace: string, start: string, end: string, includeEnd: boolean): Update[] {
    return [...this.#last.values()].filter((update) => {
      if (update.namespace !== namespace || compareKeys(update.key, start) < 0) return false;
      if (end === '') return true;
      const order = compareKeys(update.key, end);
      return includeEnd ? order <= 0 : order < 0;
    });
  }

  /** A digest of the final state changes, the same on every machine. */
  digest(): Buffer {
    const line = (name: readonly unknown[], value: Uint8Array | undefined): Buffer =>
      Buffer.concat([Buffer.from(JSON.stringify([...name, value === undefined])), sha256(value ?? new Uint8Array())]);
    const sorted = <T>(map: ReadonlyMap<string, T>): T[] =>
      [...map].sort(([a], [b]) => compareKeys(a, b)).map(([, update]) => update);
    const values = [...this.#last.values()].sort(
      (a, b) => compareKeys(a.namespace, b.namespace) || compareKeys(a.key, b.key),
    );
    return sha256(
      ...values.map(({ namespace, key, version, value }) =>
        line([namespace, key, version.block, version.transaction], value),
      ),
      ...sorted(this.#hashed).map(({ place, version, value }) =>
        line([placeId(place), version.block, version.transaction], value),
      ),
      ...sorted(this.#metadata).map(({ place, value }) => line([placeId(place)], value)),
    );
  }

  #apply({ place, write, metadata }: Operation, version: Version): void {
    const id = placeId(place);
    if (write && !isHashed(place)) this.#record(place, version, write.value);
    // Metadata alone keeps the value and raises its version; on a key that is not there it does nothing.
    const value = write ? write.value : this.#latest(id, place);
    if (!write && value === undefined) return;
    if (isHashed(place)) this.#hashed.set(id, { place, version, value });
    else this.#last.set(id, { namespace: place.namespace, key: String(place.key), version, value });
    if (value === undefined) this.#dropMetadata(id, place);
    else if (metadata) this.#metadata.set(id, { place, value: metadata.value });
  }

  #record(place: Place, version: Version, value: Uint8Array | undefined): void {
    this.#all.push({ namespace: place.namespace, key: String(place.key), version, value });
  }

  #dropMetadata(id: string, place: Place): void {
    const { namespace, collection } = place;
    if (this.#metadata.has(id) || this.#committed.hashes.governed(namespace, collection)) {
      this.#metadata.set(id, { place, value: undefined });
    }
  }

  #latest(id: string, place: Place): Uint8Array | undefined {
    const { state, hashes } = this.#committed;
    if (isHashed(place)) {
      const update = this.#hashed.get(id);
      return update ? update.value : hashes.get(place.namespace, place.collection, place.key)?.value;
    }
    const update = this.#last.get(id);
    return update ? update.value : state.get(place.namespace, String(place.key))?.value;
  }
}
