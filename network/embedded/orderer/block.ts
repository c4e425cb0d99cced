import { encodeElement, encodeInteger, encodeSequence } from '../../identity/der.ts';
import { sha256 } from '../wire/bytes.ts';

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
