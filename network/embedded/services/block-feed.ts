import type { CommittedBlock } from '../committer/committed.ts';
import type { Committer } from '../committer/committer.ts';
import { rereadBlock } from '../committer/reread.ts';
import type { Chain } from '../storage/chain.ts';

/** Blocks in order, from the store and then as they are committed. */
export class BlockFeed {
  readonly #chain: Chain;
  readonly #committer: Committer;

  constructor(chain: Chain, committer: Committer) {
    this.#chain = chain;
    this.#committer = committer;
  }

  get height(): number {
    return this.#committer.tip.height;
  }

  /** A committed block. @throws when it is not there */
  block(number: number): CommittedBlock {
    const recent = this.#committer.watchers.recent(number);
    if (recent) return recent;
    const bytes = this.#chain.block(number);
    if (!bytes) throw new Error(`block ${number} is missing`);
    return rereadBlock(number, bytes);
  }

  /** Endless until the signal is aborted. */
  async *from(start: number, signal: AbortSignal): AsyncGenerator<CommittedBlock> {
    for (let next = start; !signal.aborted; ) {
      if (next < this.height) {
        yield this.block(next);
        next += 1;
      } else {
        await this.#grown(next, signal);
      }
    }
  }

  /** Resolves once the block is committed, or the signal is aborted. */
  #grown(number: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        stop();
        signal.removeEventListener('abort', done);
        resolve();
      };
      const stop = this.#committer.watchers.onBlock((block) => {
        if (block.number >= number) done();
      });
      signal.addEventListener('abort', done);
      if (signal.aborted) done();
    });
  }
}
