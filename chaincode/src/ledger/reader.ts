import { canonical, type Documents, refuse, type SchemaName } from '@suyuan/schemas';
import type { ChaincodeStub } from 'fabric-shim';
import { valuesAt } from './state.ts';

type Waiting = {
  readonly key: string;
  readonly resolve: (bytes: Uint8Array) => void;
  readonly reject: (error: unknown) => void;
};

/** The channel state as typed documents, and the moment of the transaction that reads it. */
export class Reader {
  readonly stub: ChaincodeStub;
  readonly txId: string;
  /** The transaction's timestamp: UTC, milliseconds. "Now" in every rule. */
  readonly time: string;
  /** Of what was read: the time that each document says. A record's time never runs backwards. */
  readonly seen = new Map<string, string>();
  readonly #values = new Map<string, Promise<Uint8Array>>();
  #waiting: Waiting[] = [];

  constructor(stub: ChaincodeStub) {
    this.stub = stub;
    this.txId = stub.getTxID();
    this.time = stub.getDateTimestamp().toISOString();
  }

  /** The document at a key, or undefined. A document of another schema there is a fault of ours, not a refusal. */
  async get<S extends SchemaName>(schema: S, key: string): Promise<Documents[S] | undefined> {
    const bytes = await this.#bytes(key);
    if (bytes.length === 0) return undefined;
    const document = JSON.parse(Buffer.from(bytes).toString('utf8')) as Documents[S];
    if (document.schema !== schema) throw new Error(`${key} holds ${document.schema}, not ${schema}`);
    this.seen.set(key, document.time);
    return document;
  }

  /** A value, asked for once: a transaction sees the state of before it. What is asked in one turn goes in one message. */
  #bytes(key: string): Promise<Uint8Array> {
    const known = this.#values.get(key);
    if (known) return known;
    const value = new Promise<Uint8Array>((resolve, reject) => {
      if (this.#waiting.length === 0) queueMicrotask(() => void this.#ask());
      this.#waiting.push({ key, resolve, reject });
    });
    this.#values.set(key, value);
    return value;
  }

  async #ask(): Promise<void> {
    const asked = this.#waiting;
    this.#waiting = [];
    try {
      const values = await valuesAt(
        this.stub,
        asked.map(({ key }) => key),
      );
      for (const [n, { resolve }] of asked.entries()) resolve(values[n] ?? new Uint8Array());
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
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

/** Reads that do not wait for each other, in one message. Of several refusals it is the first in this order. */
export async function together<const T extends readonly Promise<unknown>[]>(
  reads: T,
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const settled = await Promise.allSettled(reads);
  for (const one of settled) if (one.status === 'rejected') throw one.reason;
  return settled.map((one) => (one as PromiseFulfilledResult<unknown>).value) as {
    -readonly [K in keyof T]: Awaited<T[K]>;
  };
}

export function encode(value: unknown): Buffer {
  return Buffer.from(canonical(value), 'utf8');
}
