import type { Grade } from '@suyuan/schemas';
import { Aliases, type AliasFact } from './aliases.ts';
import { ALIAS, type EdgeClass, EdgeClasses } from './classes.ts';
import { type AssetFact, type CaseFact, Facts, type ReleaseFact, UNGRADED } from './facts.ts';
import { LineageGraph } from './graph.ts';
import type { Rows } from './rows.ts';

export interface EdgeFact extends Omit<EdgeClass, 'kind'> {
  readonly from_id: string;
  readonly to_id: string;
  /** Of a hidden input: the grade that is claimed for it. */
  readonly grade?: Grade | undefined;
  readonly block: number;
}

export interface GradeFact {
  readonly release: string;
  readonly grade: Grade;
  readonly block: number;
}

/** What some blocks change, each kind in the order of the ledger. */
export interface Changes {
  /** The last of the blocks. */
  readonly block: number;
  readonly assets: Iterable<AssetFact>;
  readonly certified: Iterable<string>;
  readonly cases: Iterable<CaseFact>;
  readonly releases: Iterable<ReleaseFact>;
  readonly grades: Iterable<GradeFact>;
  readonly edges: Iterable<EdgeFact>;
  readonly aliases: Iterable<AliasFact>;
}

/** The lineage of the whole ledger in memory, as of `block` and of every block before it. */
export class Lineage {
  readonly facts = new Facts();
  readonly classes = new EdgeClasses();
  readonly aliases = new Aliases();
  readonly graph = new LineageGraph();
  block = -1;

  /** Takes in what some blocks changed; the last of them is then the newest that can be asked about. */
  apply(changes: Changes): void {
    const { facts } = this;
    for (const asset of changes.assets) facts.put(asset);
    for (const asset of changes.certified) facts.certified(asset);
    for (const one of changes.cases) facts.case(one);
    for (const release of changes.releases) this.#release(release);
    for (const { release, grade, block } of changes.grades) facts.grade(facts.node(release), grade, block);
    for (const edge of changes.edges) this.#edge(edge);
    for (const alias of changes.aliases) this.#alias(alias);
    this.block = changes.block;
  }

  /** The ordinals and class of an edge, whose ends become nodes. */
  place(edge: EdgeFact): readonly [from: number, to: number, edgeClass: number] {
    const { facts, classes } = this;
    const [from, to] = [facts.node(edge.from_id), facts.node(edge.to_id)];
    // What a hidden input is graded is said by the first edge from it, for good.
    if (edge.grade && facts.isSealed(from) && facts.nodeGrade.data[from] === UNGRADED) facts.grade(from, edge.grade, 0);
    return [from, to, classes.number({ ...edge, kind: 'LINEAGE' })];
  }

  /** Begins with versions of edges as of a block; the facts are there. */
  begin(rows: Rows, block: number): void {
    this.graph.load(rows);
    this.block = block;
  }

  #edge(edge: EdgeFact): void {
    const [from, to, edgeClass] = this.place(edge);
    this.graph.put(from, to, edge.block, edgeClass);
  }

  /** A release joins the names outside that are its asset's aliases by then. */
  #release(fact: ReleaseFact): void {
    const node = this.facts.release(fact);
    if (node === undefined) return;
    for (const { external, confirmed } of this.aliases.of(this.facts.nodeAsset.data[node] as number))
      if (confirmed) this.graph.put(node, external, fact.block, this.classes.number(ALIAS));
  }

  /** From each release of its asset an edge is in force while the alias is confirmed and the release there. */
  #alias({ block, ...fact }: AliasFact): void {
    const { facts, aliases, graph } = this;
    const [external, asset] = [facts.node(fact.external), facts.asset(fact.asset)];
    const before = aliases.get(external, asset)?.confirmed ?? false;
    const confirmed = fact.state === 'confirmed';
    aliases.put({ external, asset, confirmed, disclosure: fact.disclosure, claimant: fact.claimant });
    if (confirmed === before) return;
    for (const node of facts.releases(asset)) {
      const since = Math.max(block, facts.nodeSince.data[node] as number);
      if (confirmed) graph.put(node, external, since, this.classes.number(ALIAS));
      else graph.end(node, external, block);
    }
  }
}
