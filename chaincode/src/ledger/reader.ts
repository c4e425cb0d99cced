import { canonical, type Documents, refuse, type SchemaName } from '@suyuan/schemas';
import type { ChaincodeStub } from 'fabric-shim';

/** The channel state as typed documents, and the moment of the transaction that reads it. */
export class Reader {
  readonly stub: ChaincodeStub;
  readonly txId: string;
  /** The transaction's timestamp: UTC, milliseconds. "Now" in every rule. */
  readonly time: string;
  /** Of what was read: the time that each document says. A record's time never runs backwards. */
  readonly seen = new Map<string, string>();

  constructor(stub: ChaincodeStub) {
    this.stub = stub;
    this.txId = stub.getTxID();
    this.time = stub.getDateTimestamp().toISOString();
  }

  /** The document at a key, or undefined. A document of another schema there is a fault of ours, not a refusal. */
  async get<S extends SchemaName>(schema: S, key: string): Promise<Documents[S] | undefined> {
    const bytes = await this.stub.getState(key);
    if (bytes.length === 0) return undefined;
    const document = JSON.parse(Buffer.from(bytes).toString('utf8')) as Documents[S];
    if (document.schema !== schema) throw new Error(`${key} holds ${document.schema}, not ${schema}`);
    this.seen.set(key, document.time);
    return document;
  }

  /** The document at a key; refused as NOT_FOUND when there is none. */
  async need<S extends SchemaName>(schema: S, key: string, field?: string): Promise<Documents[S]> {
    const document = await this.get(schema, key);
    if (!document) {
      const [what = schema, ...id] = key.split('/');
      throw refuse('NOT_FOUND', { what, id: id.join('/') }, field);
    }
    return document;
  }

  /** Every version of a key, oldest first: transaction, time and document. For evaluate only. */
  async history(key: string): Promise<{ txId: string; time: string; document: unknown }[]> {
    const versions = [];
    const iterator = await this.stub.getHistoryForKey(key);
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
      const { txId, timestamp, value, isDelete } = next.value;
      const seconds = Number(timestamp.seconds);
      versions.push({
        txId,
        time: new Date(seconds * 1000 + Math.floor(timestamp.nanos / 1e6)).toISOString(),
        document: isDelete ? null : JSON.parse(Buffer.from(value).toString('utf8')),
      });
    }
    await iterator.close();
    return versions.reverse();
  }
}

export function encode(value: unknown): Buffer {
  return Buffer.from(canonical(value), 'utf8');
}
