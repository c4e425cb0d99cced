import type { NamespaceSet } from '../proposal/transaction.ts';
import type { Version } from '../storage/state.ts';
import { compareKeys, sha256 } from '../wire/bytes.ts';

/** A key's new value, or its deletion, by one transaction of the block. */
export interface Update {
  readonly namespace: string;
  readonly key: string;
  readonly version: Version;
  readonly value: Uint8Array | undefined;
}

const id = (namespace: string, key: string): string => `${namespace}\0${key}`;

/** What the valid transactions of one block write; the last writer of a key wins. */
export class Updates {
  readonly #last = new Map<string, Update>();
  readonly #all: Update[] = [];

  apply(namespaces: readonly NamespaceSet[], version: Version): void {
    for (const { namespace, set } of namespaces) {
      for (const write of set.getWritesList()) {
        const value = write.getIsDelete() ? undefined : write.getValue_asU8();
        const update = { namespace, key: write.getKey(), version, value };
        this.#last.set(id(namespace, update.key), update);
        this.#all.push(update);
      }
    }
  }

  get(namespace: string, key: string): Update | undefined {
    return this.#last.get(id(namespace, key));
  }

  /** Every change, for history. */
  changes(): readonly Update[] {
    return this.#all;
  }

  /** The final state of each key. */
  final(): Iterable<Update> {
    return this.#last.values();
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
    const sorted = [...this.#last.values()].sort(
      (a, b) => compareKeys(a.namespace, b.namespace) || compareKeys(a.key, b.key),
    );
    return sha256(
      ...sorted.map(({ namespace, key, version, value }) => {
        const head = JSON.stringify([namespace, key, version.block, version.transaction, value === undefined]);
        return Buffer.concat([Buffer.from(head), sha256(value ?? new Uint8Array())]);
      }),
    );
  }
}
