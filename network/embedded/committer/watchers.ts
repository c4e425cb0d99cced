import { provesId } from './check.ts';
import type { CommittedBlock } from './committed.ts';

/** What became of a transaction. */
export interface Fate {
  readonly block: number;
  readonly code: number;
}

/** As many bytes of blocks as are kept for those who are nearly there. */
const rememberedBytes = 32 * 1024 * 1024;

/** Who waits for a transaction or for the next block, and the last blocks for those who are nearly there. */
export class Watchers {
  readonly #transactions = new Map<string, Set<(fate: Fate) => void>>();
  readonly #blocks = new Set<(block: CommittedBlock) => void>();
  readonly #recent = new Map<number, CommittedBlock>();
  #recentBytes = 0;

  /** Calls once; the returned function stops waiting. */
  onTransaction(txId: string, tell: (fate: Fate) => void): () => void {
    const waiting = this.#transactions.get(txId) ?? new Set();
    this.#transactions.set(txId, waiting.add(tell));
    return () => {
      waiting.delete(tell);
      if (waiting.size === 0) this.#transactions.delete(txId);
    };
  }

  onBlock(tell: (block: CommittedBlock) => void): () => void {
    this.#blocks.add(tell);
    return () => this.#blocks.delete(tell);
  }

  recent(number: number): CommittedBlock | undefined {
    return this.#recent.get(number);
  }

  committed(block: CommittedBlock): void {
    this.#remember(block);
    for (const { txId, code } of block.transactions) {
      if (!provesId(code)) continue;
      const waiting = this.#transactions.get(txId);
      this.#transactions.delete(txId);
      for (const tell of waiting ?? []) tell({ block: block.number, code });
    }
    for (const tell of [...this.#blocks]) tell(block);
  }

  #remember(block: CommittedBlock): void {
    this.#recent.set(block.number, block);
    this.#recentBytes += block.bytes.length;
    for (const [number, old] of this.#recent) {
      if (this.#recentBytes <= rememberedBytes || number === block.number) break;
      this.#recent.delete(number);
      this.#recentBytes -= old.bytes.length;
    }
  }
}
