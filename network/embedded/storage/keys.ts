/**
 * One LevelDB holds everything, by the first byte of the key:
 *
 *   b number            a block with its metadata
 *   i hash              number of the block with that header hash
 *   t txid              block number, index in the block, validation code
 *   s namespace 0 key   version and value of the current state
 *   h namespace 0 length key block index   one change of a key
 *   m name              facts about the whole, such as the height
 *
 * Numbers are big-endian, so LevelDB's byte order is theirs.
 */
const text = (value: string): Buffer => Buffer.from(value);

export const u64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
};

export const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

export const readU64 = (bytes: Buffer, offset = 0): number => Number(bytes.readBigUInt64BE(offset));

export const blockKey = (number: number): Buffer => Buffer.concat([text('b'), u64(number)]);
export const hashKey = (hash: Uint8Array): Buffer => Buffer.concat([text('i'), hash]);
export const transactionKey = (txId: string): Buffer => text(`t${txId}`);
export const factKey = (name: string): Buffer => text(`m${name}`);

export const stateKey = (namespace: string, key: string): Buffer => text(`s${namespace}\0${key}`);

/** The state key's own key, given its namespace. */
export const keyOfState = (namespace: string, stored: Uint8Array): string =>
  Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength).toString('utf8', Buffer.byteLength(namespace) + 2);

/** Past the last key of a namespace. */
export const stateEnd = (namespace: string): Buffer => text(`s${namespace}\u0001`);

/** Everything in one key's history begins with this. */
export const historyPrefix = (namespace: string, key: string): Buffer => {
  const body = text(key);
  return Buffer.concat([text(`h${namespace}\0`), u32(body.length), body]);
};

export const historyKey = (namespace: string, key: string, block: number, index: number): Buffer =>
  Buffer.concat([historyPrefix(namespace, key), u64(block), u32(index)]);
