import { type AnyDocument, canonical, sha256Hex } from '@suyuan/schemas';
import type { LedgerBlock, LedgerTransaction } from '../../../gateway/src/ledger/index.ts';

export const at = (second: number) => new Date(Date.UTC(2026, 0, 1) + second * 1000).toISOString();
export const tx = (n: number) => sha256Hex(`transaction ${n}`);

type Put = { readonly key: string; readonly document: AnyDocument };

/** Blocks made by hand, one valid transaction each unless said otherwise, chained by their hashes. */
export class Chain {
  readonly blocks: LedgerBlock[] = [];

  get height(): number {
    return this.blocks.length;
  }

  /** Adds a block of one transaction that writes documents. */
  put(puts: readonly Put[], change: Partial<LedgerTransaction> = {}): LedgerBlock {
    const number = this.height;
    const transaction: LedgerTransaction = {
      id: tx(number),
      index: 0,
      type: 'ENDORSER_TRANSACTION',
      code: 'VALID',
      time: at(number),
      msp: 'GroupMSP',
      person: 'li',
      entity: 'huaxin',
      fingerprint: tx(0),
      endorsers: ['GroupMSP', 'RegistrarMSP'],
      function: 'asset:publish',
      args: [canonical({ commandId: `command-${number}` })],
      writes: puts.map(({ key, document }) => ({ key, deleted: false, value: canonical(document) })),
      erased: [],
      event: puts[0]
        ? {
            name: 'asset:publish',
            payload: canonical({
              schema: 'event/1',
              function: 'asset:publish',
              subject: puts[0].key.replace(/^[a-z-]+\//, ''),
            }),
          }
        : undefined,
      config: undefined,
      ...change,
    };
    return this.add([transaction]);
  }

  add(transactions: readonly LedgerTransaction[], change: Partial<LedgerBlock> = {}): LedgerBlock {
    const number = this.height;
    const previous = this.blocks.at(-1)?.hash ?? '';
    const dataHash = sha256Hex(JSON.stringify(transactions));
    const hash = sha256Hex(canonical({ number, previous, dataHash }));
    const block = { number, hash, previous, dataHash, dataIntact: true, transactions, config: undefined, ...change };
    this.blocks.push(block);
    return block;
  }
}
