import type { Layers, View } from './graph.ts';
import type { IdTable } from './ids.ts';
import { CLASS, endOfRow, FAR, OPEN, SINCE, type Side, UNTIL, VERSION, WIDTH } from './rows.ts';

/** How far a walk goes: edges from its start, nodes in all, and which nodes it enters. */
export interface Reach {
  readonly depth: number;
  readonly nodes: number;
  readonly enters?: ((node: number) => boolean) | undefined;
}

/**
 * What a walk found. `order` has the nodes by hop, then by id; `hop` goes with it. `edges` has each
 * edge once. `cut` are nodes with edges that the walk did not follow.
 */
export interface Walked {
  readonly order: Uint32Array;
  readonly hop: Uint32Array;
  readonly edges: Edges;
  readonly cut: ReadonlySet<number>;
}

/** Edges by columns: the end nearer to the start of the walk, the other, and the class. */
export interface Edges {
  readonly near: Uint32Array;
  readonly far: Uint32Array;
  readonly edgeClass: Uint32Array;
}

/** Edges to look at before others get their turn; about 2 ms. */
const TURN = 250_000;

const wider = (column: Uint32Array, capacity: number): Uint32Array => {
  const next = new Uint32Array(Math.max(capacity, column.length * 2));
  next.set(column);
  return next;
};

/** A walk under way: typed arrays alone, nothing for each node or edge. */
class Walk {
  order: Uint32Array = new Uint32Array(1024);
  nodes = 0;
  near: Uint32Array = new Uint32Array(4096);
  far: Uint32Array = new Uint32Array(4096);
  edgeClass: Uint32Array = new Uint32Array(4096);
  edges = 0;
  readonly cut = new Set<number>();
  /** Nodes met: a bit each, which for ten million is 1.25 MB. */
  readonly #seen: Uint32Array;
  readonly #layers: Layers;
  readonly #side: Side;
  readonly #view: View;
  readonly #enters: Reach['enters'];

  constructor(layers: Layers, ids: IdTable, side: Side, view: View, enters: Reach['enters']) {
    this.#layers = layers;
    this.#side = side;
    this.#view = view;
    this.#enters = enters;
    this.#seen = new Uint32Array((ids.size >>> 5) + 1);
  }

  start(nodes: Uint32Array): void {
    this.#roomForNodes(nodes.length);
    for (const node of nodes) {
      this.order[this.nodes++] = node;
      this.#seen[node >>> 5] = (this.#seen[node >>> 5] as number) | (1 << (node & 31));
    }
  }

  /**
   * Follows a node's edges on the walk's side; nodes that are new go to the end of the order, or are cut when the walk
   * goes no further. @returns how many versions were looked at
   */
  follow(node: number, further: boolean): number {
    const half = this.#layers.rows[this.#side];
    const end = endOfRow(half, node);
    const begin = end ? (half.start[node] as number) : 0;
    if (end > begin) this.#row(node, half.records, begin, end, further);
    const newer = this.#layers.overlay.size ? this.#newer(node, further) : 0;
    return end - begin + newer;
  }

