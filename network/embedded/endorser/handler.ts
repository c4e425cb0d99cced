import { peer } from '@hyperledger/fabric-protos';
import { historyOf } from '../storage/history.ts';
import type { Snapshot, Store } from '../storage/store.ts';
import type { CollectionAccess } from './collection-access.ts';
import type { PrivateWrite } from './collection-simulation.ts';
import { historyResult, Queries, type ResultCursor, stateResult } from './queries.ts';
import { decodeQueryMetadata } from './query-metadata.ts';
import type { ChaincodeResponse, ShimIterators } from './shim.ts';
import type { Simulation } from './simulation.ts';

/** Calls another chaincode within the same simulation. */
export type CallChaincode = (name: string, input: peer.ChaincodeInput) => Promise<ChaincodeResponse>;

/** What a handler answers from, beside the simulation. */
export interface HandlerParts {
  readonly txId: string;
  readonly store: Store;
  readonly snapshot: Snapshot;
  readonly iterators: ShimIterators;
  readonly access: CollectionAccess;
  readonly call: CallChaincode;
}

/**
 * The peer as fabric-shim's stub sees it: the same thirteen requests that go over the chaincode
 * stream of a real peer, answered from one simulation. Method names and answers are the shim's.
 */
export class StubHandler {
  readonly #simulation: Simulation;
  readonly #namespace: string;
  readonly #parts: HandlerParts;
  readonly #queries = new Queries();

  constructor(simulation: Simulation, namespace: string, parts: HandlerParts) {
    this.#simulation = simulation;
    this.#namespace = namespace;
    this.#parts = parts;
  }

  async handleGetState(collection: string, key: string): Promise<Buffer> {
    if (collection === '') return this.#simulation.get(this.#namespace, key) ?? Buffer.alloc(0);
    return this.#named('GET_STATE', () => {
      this.#parts.access.read(collection);
      return this.#simulation.getPrivate(this.#namespace, collection, key) ?? Buffer.alloc(0);
    });
  }

  async handlePutState(collection: string, key: string, value: Uint8Array): Promise<Buffer> {
    const bytes = Buffer.from(value ?? []);
    if (collection === '') this.#simulation.put(this.#namespace, key, bytes);
    else this.#writePrivate('PUT_STATE', collection, key, bytes);
    return Buffer.alloc(0);
  }

  async handleDeleteState(collection: string, key: string): Promise<Buffer> {
    if (collection === '') this.#simulation.delete(this.#namespace, key);
    else this.#writePrivate('DEL_STATE', collection, key, 'delete');
    return Buffer.alloc(0);
  }

  async handlePurgeState(collection: string, key: string): Promise<Buffer> {
    this.#writePrivate('PURGE_PRIVATE_DATA', collection, key, 'purge');
    return Buffer.alloc(0);
  }

  async handleGetPrivateDataHash(collection: string, key: string): Promise<Buffer> {
    return this.#named('GET_PRIVATE_DATA_HASH', () => {
      this.#parts.access.defined(collection);
      return this.#simulation.getPrivateHash(this.#namespace, collection, key) ?? Buffer.alloc(0);
    });
  }

  async handlePutStateMetadata(collection: string, key: string, name: string, value: Uint8Array): Promise<Buffer> {
    const entries = new Map([[name, Buffer.from(value ?? [])]]);
    this.#named('PUT_STATE_METADATA', () => {
      if (collection === '') return this.#simulation.putMetadata(this.#namespace, key, entries);
      this.#parts.access.write(collection);
      this.#simulation.putPrivateMetadata(this.#namespace, collection, key, entries);
    });
    return Buffer.alloc(0);
  }

  async handleGetStateMetadata(collection: string, key: string): Promise<Record<string, Uint8Array>> {
    return this.#named('GET_STATE_METADATA', () => {
      if (collection === '') return Object.fromEntries(this.#simulation.metadata(this.#namespace, key));
      this.#parts.access.read(collection);
      return Object.fromEntries(this.#simulation.privateMetadata(this.#namespace, collection, key));
    });
  }

  async handleGetStateByRange(
    collection: string,
    startKey: string,
    endKey: string,
    channel: string,
    txId: string,
    metadata?: Uint8Array,
  ): Promise<{ iterator: unknown; metadata?: { bookmark: string; fetchedRecordsCount: number } }> {
    const asked = metadata && decodeQueryMetadata(metadata);
    // Fabric does not page through private data: it answers whole.
    const page = collection === '' ? asked : undefined;
    const start = page?.bookmark || startKey;
    const range = this.#named('GET_STATE_BY_RANGE', () => {
      if (collection === '') return this.#simulation.range(this.#namespace, start, endKey, page?.pageSize);
      this.#parts.access.read(collection);
      return this.#simulation.privateRange(this.#namespace, collection, start, endKey);
    });
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
    const iterator = new this.#parts.iterators.StateQueryIterator(this, channel, txId, first);
    return page ? { iterator, metadata: { bookmark, fetchedRecordsCount: fetched } } : { iterator };
  }

  async handleGetQueryResult(): Promise<never> {
    throw new Error('ExecuteQuery not supported for leveldb');
  }

  async handleGetHistoryForKey(key: string, channel: string, txId: string): Promise<unknown> {
    const changes = historyOf(this.#parts.store, this.#parts.snapshot, this.#namespace, key);
    const first = await this.#queries.open({
      next: async () => {
        const change = await changes.next();
        return change.done ? undefined : historyResult(change.value);
      },
      close: async () => {
        await changes.return(undefined);
      },
    });
    return new this.#parts.iterators.HistoryQueryIterator(this, channel, txId, first);
  }

  async handleQueryStateNext(id: string): Promise<peer.QueryResponse> {
    return this.#queries.next(id);
  }

  async handleQueryStateClose(id: string): Promise<peer.QueryResponse> {
    return this.#queries.close(id);
  }

  async handleInvokeChaincode(name: string, args: readonly (string | Uint8Array)[]): Promise<ChaincodeResponse> {
    const input = new peer.ChaincodeInput();
    input.setArgsList(args.map((argument) => Buffer.from(argument as Uint8Array)));
    try {
      return await this.#parts.call(name, input);
    } catch (error) {
      throw this.#failed('INVOKE_CHAINCODE', error);
    }
  }

  /** Closes what chaincode left open. */
  async end(): Promise<void> {
    await this.#queries.closeAll();
  }

  #writePrivate(request: string, collection: string, key: string, write: PrivateWrite): void {
    this.#named(request, () => {
      this.#parts.access.write(collection);
      this.#simulation.writePrivate(this.#namespace, collection, key, write);
    });
  }

  /** A failure as chaincode is told of it: with the name of its request. */
  #named<T>(request: string, answer: () => T): T {
    try {
      return answer();
    } catch (error) {
      throw this.#failed(request, error);
    }
  }

  #failed(request: string, error: unknown): Error {
    const reason = error instanceof Error ? error.message : String(error);
    return new Error(`${request} failed: transaction ID: ${this.#parts.txId}: ${reason}`);
  }
}
