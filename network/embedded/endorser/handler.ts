import type { peer } from '@hyperledger/fabric-protos';
import { historyOf } from '../storage/history.ts';
import type { Snapshot, Store } from '../storage/store.ts';
import { historyResult, Queries, type ResultCursor, stateResult } from './queries.ts';
import { decodeQueryMetadata } from './query-metadata.ts';
import type { ShimIterators } from './shim.ts';
import type { Simulation } from './simulation.ts';

const notYet = (what: string): Error => new Error(`${what} is not available on this network`);

/**
 * The peer as fabric-shim's stub sees it: the same thirteen requests that go over the chaincode
 * stream of a real peer, answered from one simulation. Method names and answers are the shim's.
 */
export class StubHandler {
  readonly #simulation: Simulation;
  readonly #namespace: string;
  readonly #store: Store;
  readonly #snapshot: Snapshot;
  readonly #iterators: ShimIterators;
  readonly #queries = new Queries();

  constructor(
    simulation: Simulation,
    namespace: string,
    source: { readonly store: Store; readonly snapshot: Snapshot },
    iterators: ShimIterators,
  ) {
    this.#simulation = simulation;
    this.#namespace = namespace;
    this.#store = source.store;
    this.#snapshot = source.snapshot;
    this.#iterators = iterators;
  }

  async handleGetState(collection: string, key: string): Promise<Buffer> {
    this.#publicOnly(collection);
    return this.#simulation.get(this.#namespace, key) ?? Buffer.alloc(0);
  }

  async handlePutState(collection: string, key: string, value: Uint8Array): Promise<Buffer> {
    this.#publicOnly(collection);
    this.#simulation.put(this.#namespace, key, Buffer.from(value ?? []));
    return Buffer.alloc(0);
  }

  async handleDeleteState(collection: string, key: string): Promise<Buffer> {
    this.#publicOnly(collection);
    this.#simulation.delete(this.#namespace, key);
    return Buffer.alloc(0);
  }

  async handlePurgeState(): Promise<Buffer> {
    throw notYet('private data');
  }

  async handleGetPrivateDataHash(): Promise<Buffer> {
    throw notYet('private data');
  }

  async handlePutStateMetadata(): Promise<Buffer> {
    throw notYet('key-level endorsement');
  }

  async handleGetStateMetadata(): Promise<Record<string, Uint8Array>> {
    return {};
  }

  async handleGetStateByRange(
    collection: string,
    startKey: string,
    endKey: string,
    channel: string,
    txId: string,
    metadata?: Uint8Array,
  ): Promise<{ iterator: unknown; metadata?: { bookmark: string; fetchedRecordsCount: number } }> {
    this.#publicOnly(collection);
    const page = metadata && decodeQueryMetadata(metadata);
    const start = page?.bookmark || startKey;
    const range = this.#simulation.range(this.#namespace, start, endKey, page?.pageSize);
    let fetched = 0;
    let bookmark = '';
    const cursor: ResultCursor = {
      next: async () => {
        const entry = await range.next();
        if (!entry) return undefined;
        if (page && fetched === page.pageSize) {
          bookmark = entry.key;
          return undefined;
        }
        fetched += 1;
        return stateResult(this.#namespace, entry.key, entry.value);
      },
      close: () => range.close(),
    };
    const first = await this.#queries.open(cursor, page !== undefined);
    const iterator = new this.#iterators.StateQueryIterator(this, channel, txId, first);
    return page ? { iterator, metadata: { bookmark, fetchedRecordsCount: fetched } } : { iterator };
  }

  async handleGetQueryResult(): Promise<never> {
    throw new Error('ExecuteQuery not supported for leveldb');
  }

  async handleGetHistoryForKey(key: string, channel: string, txId: string): Promise<unknown> {
    const changes = historyOf(this.#store, this.#snapshot, this.#namespace, key);
    const first = await this.#queries.open({
      next: async () => {
        const change = await changes.next();
        return change.done ? undefined : historyResult(change.value);
      },
      close: async () => {
        await changes.return(undefined);
      },
    });
    return new this.#iterators.HistoryQueryIterator(this, channel, txId, first);
  }

  async handleQueryStateNext(id: string): Promise<peer.QueryResponse> {
    return this.#queries.next(id);
  }

  async handleQueryStateClose(id: string): Promise<peer.QueryResponse> {
    return this.#queries.close(id);
  }

  async handleInvokeChaincode(): Promise<never> {
    throw notYet('calling another chaincode');
  }

  /** Closes what chaincode left open. */
  async end(): Promise<void> {
    await this.#queries.closeAll();
  }

  #publicOnly(collection: string): void {
    if (collection !== '') throw notYet('private data');
  }
}