  #row(node: number, records: Uint32Array, begin: number, end: number, further: boolean): void {
    const { block, admits } = this.#view;
    this.#roomForEdges(end - begin);
    this.#roomForNodes(end - begin);
    const { near, far, edgeClass, order } = this;
    const seen = this.#seen;
    const enters = this.#enters;
    let { edges, nodes } = this;
    for (let i = begin * WIDTH; i < end * WIDTH; i += WIDTH) {
      if ((records[i + SINCE] as number) > block || (records[i + UNTIL] as number) <= block) continue;
      const ofClass = records[i + CLASS] as number;
      if (admits[ofClass] === 0) continue;
      const other = records[i + FAR] as number;
      const bits = seen[other >>> 5] as number;
      const bit = 1 << (other & 31);
      if ((bits & bit) === 0) {
        if (!further || enters?.(other) === false) {
          this.cut.add(node);
          continue;
        }
        seen[other >>> 5] = bits | bit;
        order[nodes++] = other;
      }
      near[edges] = node;
      far[edges] = other;
      edgeClass[edges++] = ofClass;
    }
    this.edges = edges;
    this.nodes = nodes;
  }

  /** Edges that came since the rows were made. */
  #newer(node: number, further: boolean): number {
    const { overlay } = this.#layers;
    const records = overlay.records.data;
    const end = this.#side === 'outOf' ? 1 : 0;
    const one = new Uint32Array(WIDTH);
    let looked = 0;
    for (let p = overlay.first(node, this.#side); p !== OPEN; p = overlay.next(p, this.#side), looked += 1) {
      const i = p * VERSION;
      one[FAR] = records[i + end] as number;
      one[SINCE] = records[i + 2] as number;
      one[UNTIL] = records[i + 3] as number;
      one[CLASS] = records[i + 4] as number;
      this.#row(node, one, 0, 1, further);
    }
    return looked;
  }

  /** Takes the last nodes away again, and the edges that led to them since `edge`. */
  drop(left: Uint32Array, edge: number): void {
    const gone = new Set(left);
    this.nodes -= left.length;
    let kept = edge;
    for (let i = edge; i < this.edges; i += 1) {
      if (gone.has(this.far[i] as number)) {
        this.cut.add(this.near[i] as number);
        continue;
      }
      for (const column of [this.near, this.far, this.edgeClass]) column[kept] = column[i] as number;
      kept += 1;
    }
    this.edges = kept;
  }

  #roomForNodes(more: number): void {
    if (this.nodes + more > this.order.length) this.order = wider(this.order, this.nodes + more);
  }

  #roomForEdges(more: number): void {
    const need = this.edges + more;
    if (need <= this.near.length) return;
    this.near = wider(this.near, need);
    this.far = wider(this.far, need);
    this.edgeClass = wider(this.edgeClass, need);
  }
}

/**
 * Goes one way from some nodes, level by level. It yields where others may have their turn; the layers hold still
 * meanwhile, and so does what was in force at the view's block. The same question has the same answer, in whatever
 * order the edges came.
 */
export function* walk(
  layers: Layers,
  ids: IdTable,
  starts: readonly number[],
  side: Side,
  view: View,
  reach: Reach,
): Generator<void, Walked, void> {
  const found = new Walk(layers, ids, side, view, reach.enters);
  found.start(ids.sorted(Uint32Array.from(starts)));
  const ends = [found.nodes];
  let looked = 0;
  for (let hop = 0, begin = 0; begin < found.nodes; hop += 1) {
    const end = found.nodes;
    const since = found.edges;
    const further = hop < reach.depth && end < reach.nodes;
    for (let i = begin; i < end; i += 1) {
      looked += found.follow(found.order[i] as number, further);
      if (looked > TURN) {
        looked = 0;
        yield;
      }
    }
    const level = ids.sorted(found.order.subarray(end, found.nodes));
    found.order.set(level, end);
    if (found.nodes > reach.nodes) found.drop(level.subarray(reach.nodes - end), since);
    ends.push(found.nodes);
    begin = end;
  }
  const { order, nodes, near, far, edgeClass, edges, cut } = found;
  return {
    order: order.subarray(0, nodes),
    hop: hopsOf(ends, nodes),
    edges: {
      near: near.subarray(0, edges),
      far: far.subarray(0, edges),
      edgeClass: edgeClass.subarray(0, edges),
    },
    cut,
  };
}

/** The hop of each node, by where each level ends. */
function hopsOf(ends: readonly number[], nodes: number): Uint32Array {
  const hop = new Uint32Array(nodes);
  for (let n = 1; n < ends.length; n += 1) hop.fill(n, ends[n - 1], ends[n]);
  return hop;
}
