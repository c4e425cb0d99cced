import { words } from './column.ts';
import type { EdgeFact, Lineage } from './lineage.ts';
import { compress, OPEN, VERSION } from './rows.ts';

/** A version of an edge with its end. */
export interface EdgeLoad extends Omit<EdgeFact, 'grade'> {
  readonly until_block: number | null;
}

/** Takes every version of every edge, in whatever order, then sorts them into rows at once. */
export class EdgeLoader {
  readonly #lineage: Lineage;
  readonly #versions;

  constructor(lineage: Lineage, versions: number) {
    this.#lineage = lineage;
    this.#versions = words(Math.max(1024, versions * VERSION));
  }

  add(edge: EdgeLoad): void {
    const [from, to, edgeClass] = this.#lineage.place(edge);
    for (const value of [from, to, edge.block, edge.until_block ?? OPEN, edgeClass]) this.#versions.push(value);
  }

  /** What ended after the block is in force as of it. */
  done(block: number): void {
    const { data, length } = this.#versions;
    for (let i = 3; i < length; i += VERSION) if ((data[i] as number) > block) data[i] = OPEN;
    this.#lineage.begin(compress(undefined, this.#versions.filled(), this.#lineage.facts.nodes.size), block);
  }
}
