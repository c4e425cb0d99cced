import type { EdgeState, Grade } from '@suyuan/schemas';
import { type EdgeClass, SHOWN } from './classes.ts';
import { GRADES, UNGRADED } from './facts.ts';
import type { Lineage } from './lineage.ts';
import { loopsOf } from './loops.ts';
import type { Question } from './question.ts';
import type { Sight } from './sight.ts';
import type { Subgraph } from './subgraph.ts';

export interface TraceNode {
  readonly id: string;
  readonly hop: number;
  readonly kind: 'RELEASE' | 'EXTERNAL';
  readonly grade: Grade | undefined;
  /** The node has edges that the answer does not follow. */
  readonly cut: boolean;
  /** False when the reader may know no more than that the node is there. */
  readonly visible: boolean;
}

export interface TraceEdge {
  /** Places of its ends in the answer. */
  readonly from: number;
  readonly to: number;
  readonly kind: EdgeClass['kind'];
  readonly state: EdgeState;
  readonly visible: boolean;
  /** It lies on a loop of the answer, which an alias closes. */
  readonly loop: boolean;
}

export interface Counts {
  readonly nodes: number;
  readonly edges: number;
  readonly hidden: number;
  readonly cut: number;
  /** Nodes at each hop. */
  readonly hops: readonly number[];
  readonly grades: readonly { readonly grade: Grade; readonly count: number }[];
  readonly states: readonly { readonly state: EdgeState; readonly count: number }[];
}

const SEALED = 2;
const EXTERNAL = 1;

/**
 * The whole answer to a question, by columns: nodes in order of hop and id, edges in the order in which both their ends
 * are there. What the reader sees is decided when it is made.
 */
export class Answer {
  readonly block: number;
  readonly found: Subgraph;
  /** By place: the grade's number, whether the reader may see the node, whether more lies beyond it. */
  readonly grade: Uint8Array;
  readonly visible: Uint8Array;
  readonly cut: Uint8Array;
  /** By edge: whether the reader may see it, whether it is an alias, whether it lies on a loop. */
  readonly shown: Uint8Array;
  readonly alias: Uint8Array;
  readonly loop: Uint8Array;
  readonly #lineage: Lineage;

  constructor(lineage: Lineage, { block }: Question, sight: Sight, found: Subgraph, admits: Uint8Array) {
    const { facts, classes } = lineage;
    const { order, from, to, edgeClass } = found;
    this.#lineage = lineage;
    this.block = block;
    this.found = found;
    this.grade = new Uint8Array(order.length);
    this.visible = new Uint8Array(order.length);
    this.cut = new Uint8Array(order.length);
    for (let i = 0; i < order.length; i += 1) {
      const node = order[i] as number;
      const kind = facts.nodes.kind(node);
      this.grade[i] = facts.gradeAt(node, block);
      this.visible[i] = Number(kind === EXTERNAL || (kind !== SEALED && sight.releaseAt(node, block)));
      this.cut[i] = Number(found.cut.has(node));
    }
    this.shown = new Uint8Array(from.length);
    this.alias = new Uint8Array(from.length);
    let aliases = 0;
    for (let i = 0; i < from.length; i += 1) {
      const n = edgeClass[i] as number;
      if (classes.all[n]?.kind === 'ALIAS') {
        this.alias[i] = 1;
        aliases += 1;
        const asset = facts.nodeAsset.data[order[from[i] as number] as number] as number;
        this.shown[i] = Number(sight.alias(order[to[i] as number] as number, asset));
      } else this.shown[i] = Number(admits[n] === SHOWN);
    }
    // Releases alone form no loop: each has a higher rank than its inputs.
    this.loop = aliases > 0 ? loopsOf(found, order.length) : new Uint8Array(from.length);
  }

  /** The id of a node at a place, whether the reader may see it or not. */
  id(place: number): string {
    return this.#lineage.facts.nodes.at(this.found.order[place] as number);
  }

  /** The entity that published the release at a place. */
  entityOf(place: number): string | undefined {
    const { facts } = this.#lineage;
    const node = this.found.order[place] as number;
    return facts.isRelease(node) ? facts.entities.all[facts.nodeEntity.data[node] as number] : undefined;
  }

  gradeOf(place: number): Grade | undefined {
    const grade = this.grade[place] as number;
    return grade === UNGRADED ? undefined : GRADES[grade];
  }

  stateOf(edge: number): EdgeState {
    return (this.#lineage.classes.all[this.found.edgeClass[edge] as number] as EdgeClass).state;
  }

  /** The asset that the release at a place is of. */
  assetOf(place: number): string {
    const { facts } = this.#lineage;
    return facts.assets.at(facts.nodeAsset.data[this.found.order[place] as number] as number);
  }

  node(place: number): TraceNode {
    const external = this.#lineage.facts.isExternal(this.found.order[place] as number);
    return {
      id: this.id(place),
      hop: this.found.hop[place] as number,
      kind: external ? 'EXTERNAL' : 'RELEASE',
      grade: this.gradeOf(place),
      cut: this.cut[place] === 1,
      visible: this.visible[place] === 1,
    };
  }

  edge(edge: number): TraceEdge {
    return {
      from: this.found.from[edge] as number,
      to: this.found.to[edge] as number,
      kind: this.alias[edge] ? 'ALIAS' : 'LINEAGE',
      state: this.stateOf(edge),
      visible: this.shown[edge] === 1,
      loop: this.loop[edge] === 1,
    };
  }

  /** The first edge of which both ends stand before a place, and all those before it too. */
  edgesBefore(place: number): number {
    const { from, to } = this.found;
    let [low, high] = [0, from.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (Math.max(from[middle] as number, to[middle] as number) < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  counts(): Counts {
    const { hop, edgeClass } = this.found;
    const { all } = this.#lineage.classes;
    const sum = (marks: Uint8Array) => marks.reduce((total, mark) => total + mark, 0);
    const hops = new Array<number>((hop.at(-1) ?? -1) + 1).fill(0);
    for (let i = 0; i < hop.length; i += 1) (hops[hop[i] as number] as number)++;
    const grades = new Array<number>(UNGRADED + 1).fill(0);
    for (let i = 0; i < this.grade.length; i += 1) (grades[this.grade[i] as number] as number)++;
    const classes = new Uint32Array(all.length);
    for (let i = 0; i < edgeClass.length; i += 1) (classes[edgeClass[i] as number] as number)++;
    const states = new Map<EdgeState, number>();
    for (let n = 0; n < classes.length; n += 1) {
      const [count, { state }] = [classes[n] as number, all[n] as EdgeClass];
      if (count > 0) states.set(state, (states.get(state) ?? 0) + count);
    }
    return {
      nodes: hop.length,
      edges: edgeClass.length,
      hidden: hop.length - sum(this.visible),
      cut: sum(this.cut),
      hops,
      grades: GRADES.map((grade, n) => ({ grade, count: grades[n] as number })).filter(({ count }) => count > 0),
      states: [...states].map(([state, count]) => ({ state, count })).sort((a, b) => (a.state < b.state ? -1 : 1)),
    };
  }
}
