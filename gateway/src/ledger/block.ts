import { createHash } from 'node:crypto';
import { common } from '@hyperledger/fabric-protos';
import { type LedgerTransaction, readTransaction, type Scope } from './envelope.ts';

/** A block as the projector reads it. Hashes are lower-case hex. */
export interface LedgerBlock {
  readonly number: number;
  readonly hash: string;
  readonly previous: string;
  readonly dataHash: string;
  /** True when the block's data has the hash that its header states. */
  readonly dataIntact: boolean;
  readonly transactions: readonly LedgerTransaction[];
  /** Config envelope bytes when the block configures the channel. */
  readonly config: Uint8Array | undefined;
}

const derInteger = (value: number): Buffer => {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  const body = (bytes[0] ?? 0) & 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
  return Buffer.concat([Buffer.of(0x02, body.length), body]);
};

const octets = (bytes: Uint8Array) => Buffer.concat([Buffer.of(0x04, bytes.length), bytes]);

/** SHA-256 of DER SEQUENCE {INTEGER number, OCTET STRING previous, OCTET STRING data hash}. */
export function headerHash(number: number, previous: Uint8Array, dataHash: Uint8Array): string {
  const body = Buffer.concat([derInteger(number), octets(previous), octets(dataHash)]);
  return createHash('sha256')
    .update(Buffer.concat([Buffer.of(0x30, body.length), body]))
    .digest('hex');
}

/**
 * Decodes a block, as much of it as is asked for.
 * @throws when the block or an envelope in it does not decode
 */
export function readBlock(block: common.Block, scope: Scope): LedgerBlock {
  const header = block.getHeader();
  const data = block.getData();
  if (!header || !data) throw new Error('a block without header or data');
  const number = Number(header.getNumber());
  const codes = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER];
  const hash = createHash('sha256');
  const envelopes = data.getDataList_asU8();
  for (const envelope of envelopes) hash.update(envelope);
  const dataHash = Buffer.from(header.getDataHash_asU8()).toString('hex');
  const transactions = envelopes.map((bytes, index) => readTransaction(bytes, index, codes?.[index] ?? 255, scope));
  return {
    number,
    hash: headerHash(number, header.getPreviousHash_asU8(), header.getDataHash_asU8()),
    previous: Buffer.from(header.getPreviousHash_asU8()).toString('hex'),
    dataHash,
    dataIntact: hash.digest('hex') === dataHash,
    transactions,
    config: transactions.find((t) => t.config)?.config,
  };
}
