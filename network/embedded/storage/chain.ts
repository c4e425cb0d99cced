import { common } from '@hyperledger/fabric-protos';
import { headerHash } from '../orderer/block.ts';
import { asBuffer } from '../wire/bytes.ts';
import { blockKey, factKey, hashKey, readU64, transactionKey, u32, u64 } from './keys.ts';
import type { Store } from './store.ts';

/** Where a transaction is, and what became of it. */
export interface TransactionPlace {
  readonly block: number;
  readonly index: number;
  /** Fabric's TxValidationCode. */
  readonly code: number;
}

/** The end of the chain. */
export interface Tip {
  readonly height: number;
  readonly hash: Buffer;
  readonly previousHash: Buffer;
  /** Absent until a block other than the first is committed, as in Fabric. */
  readonly commitHash: Buffer | undefined;
  readonly lastConfig: number;
}

interface Put {
  readonly type: 'put';
  readonly key: Buffer;
  readonly value: Buffer;
}
interface Delete {
  readonly type: 'del';
  readonly key: Buffer;
}
export type Write = Put | Delete;

export const put = (key: Buffer, value: Buffer): Put => ({ type: 'put', key, value });

/** The ledger is damaged: nothing may be answered from it. */
export class LedgerDamagedError extends Error {
  constructor(reason: string) {
    super(`the ledger is damaged: ${reason}`);
    this.name = 'LedgerDamagedError';
  }
}

const encodePlace = (place: TransactionPlace): Buffer =>
  Buffer.concat([u64(place.block), u32(place.index), Buffer.from([place.code])]);

/** Reading of blocks and transaction places. */
export class Chain {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  block(number: number): Buffer | undefined {
    return this.#store.getSync(blockKey(number));
  }

  blockNumberByHash(hash: Uint8Array): number | undefined {
    const stored = this.#store.getSync(hashKey(hash));
    return stored && readU64(stored);
  }

  transaction(txId: string): TransactionPlace | undefined {
    const stored = this.#store.getSync(transactionKey(txId));
    return stored && { block: readU64(stored), index: stored.readUInt32BE(8), code: stored.readUInt8(12) };
  }

  /** @throws LedgerDamagedError when the last blocks do not chain, or state is of another height */
  tip(): Tip | undefined {
    const height = this.#store.getSync(factKey('height'));
    if (!height) return undefined;
    const facts = {
      height: readU64(height),
      stateHeight: readU64(this.#store.getSync(factKey('stateHeight')) ?? u64(0)),
      lastConfig: readU64(this.#store.getSync(factKey('lastConfig')) ?? u64(0)),
      commitHash: this.#store.getSync(factKey('commitHash')),
    };
    if (facts.stateHeight !== facts.height) {
      throw new LedgerDamagedError(`state is of height ${facts.stateHeight}, blocks are of height ${facts.height}`);
    }
    const header = this.#header(facts.height - 1);
    if (facts.height > 1 && !headerHash(this.#header(facts.height - 2)).equals(header.previousHash)) {
      throw new LedgerDamagedError(`block ${facts.height - 1} does not follow block ${facts.height - 2}`);
    }
    return {
      height: facts.height,
      hash: headerHash(header),
      previousHash: header.previousHash,
      commitHash: facts.commitHash,
      lastConfig: facts.lastConfig,
    };
  }

  #header(number: number): { number: number; previousHash: Buffer; dataHash: Buffer } {
    const stored = this.block(number);
    const header = stored && common.Block.deserializeBinary(stored).getHeader();
    if (!header || header.getNumber() !== number) throw new LedgerDamagedError(`block ${number} is missing`);
    return {
      number,
      previousHash: asBuffer(header.getPreviousHash_asU8()),
      dataHash: asBuffer(header.getDataHash_asU8()),
    };
  }
}

/** The writes that append a block; together with the state's they are one atomic batch. */
export const appendWrites = (
  block: Uint8Array,
  tip: Tip,
  transactions: readonly (TransactionPlace & { readonly txId: string })[],
): Write[] => {
  const number = tip.height - 1;
  return [
    put(blockKey(number), asBuffer(block)),
    put(hashKey(tip.hash), u64(number)),
    put(factKey('height'), u64(tip.height)),
    put(factKey('stateHeight'), u64(tip.height)),
    put(factKey('lastConfig'), u64(tip.lastConfig)),
    ...(tip.commitHash ? [put(factKey('commitHash'), tip.commitHash)] : []),
    ...transactions.map((place) => put(transactionKey(place.txId), encodePlace(place))),
  ];
};
