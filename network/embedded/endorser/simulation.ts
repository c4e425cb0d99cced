import { ledger } from '@hyperledger/fabric-protos';
import { lifecycleNamespace } from '../lifecycle/definition.ts';
import { decodeMetadata, parameterOf } from '../proposal/metadata.ts';
import { privateNamespace } from '../storage/keys.ts';
import type { HashReader } from '../storage/private.ts';
import { type StateEntry, type StateReader, sameVersion, type Version } from '../storage/state.ts';
import { keyHash, type PrivateWrite } from './collection-simulation.ts';
import type { Touched } from './interest.ts';
import { NamespaceSimulation, sortedNames } from './namespace-simulation.ts';
import { kvRead, RangeSummary } from './range-summary.ts';

const { RangeQueryInfo } = ledger.rwset.kvrwset;

export interface WriteLimits {
  readonly writes: number;
  readonly writeBytes: number;
}

/** The transaction asked for something that no transaction may: it fails, whatever chaincode makes of it. */
export class SimulationFailed extends Error {}

/** Committed state as one peer sees it: public, its own private values, everybody's hashes. */
export interface PeerState {
  readonly state: StateReader;
  readonly values: StateReader;
  readonly hashes: HashReader;
}

const describeVersion = (version: Version | undefined): string =>
  version ? `{BlockNum: ${version.block}, TxNum: ${version.transaction}}` : '<nil>';

/** A range being read; what chaincode has seen of it enters the read-write set. */
export interface RangeCursor {
  next(): Promise<({ readonly key: string } & StateEntry) | undefined>;
  close(): Promise<void>;
}

/**
 * One execution against a snapshot of committed state: reads see what was committed, never the
 * transaction's own writes, and everything read or written is recorded.
 */
export class Simulation {
  readonly #from: PeerState;
  readonly #limits: WriteLimits;
  readonly #namespaces = new Map<string, NamespaceSimulation>();
  readonly #finish: (() => void)[] = [];
  readonly #txId: string;
  #writes = 0;
  #bytes = 0;
  #query: 'paginated' | 'private' | undefined;
  #failure: SimulationFailed | undefined;

  constructor(from: PeerState, limits: WriteLimits, txId: string) {
    this.#from = from;
    this.#limits = limits;
    this.#txId = txId;
  }

  /** Set once the transaction may no longer be endorsed. */
  get failure(): SimulationFailed | undefined {
    return this.#failure;
  }

  get(namespace: string, key: string): Buffer | undefined {
    const entry = this.#from.state.get(namespace, key);
    this.#at(namespace).reads.set(key, entry?.version);
    return entry?.value;
  }

  /** An empty value deletes, as in Fabric. */
  put(namespace: string, key: string, value: Uint8Array): void {
    this.#checkWrite(key, value.length);
    const at = this.#at(namespace);
    at.writes.set(key, value.length === 0 ? undefined : value);
    this.#notePolicy(at, namespace, '', key);
  }

  delete(namespace: string, key: string): void {
    this.put(namespace, key, new Uint8Array());
  }

