import { type Leaf, LeafLine, type LeavesSummary, MAX_LEAVES } from './batch.ts';
import { canonical } from './canonical.ts';
import { refuse } from './errors.ts';
import { addToSummary, emptySummary, hashOf, leafOf } from './leaf.ts';
import { inclusionPath, merkleRoot } from './merkle.ts';
import { firstBreach } from './registry.ts';

/** Leaves of a subtree whose root stands for them in a proof: a power of two. */
export const SUBTREE = 256;

export type ReadLeaf = {
  readonly index: number;
  readonly line: LeafLine;
  readonly leaf: Leaf;
  readonly hash: string;
  /** The line as it stands in the file. */
  readonly text: string;
};

/** Reads a leaves file line by line: one canonical JSON a line, each of which becomes a leaf of an entity's batch. */
export class LeavesFile {
  readonly summary: LeavesSummary = emptySummary();
  readonly subtrees: string[] = [];
  readonly #entity: string;
  #open: string[] = [];
  #count = 0;

  constructor(entity: string) {
    this.#entity = entity;
  }

  get count(): number {
    return this.#count;
  }

  /** The next line. @throws LEAVES_LINE with its number, from 1, and the rule that it breaks; LEAVES_MANY */
  read(text: string): ReadLeaf {
    const index = this.#count;
    if (index >= MAX_LEAVES) throw refuse('LEAVES_MANY', { limit: MAX_LEAVES });
    const line = lineOf(text, index + 1);
    const leaf = leafOf(index, this.#entity, line);
    const hash = hashOf(leaf);
    this.#count += 1;
    this.#open.push(hash);
    if (this.#open.length === SUBTREE) this.#close();
    addToSummary(this.summary, line);
    return { index, line, leaf, hash, text };
  }

  #close(): void {
    this.subtrees.push(merkleRoot(this.#open));
    this.#open = [];
  }

  /** The root of the whole tree; nothing more is read. @throws LEAVES_NONE */
  root(): string {
    if (this.#count === 0) throw refuse('LEAVES_NONE');
    if (this.#open.length > 0) this.#close();
    return merkleRoot(this.subtrees);
  }
}

function lineOf(text: string, number: number): LeafLine {
  const malformed = (rule: string, field: string) => refuse('LEAVES_LINE', { line: number, rule }, field);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw malformed('it is not JSON', '(line)');
  }
  const breach = firstBreach(LeafLine, value);
  if (breach) throw malformed(breach.rule, breach.field);
  if (canonical(value) !== text) throw malformed('it is not canonical JSON (RFC 8785)', '(line)');
  return value as LeafLine;
}

/**
 * The inclusion proof of a leaf, from the hashes of the leaves in its own subtree and the roots of all subtrees: a
 * large tree need not be held to answer for one leaf.
 */
export function pathBySubtrees(index: number, own: readonly string[], subtrees: readonly string[]): string[] {
  return [...inclusionPath(index % SUBTREE, own), ...inclusionPath(Math.floor(index / SUBTREE), subtrees)];
}
