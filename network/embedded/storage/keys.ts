/**
 * One LevelDB holds everything, by the first byte of the key:
 *
 *   b number            a block with its metadata
 *   i hash              number of the block with that header hash
 *   t txid              block number, index in the block, validation code
 *   s namespace 0 key   version and value of the current state
 *   h namespace 0 length key block index   one change of a key
 *   k namespace 0 collection 0 hash        version and value hash of a private key, known to every peer
 *   v namespace 0 collection 0 key         validation parameters; of a private key, by its hash
 *   p msp 0 namespace 0 collection 0 key   version and value of a private key, in one operator's store
 *   w msp 0 block index namespace 0 collection   a private write set as it was committed there
 *   y msp 0 namespace 0 collection 0 hash block index   which of those hold a key
 *   e block namespace 0 collection 0 hash  a private key that expires with that block, and its version
 *   z txid 0 msp        private writes of a transaction endorsed and not yet committed, by endorser
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

/** The public state's space; an operator's private store is another, see `privateSpace`. */
export const publicSpace = 's';

export const privateSpace = (mspId: string): string => `p${mspId}\0`;

/** A collection as the namespace of a private store. */
export const privateNamespace = (namespace: string, collection: string): string => `${namespace}\0${collection}`;

export const stateKey = (namespace: string, key: string, space = publicSpace): Buffer =>
  text(`${space}${namespace}\0${key}`);

/** The state key's own key, given its namespace. */
export const keyOfState = (namespace: string, stored: Uint8Array, space = publicSpace): string =>
  Buffer.from(stored.buffer, stored.byteOffset, stored.byteLength).toString(
    'utf8',
    Buffer.byteLength(namespace) + Buffer.byteLength(space) + 1,
  );

/** Past the last key of a namespace. */
export const stateEnd = (namespace: string, space = publicSpace): Buffer => text(`${space}${namespace}\u0001`);

export const hashedKey = (namespace: string, collection: string, keyHash: Uint8Array): Buffer =>
  Buffer.concat([text(`k${namespace}\0${collection}\0`), keyHash]);

/** Of a public key (no collection) or a private key's hash. */
export const parameterKey = (namespace: string, collection: string, key: string | Uint8Array): Buffer =>
  Buffer.concat([text(`v${namespace}\0${collection}\0`), typeof key === 'string' ? text(key) : key]);

export interface PrivateSetPlace {
  readonly mspId: string;
  readonly namespace: string;
  readonly collection: string;
  readonly block: number;
  readonly transaction: number;
}

/** Everything that one operator keeps of one block's private writes begins with this. */
export const privateSetPrefix = (mspId: string, block: number): Buffer =>
  Buffer.concat([text(`w${mspId}\0`), u64(block)]);

export const privateSetKey = (place: PrivateSetPlace): Buffer =>
  Buffer.concat([
    privateSetPrefix(place.mspId, place.block),
    u32(place.transaction),
    text(privateNamespace(place.namespace, place.collection)),
  ]);

export const holderPrefix = (
  { mspId, namespace, collection }: Pick<PrivateSetPlace, 'mspId' | 'namespace' | 'collection'>,
  keyHash: Uint8Array,
): Buffer => Buffer.concat([text(`y${mspId}\0${privateNamespace(namespace, collection)}\0`), keyHash]);

export const holderKey = (place: PrivateSetPlace, keyHash: Uint8Array): Buffer =>
  Buffer.concat([holderPrefix(place, keyHash), u64(place.block), u32(place.transaction)]);

export const expiryPrefix = (block: number): Buffer => Buffer.concat([text('e'), u64(block)]);

export const expiryKey = (block: number, namespace: string, collection: string, keyHash: Uint8Array): Buffer =>
  Buffer.concat([expiryPrefix(block), text(`${privateNamespace(namespace, collection)}\0`), keyHash]);

export const transientPrefix = (txId = ''): Buffer => text(txId === '' ? 'z' : `z${txId}\0`);
export const transientKey = (txId: string, mspId: string): Buffer => text(`z${txId}\0${mspId}`);

/** Every key that begins with these bytes, as a range. */
export const startingWith = (prefix: Uint8Array): { readonly gte: Buffer; readonly lt: Buffer } => {
  const end = Buffer.from(prefix);
  for (let last = end.length - 1; last >= 0; last -= 1) {
    const byte = end[last] ?? 0;
    if (byte === 0xff) continue;
    end[last] = byte + 1;
    return { gte: Buffer.from(prefix), lt: end.subarray(0, last + 1) };
  }
  throw new Error('no key follows this prefix');
};

/** Everything in one key's history begins with this. */
export const historyPrefix = (namespace: string, key: string): Buffer => {
  const body = text(key);
  return Buffer.concat([text(`h${namespace}\0`), u32(body.length), body]);
};

export const historyKey = (namespace: string, key: string, block: number, index: number): Buffer =>
  Buffer.concat([historyPrefix(namespace, key), u64(block), u32(index)]);
