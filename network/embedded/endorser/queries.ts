import { ledger, peer } from '@hyperledger/fabric-protos';
import type { Change } from '../storage/history.ts';
import { Timestamp } from '../wire/well-known.ts';

/** As many results as the peer sends to chaincode in one message. */
const pageSize = 100;

/** Results in their wire form, one by one; undefined at the end. */
export interface ResultCursor {
  next(): Promise<Uint8Array | undefined>;
  close(): Promise<void>;
}

export const stateResult = (namespace: string, key: string, value: Uint8Array): Uint8Array => {
  const result = new ledger.queryresult.KV();
  result.setNamespace(namespace);
  result.setKey(key);
  result.setValue(value);
  return result.serializeBinary();
};

export const historyResult = (change: Change): Uint8Array => {
  const result = new ledger.queryresult.KeyModification();
  result.setTxId(change.txId);
  result.setValue(change.value);
  const timestamp = new Timestamp();
  timestamp.setSeconds(change.seconds);
  timestamp.setNanos(change.nanos);
  result.setTimestamp(timestamp);
  result.setIsDelete(change.isDelete);
  return result.serializeBinary();
};

interface Open {
  readonly cursor: ResultCursor;
  readonly size: number;
  /** Read ahead, to know whether there is more. */
  ahead: Uint8Array | undefined;
}

/** The queries that one invocation has open, paged as a peer pages them: 100 results and whether there is more. */
export class Queries {
  readonly #open = new Map<string, Open>();
  #last = 0;

  /** @param whole answers everything in one message, as for a page that chaincode asked for */
  async open(cursor: ResultCursor, whole = false): Promise<peer.QueryResponse> {
    this.#last += 1;
    const id = String(this.#last);
    const size = whole ? Number.POSITIVE_INFINITY : pageSize;
    this.#open.set(id, { cursor, size, ahead: await cursor.next() });
    return this.next(id);
  }

  /** @throws when no such query is open */
  async next(id: string): Promise<peer.QueryResponse> {
    const query = this.#open.get(id);
    if (!query) throw new Error(`query iterator not found: ${id}`);
    const results: peer.QueryResultBytes[] = [];
    while (query.ahead !== undefined && results.length < query.size) {
      const result = new peer.QueryResultBytes();
      result.setResultbytes(query.ahead);
      results.push(result);
      query.ahead = await query.cursor.next();
    }
    const response = new peer.QueryResponse();
    response.setId(id);
    response.setResultsList(results);
    response.setHasMore(query.ahead !== undefined);
    if (query.ahead === undefined) await this.close(id);
    return response;
  }

  async close(id: string): Promise<peer.QueryResponse> {
    const query = this.#open.get(id);
    this.#open.delete(id);
    await query?.cursor.close();
    const response = new peer.QueryResponse();
    response.setId(id);
    return response;
  }

  async closeAll(): Promise<void> {
    for (const id of [...this.#open.keys()]) await this.close(id);
  }
}
