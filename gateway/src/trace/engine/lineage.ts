import type { Grade } from '@suyuan/schemas';
import { type EdgeClass, EdgeClasses } from './classes.ts';
import { type AssetFact, Facts, type ReleaseFact } from './facts.ts';
import { LineageGraph } from './graph.ts';
import type { Rows } from './rows.ts';

export interface EdgeFact extends EdgeClass {
  readonly from_id: string;
  readonly to_id: string;
  readonly block: number;
}

/** What a batch of blocks changes, in the order of the ledger. */
export interface Changes {
  /** The last block of the batch. */
  readonly block: number;
  readonly releases: Iterable<ReleaseFact>;
  readonly assets: Iterable<AssetFact>;
  readonly certified: Iterable<string>;
  readonly grades: Iterable<{ readonly release: string; readonly grade: Grade; readonly block: number }>;
  readonly edges: Iterable<EdgeFact>;
}

/** The lineage of the whole ledger in memory, as of `block` and of every block before it. */
export class Lineage {
  readonly facts = new Facts();
  readonly classes = new EdgeClasses();
  readonly graph = new LineageGraph();
  block = -1;

  /** Takes in what some blocks changed; the last of them is then the newest that can be asked about. */
  apply(changes: Changes): void {
    const { facts, graph, classes } = this;
    for (const asset of changes.assets) facts.asset(asset);
    for (const asset of changes.certified) facts.certified(asset);
    for (const release of changes.releases) facts.release(release);
    for (const { release, grade, block } of changes.grades) facts.grade(release, grade, block);
    for (const edge of changes.edges)
      graph.put(facts.node(edge.from_id), facts.node(edge.to_id), edge.block, classes.number(edge));
    this.block = changes.block;
  }

  /** Begins with versions of edges as of a block; the facts are there. */
  begin(rows: Rows, block: number): void {
    this.graph.load(rows);
    this.block = block;
  }
}
