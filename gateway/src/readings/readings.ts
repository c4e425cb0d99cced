import { createHash } from 'node:crypto';
import { canonical, type Grade } from '@suyuan/schemas';

/** What was read, of which grade, by whom, at which request; under which use of a basis, where it was a trace. */
export interface Reading {
  readonly what: 'asset' | 'release' | 'leaf' | 'vault' | 'document' | 'block' | 'trace';
  readonly id: string;
  readonly grade: Grade | undefined;
  readonly person: string;
  readonly msp: string;
  readonly entity: string | undefined;
  readonly request: string;
  readonly use?: string;
}

/** Lines of the log between two instants, as the store keeps them. */
export interface ReadingStore {
  add(lines: readonly { readonly at: string; readonly line: string }[]): Promise<void>;
  /** Lines from an instant until before another, in their order. */
  lines(from: string, until: string): AsyncIterable<string>;
  /** The instant of the first line from one on; undefined without any. */
  first(from: string): Promise<string | undefined>;
}

const lineOf = (at: string, { grade, entity, use, ...rest }: Reading) =>
  canonical({
    at,
    ...rest,
    ...(grade === undefined ? {} : { grade }),
    ...(entity === undefined ? {} : { entity }),
    ...(use === undefined ? {} : { use }),
  });

/** The log of who read important data here. A reading is in it before its answer leaves. */
export class Readings {
  readonly #store: ReadingStore;
  #waiting: { at: string; line: string }[] = [];
  #writing: Promise<void> = Promise.resolve();

  constructor(store: ReadingStore) {
    this.#store = store;
  }

  note(reading: Reading): void {
    const at = new Date().toISOString();
    this.#waiting.push({ at, line: lineOf(at, reading) });
  }

  /** Resolves when all that was noted is in the store. @throws when it cannot be written: the answer may not leave then */
  written(): Promise<void> {
    const before = this.#writing.catch(() => undefined);
    this.#writing = before.then(async () => {
      const lines = this.#waiting;
      this.#waiting = [];
      try {
        if (lines.length > 0) await this.#store.add(lines);
      } catch (error) {
        this.#waiting = [...lines, ...this.#waiting];
        throw error;
      }
    });
    return this.#writing;
  }

  /** Number and digest of the lines from an instant until before another; of them those from `skip` on, at most `first`. */
  async stretch(from: string, until: string, { skip, first } = { skip: 0, first: 0 }) {
    const hash = createHash('sha256');
    const lines: string[] = [];
    let count = 0;
    for await (const line of this.#store.lines(from, until)) {
      hash.update(`${line}\n`);
      if (count >= skip && lines.length < first) lines.push(line);
      count += 1;
    }
    return { count, digest: `sha256:${hash.digest('hex')}`, lines };
  }

  first(from: string): Promise<string | undefined> {
    return this.#store.first(from);
  }
}
