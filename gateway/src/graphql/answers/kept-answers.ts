import type { Reading } from '../../readings/index.ts';

/** A whole answer to a query, as it was sent. */
export interface KeptAnswer {
  /** Of the media type that was asked for. */
  readonly body: Buffer;
  /** What the operation log says of it. */
  readonly operation: string;
  readonly person: string | undefined;
  /** What the reader was shown that stands in the read log each time, less the request. */
  readonly noted: readonly Reading[];
}

/** Bytes of all answers at once, and of one with its question, at most. */
const ALL = 64 * 1024 * 1024;
const ONE = 2 * 1024 * 1024;

/** Answers as of one block. */
export interface AsOfBlock {
  find(question: string): KeptAnswer | undefined;
  /** Keeps an answer, unless the ledger has moved on. */
  keep(question: string, answer: KeptAnswer): void;
}

/** Answers until the ledger moves on. */
function asOfBlock(): AsOfBlock & { end(): void } {
  const kept = new Map<string, KeptAnswer>();
  let left = ALL;
  return {
    find: (question) => kept.get(question),
    keep: (question, answer) => {
      const bytes = 2 * question.length + answer.body.length;
      if (bytes > ONE || bytes > left || kept.has(question)) return;
      left -= bytes;
      kept.set(question, answer);
    },
    end: () => {
      left = 0;
      kept.clear();
    },
  };
}

/**
 * Answers that follow from the projection as of a block and from who asks, whole, until the next block. A question says
 * who asks it, with every right, and what is asked, byte by byte.
 */
export class KeptAnswers {
  #now = asOfBlock();

  /** Those as of now: to be asked for before it is found out who asks, so that an answer that saw two blocks is not kept. */
  get now(): AsOfBlock {
    return this.#now;
  }

  /** The ledger moved on. */
  forget(): void {
    this.#now.end();
    this.#now = asOfBlock();
  }
}
