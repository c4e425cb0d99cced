import { ledger } from '@hyperledger/fabric-protos';
import type { Version } from '../storage/state.ts';
import { compareKeys } from '../wire/bytes.ts';
import { CollectionSimulation, metadataWrites } from './collection-simulation.ts';
import type { Touched } from './interest.ts';
import { kvRead } from './range-summary.ts';

const { KVRWSet, KVWrite } = ledger.rwset.kvrwset;

/** Entries in byte order of their names. */
export const sortedNames = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => compareKeys(a, b));

/** What one execution reads and writes in one chaincode's namespace. */
export class NamespaceSimulation {
  readonly reads = new Map<string, Version | undefined>();
  readonly writes = new Map<string, Uint8Array | undefined>();
  readonly metadata = new Map<string, ReadonlyMap<string, Uint8Array>>();
  readonly ranges: ledger.rwset.kvrwset.RangeQueryInfo[] = [];
  readonly collections = new Map<string, CollectionSimulation>();
  /** Validation parameters of the keys written, by collection and key; undefined where a key has none. */
  readonly parameters = new Map<string, Map<string, Uint8Array | undefined>>();

  collection(name: string): CollectionSimulation {
    const known = this.collections.get(name);
    if (known) return known;
    const created = new CollectionSimulation();
    this.collections.set(name, created);
    return created;
  }

  touched(chaincode: string): Touched {
    const kept = [...this.parameters].map(([collection, keys]) => [collection, [...keys.values()]] as const);
    return {
      chaincode,
      written: new Map(kept.map(([collection, keys]) => [collection, keys.includes(undefined)])),
      parameters: kept.flatMap(([, keys]) => keys.flatMap((parameter) => parameter ?? [])),
      read: new Set([...this.collections].filter(([, { valuesRead }]) => valuesRead).map(([name]) => name)),
    };
  }

  toSet(): ledger.rwset.kvrwset.KVRWSet {
    const set = new KVRWSet();
    set.setReadsList(sortedNames(this.reads).map(([key, version]) => kvRead(key, version)));
    set.setRangeQueriesInfoList(this.ranges);
    set.setWritesList(
      sortedNames(this.writes).map(([key, value]) => {
        const write = new KVWrite();
        write.setKey(key);
        write.setIsDelete(value === undefined);
        if (value !== undefined) write.setValue(value);
        return write;
      }),
    );
    if (this.metadata.size > 0) set.setMetadataWritesList(metadataWrites(this.metadata));
    return set;
  }

  /** The whole of it, as the transaction's read-write set has it. */
  toEntry(name: string): ledger.rwset.NsReadWriteSet {
    const entry = new ledger.rwset.NsReadWriteSet();
    entry.setNamespace(name);
    entry.setRwset(this.toSet().serializeBinary());
    entry.setCollectionHashedRwsetList(
      sortedNames(this.collections)
        .filter(([, simulation]) => !simulation.untouched)
        .map(([collection, simulation]) => simulation.hashedSet(collection)),
    );
    return entry;
  }

  /** What it writes to collections, in the clear; undefined when nothing. */
  toPrivateEntry(name: string): ledger.rwset.NsPvtReadWriteSet | undefined {
    const sets = sortedNames(this.collections).flatMap(([collection, simulation]) => {
      const bytes = simulation.privateSet();
      if (!bytes) return [];
      const set = new ledger.rwset.CollectionPvtReadWriteSet();
      set.setCollectionName(collection);
      set.setRwset(bytes);
      return [set];
    });
    if (sets.length === 0) return undefined;
    const entry = new ledger.rwset.NsPvtReadWriteSet();
    entry.setNamespace(name);
    entry.setCollectionPvtRwsetList(sets);
    return entry;
  }
}
