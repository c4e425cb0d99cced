import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import { LeavesFile, type ReadLeaf, Refusal, refuse, SUBTREE } from '@suyuan/schemas';
import type { LeafStore } from '../store/index.ts';

/** What the ledger says of a batch's leaves. */
export interface Named {
  readonly root: string;
  readonly file: string;
  readonly entity: string;
  readonly count: number;
}

/** Leaves written together: whole subtrees. */
const GROUP = 4 * SUBTREE;
/** Leaves after which others have their turn on the event loop. */
const SLICE = 64;

/** The lines of a stream, by LF; the digest of all bytes is taken on the way. */
async function* linesOf(bytes: AsyncIterable<Uint8Array>, digest: { update(bytes: Uint8Array): unknown }) {
  async function* taken() {
    for await (const some of bytes) {
      digest.update(some);
      yield some;
    }
  }
  yield* createInterface({ input: Readable.from(taken(), { objectMode: false }), crlfDelay: 0 });
}

/**
 * Reads a leaves file into rows. Every line is checked and hashed, also of what is here already from a reading that was
 * broken off; rows are shown only once digest, number and root are those that the ledger names.
 * @throws LEAVES_LINE, LEAVES_MANY, LEAVES_NONE, LEAVES_OTHER when the file is not that of the batch
 */
export async function readLeaves(
  bytes: AsyncIterable<Uint8Array>,
  named: Named,
  store: LeafStore,
  signal: AbortSignal,
): Promise<void> {
  const { root, entity, count } = named;
  const digest = createHash('sha256');
  const file = new LeavesFile(entity);
  const here = (await store.tree(root))?.lines ?? 0;
  let group: ReadLeaf[] = [];
  // One group is written while the next is read.
  let writing = Promise.resolve();
  try {
    for await (const text of linesOf(bytes, digest)) {
      const leaf = file.read(text);
      if (leaf.index >= count) throw other('count', String(count), `> ${count}`);
      if (leaf.index >= here) group.push(leaf);
      if (group.length === GROUP) {
        await writing;
        writing = store.add(root, group);
        writing.catch(() => undefined);
        group = [];
      }
      if (file.count % SLICE === 0) await turn();
      signal.throwIfAborted();
    }
  } finally {
    // Nothing is written any more once this has thrown; what the writing itself threw is told below.
    await writing.catch(() => undefined);
  }
  await writing;
  const found = { file: `sha256:${digest.digest('hex')}`, count: String(file.count), root: file.root() };
  const said = { file: named.file, count: String(count), root };
  for (const field of ['file', 'count', 'root'] as const)
    if (found[field] !== said[field]) throw other(field, said[field], found[field]);
  if (group.length > 0) await store.add(root, group);
  await store.finish(root, count);
}

const other = (field: string, expected: string, found: string) => refuse('LEAVES_OTHER', { expected, found }, field);

/** Whether a file was read and is not that of its batch, rather than not readable now. */
export const isWrong = (error: unknown): error is Refusal =>
  error instanceof Refusal && error.body.code.startsWith('LEAVES_');
