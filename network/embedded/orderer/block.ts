import { encodeElement, encodeInteger, encodeSequence } from '../../identity/der.ts';
import { field, sha256, varint } from '../wire/bytes.ts';

/** What the chain hashes of a block. */
export interface BlockHeader {
  readonly number: number;
  readonly previousHash: Uint8Array;
  readonly dataHash: Uint8Array;
}

/** SHA-256 of the concatenated envelopes. */
export const dataHash = (envelopes: readonly Uint8Array[]): Buffer => sha256(...envelopes);

const numberBytes = (number: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(number));
  return bytes;
};

/** The header as ASN.1 SEQUENCE of number, previous hash and data hash: what is hashed and signed. */
export const headerBytes = (header: BlockHeader): Buffer =>
  encodeSequence(
    encodeInteger(numberBytes(header.number)),
    encodeElement(4, Buffer.from(header.previousHash)),
    encodeElement(4, Buffer.from(header.dataHash)),
  );

/** The hash that the next block carries. */
export const headerHash = (header: BlockHeader): Buffer => sha256(headerBytes(header));

export interface BlockParts {
  readonly header: BlockHeader;
  readonly envelopes: readonly Uint8Array[];
  /** The orderer's metadata: its signature over the block, and the last configuration's number. */
  readonly signatures: Uint8Array;
  readonly lastConfig: Uint8Array;
}

/** common.Block with what the committer adds: validation codes and its own running hash. */
export const blockBytes = (block: BlockParts, codes: Uint8Array, commitHash: Uint8Array | undefined): Buffer => {
  const { number, previousHash, dataHash: data } = block.header;
  const header = Buffer.concat([
    ...(number === 0 ? [] : [Buffer.from([0x08]), varint(number)]),
    ...(previousHash.length === 0 ? [] : [field(2, previousHash)]),
    field(3, data),
  ]);
  const metadata = [
    block.signatures,
    block.lastConfig,
    codes,
    new Uint8Array(),
    commitHash ? field(1, commitHash) : new Uint8Array(),
  ];
  return Buffer.concat([
    field(1, header),
    field(2, Buffer.concat(block.envelopes.map((envelope) => field(1, envelope)))),
    field(3, Buffer.concat(metadata.map((entry) => field(1, entry)))),
  ]);
};