  /** Metadata of a public key; reading it is a read of the key. */
  metadata(namespace: string, key: string): ReadonlyMap<string, Buffer> {
    this.get(namespace, key);
    return decodeMetadata(this.#from.hashes.metadata(namespace, '', key));
  }

  putMetadata(namespace: string, key: string, entries: ReadonlyMap<string, Uint8Array>): void {
    this.#checkWrite(key, 0);
    const at = this.#at(namespace);
    at.metadata.set(key, entries);
    this.#notePolicy(at, namespace, '', key);
  }

  /** @throws when this peer does not have the value that the hash on the ledger is of */
  getPrivate(namespace: string, collection: string, key: string): Buffer | undefined {
    const entry = this.#from.values.get(privateNamespace(namespace, collection), key);
    const hashed = this.#from.hashes.get(namespace, collection, keyHash(key));
    if (!sameVersion(entry?.version, hashed?.version)) {
      throw new Error(
        'private data matching public hash version is not available. ' +
          `Public hash version = ${describeVersion(hashed?.version)}, Private data version = ${describeVersion(entry?.version)}`,
      );
    }
    const at = this.#at(namespace).collection(collection);
    at.reads.set(key, entry?.version);
    at.valuesRead = true;
    return entry?.value;
  }

  getPrivateHash(namespace: string, collection: string, key: string): Buffer | undefined {
    const entry = this.#from.hashes.get(namespace, collection, keyHash(key));
    this.#at(namespace).collection(collection).reads.set(key, entry?.version);
    return entry?.value;
  }

  privateMetadata(namespace: string, collection: string, key: string): ReadonlyMap<string, Buffer> {
    this.getPrivateHash(namespace, collection, key);
    return decodeMetadata(this.#from.hashes.metadata(namespace, collection, keyHash(key)));
  }

  writePrivate(namespace: string, collection: string, key: string, write: PrivateWrite): void {
    this.#checkWrite(key, typeof write === 'string' ? 0 : write.length);
    const at = this.#at(namespace);
    at.collection(collection).writes.set(key, typeof write !== 'string' && write.length === 0 ? 'delete' : write);
    this.#notePolicy(at, namespace, collection, key);
  }

  putPrivateMetadata(
    namespace: string,
    collection: string,
    key: string,
    entries: ReadonlyMap<string, Uint8Array>,
  ): void {
    this.#checkWrite(key, 0);
    const at = this.#at(namespace);
    at.collection(collection).metadata.set(key, entries);
    this.#notePolicy(at, namespace, collection, key);
  }

  /** A range of this peer's values, in a transaction that writes nothing; it is not checked at commit. */
  privateRange(namespace: string, collection: string, start: string, end: string): RangeCursor {
    this.#checkQuery('private', 'Queries on pvt data is');
    this.#at(namespace).collection(collection).valuesRead = true;
    const results = this.#from.values.range(privateNamespace(namespace, collection), start, end);
    return {
      next: async () => {
        const result = await results.next();
        return result.done ? undefined : result.value;
      },
      close: async () => {
        await results.return(undefined);
      },
    };
  }

  /** @param limit pages a read-only transaction: at most so many results */
  range(namespace: string, start: string, end: string, limit?: number): RangeCursor {
    if (limit !== undefined) this.#checkQuery('paginated', 'Paginated queries are');
    const info = new RangeQueryInfo();
    info.setStartKey(start);
    const summary = new RangeSummary();
    this.#at(namespace).ranges.push(info);
    this.#finish.push(() => summary.finish(info));
    const results = this.#from.state.range(namespace, start, end);
    let read = 0;
    return {
      next: async () => {
        const result = await results.next();
        // What a page looks at beyond its end is its bookmark, and no read.
        if (read === limit) return result.done ? undefined : result.value;
        read += 1;
        if (result.done) {
          info.setEndKey(end);
          info.setItrExhausted(true);
          return undefined;
        }
        summary.add(kvRead(result.value.key, result.value.version));
        info.setEndKey(result.value.key);
        return result.value;
      },
      close: async () => {
        await results.return(undefined);
      },
    };
  }

  /** The read-write set, namespaces and keys in byte order. */
  results(): Uint8Array {
    for (const finish of this.#finish) finish();
    const set = new ledger.rwset.TxReadWriteSet();
    set.setDataModel(ledger.rwset.TxReadWriteSet.DataModel.KV);
    set.setNsRwsetList(sortedNames(this.#namespaces).map(([name, namespace]) => namespace.toEntry(name)));
    return set.serializeBinary();
  }

  /** What was written to collections, in the clear; undefined when nothing was. */
  privateResults(): Uint8Array | undefined {
    const namespaces = sortedNames(this.#namespaces).flatMap(
      ([name, namespace]) => namespace.toPrivateEntry(name) ?? [],
    );
    if (namespaces.length === 0) return undefined;
    const set = new ledger.rwset.TxPvtReadWriteSet();
    set.setNsPvtRwsetList(namespaces);
    return set.serializeBinary();
  }

  /** What was touched of each namespace other than the lifecycle's. */
  touched(): Touched[] {
    return sortedNames(this.#namespaces)
      .filter(([name]) => name !== lifecycleNamespace)
      .map(([name, namespace]) => namespace.touched(name));
  }

  #at(namespace: string): NamespaceSimulation {
    const known = this.#namespaces.get(namespace);
    if (known) return known;
    const created = new NamespaceSimulation();
    this.#namespaces.set(namespace, created);
    return created;
  }

  #checkWrite(key: string, bytes: number): void {
    if (key === '') throw new Error('key must not be an empty string');
    if (this.#query) {
      const what = this.#query === 'private' ? 'queries on pvt data' : 'a paginated query';
      throw new SimulationFailed(
        `txid [${this.#txId}]: Transaction has already performed ${what}. Writes are not allowed`,
      );
    }
    this.#writes += 1;
    this.#bytes += bytes + Buffer.byteLength(key);
    if (this.#writes > this.#limits.writes) {
      throw this.#fail(`transaction writes more than ${this.#limits.writes} times`);
    }
    if (this.#bytes > this.#limits.writeBytes) {
      throw this.#fail(`transaction writes more than ${this.#limits.writeBytes} bytes`);
    }
  }

  /**
   * Queries whose results are not checked at commit may not decide what is written. As on a real peer the refused call
   * leaves nothing behind, and a chaincode that hides the refusal may go on.
   */
  #checkQuery(kind: 'paginated' | 'private', what: string): void {
    if (this.#writes > 0) {
      throw new SimulationFailed(`txid [${this.#txId}]: ${what} supported only in a read-only transaction`);
    }
    this.#query = kind;
  }

  #notePolicy(at: NamespaceSimulation, namespace: string, collection: string, key: string): void {
    const keys = at.parameters.get(collection) ?? new Map<string, Uint8Array | undefined>();
    at.parameters.set(collection, keys);
    if (keys.has(key)) return;
    const place = collection === '' ? key : keyHash(key);
    keys.set(key, parameterOf(this.#from.hashes.metadata(namespace, collection, place)));
  }

  #fail(message: string): SimulationFailed {
    this.#failure ??= new SimulationFailed(message);
    return this.#failure;
  }
}
