import { ledger } from '@hyperledger/fabric-protos';
import type { StateEntry, StateReader, Version } from '../storage/state.ts';
import { compareKeys } from '../wire/bytes.ts';
import { kvRead, RangeSummary } from './range-summary.ts';

const { KVRWSet, KVWrite, RangeQueryInfo } = ledger.rwset.kvrwset;

export interface WriteLimits {
  readonly writes: number;
  readonly writeBytes: number;
}

/** The transaction asked for something that no transaction may: it fails, whatever chaincode makes of it. */
export class SimulationFailed extends Error {}

class NamespaceSimulation {
  readonly reads = new Map<string, Version | undefined>();
  readonly writes = new Map<string, Uint8Array | undefined>();
  readonly ranges: ledger.rwset.kvrwset.RangeQueryInfo[] = [];

  toSet(): ledger.rwset.kvrwset.KVRWSet {
    const set = new KVRWSet();
    const sorted = <T>(map: ReadonlyMap<string, T>) => [...map].sort(([a], [b]) => compareKeys(a, b));
    set.setReadsList(sorted(this.reads).map(([key, version]) => kvRead(key, version)));
    set.setRangeQueriesInfoList(this.ranges);
    set.setWritesList(
      sorted(this.writes).map(([key, value]) => {
        const write = new KVWrite();
        write.setKey(key);
        write.setIsDelete(value === undefined);
        if (value !== undefined) write.setValue(value);
        return write;
      }),
    );
    return set;
  }
}

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
  readonly #state: StateReader;
  readonly #limits: WriteLimits;
  readonly #namespaces = new Map<string, NamespaceSimulation>();
  readonly #finish: (() => void)[] = [];
  readonly #txId: string;
  #writes = 0;
  #bytes = 0;
  #paginated = false;
  #failure: SimulationFailed | undefined;

  constructor(state: StateReader, limits: WriteLimits, txId: string) {
    this.#state = state;
    this.#limits = limits;
    this.#txId = txId;
  }

  /** Set once the transaction may no longer be endorsed. */
  get failure(): SimulationFailed | undefined {
    return this.#failure;
  }

  get(namespace: string, key: string): Buffer | undefined {
    const entry = this.#state.get(namespace, key);
    this.#at(namespace).reads.set(key, entry?.version);
    return entry?.value;
  }

  /** An empty value deletes, as in Fabric. */
  put(namespace: string, key: string, value: Uint8Array): void {
    this.#checkWrite(key, value.length);
    this.#at(namespace).writes.set(key, value.length === 0 ? undefined : value);
  }

  delete(namespace: string, key: string): void {
    this.#checkWrite(key, 0);
    this.#at(namespace).writes.set(key, undefined);
  }

  /** @param limit pages a read-only transaction: at most so many results */
  range(namespace: string, start: string, end: string, limit?: number): RangeCursor {
    if (limit !== undefined) {
      if (this.#writes > 0) {
        throw this.#fail(`txid [${this.#txId}]: Paginated queries are supported only in a read-only transaction`);
      }
      this.#paginated = true;
    }
    const info = new RangeQueryInfo();
    info.setStartKey(start);
    const summary = new RangeSummary();
    this.#at(namespace).ranges.push(info);
    this.#finish.push(() => summary.finish(info));
    const results = this.#state.range(namespace, start, end);
    return {
      next: async () => {
        const result = await results.next();
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
    set.setNsRwsetList(
      [...this.#namespaces]
        .sort(([a], [b]) => compareKeys(a, b))
        .map(([name, namespace]) => {
          const entry = new ledger.rwset.NsReadWriteSet();
          entry.setNamespace(name);
          entry.setRwset(namespace.toSet().serializeBinary());
          return entry;
        }),
    );
    return set.serializeBinary();
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
    if (this.#paginated) {
      throw this.#fail(
        `txid [${this.#txId}]: Transaction has already performed a paginated query. Writes are not allowed`,
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

  #fail(message: string): SimulationFailed {
    this.#failure ??= new SimulationFailed(message);
    return this.#failure;
  }
}
