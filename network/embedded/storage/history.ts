import { historyKey, historyPrefix, u32, u64 } from './keys.ts';
import type { Snapshot, Store } from './store.ts';

/** One change of one key. */
export interface Change {
  readonly txId: string;
  /** The transaction's timestamp. */
  readonly seconds: number;
  readonly nanos: number;
  readonly isDelete: boolean;
  readonly value: Buffer;
}

export interface ChangePlace {
  readonly namespace: string;
  readonly key: string;
  readonly block: number;
  readonly transaction: number;
}

export const changeKey = (place: ChangePlace): Buffer =>
  historyKey(place.namespace, place.key, place.block, place.transaction);

export const encodeChange = (change: Omit<Change, 'value'> & { readonly value: Uint8Array }): Buffer => {
  const id = Buffer.from(change.txId);
  const head = [Buffer.from([change.isDelete ? 1 : 0, id.length]), id, u64(change.seconds), u32(change.nanos)];
  return Buffer.concat([...head, change.value]);
};

const decodeChange = (stored: Buffer): Change => {
  const length = stored.readUInt8(1);
  const rest = 2 + length;
  return {
    isDelete: stored.readUInt8(0) === 1,
    txId: stored.toString('utf8', 2, rest),
    seconds: Number(stored.readBigUInt64BE(rest)),
    nanos: stored.readUInt32BE(rest + 8),
    value: stored.subarray(rest + 12),
  };
};

/** Every change of a key up to the snapshot, newest first. */
export async function* historyOf(
  store: Store,
  snapshot: Snapshot,
  namespace: string,
  key: string,
): AsyncGenerator<Change> {
  const prefix = historyPrefix(namespace, key);
  const range = { gte: prefix, lte: Buffer.concat([prefix, Buffer.alloc(12, 0xff)]) };
  const iterator = store.iterator({ ...range, reverse: true, snapshot });
  try {
    for (;;) {
      const page = await iterator.nextv(64);
      if (page.length === 0) return;
      for (const [stored, value] of page) {
        if (stored.length === prefix.length + 12) yield decodeChange(value);
      }
    }
  } finally {
    await iterator.close();
  }
}
