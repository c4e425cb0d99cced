import type { Column } from './column.ts';
import { Overlay } from './overlay.ts';
import {
  CLASS,
  compress,
  endOfRow,
  FAR,
  OPEN,
  type Rows,
  SINCE,
  type Side,
  sizeOf,
  UNTIL,
  VERSION,
  WIDTH,
} from './rows.ts';

/** Where the neighbours of a node are put: their ordinals, and the classes of the edges to them. */
export interface Found {
  readonly far: Column<Uint32Array>;
  readonly edgeClass: Column<Uint32Array>;
}

/** As of which block edges are followed, and what may be done with those of each class. */
export interface View {
  readonly block: number;
  readonly admits: Uint8Array;
}

/**
 * Rows and what came since. Who reads keeps hold of one pair: a merge makes another and leaves this one as it is.
 */
export class Layers {
  readonly rows: Rows;
  readonly overlay = new Overlay();

  constructor(rows: Rows) {
    this.rows = rows;
  }

  /** Versions held. */
  get size(): number {
    return sizeOf(this.rows.outOf) + this.overlay.size;
  }

  /** Appends the neighbours of a node on one side. @returns how many versions were looked at */
  neighbours(node: number, side: Side, { block, admits }: View, found: Found): number {
    const half = this.rows[side];
    const { records } = half;
    const end = endOfRow(half, node);
    const begin = end ? (half.start[node] as number) : 0;
    for (let i = begin * WIDTH; i < end * WIDTH; i += WIDTH) {
      if ((records[i + SINCE] as number) > block || (records[i + UNTIL] as number) <= block) continue;
      const edgeClass = records[i + CLASS] as number;
      if (admits[edgeClass] === 0) continue;
      found.far.push(records[i + FAR] as number);
      found.edgeClass.push(edgeClass);
    }
    return end - begin + this.#newer(node, side, { block, admits }, found);
  }

  /** Ends the version of an edge that is in force. */
  end(from: number, to: number, block: number): void {
    this.#endIn('outOf', from, to, block);
    this.#endIn('into', to, from, block);
    const { overlay } = this;
    const { data } = overlay.records;
    for (let p = overlay.first(from, 'outOf'); p !== OPEN; p = overlay.next(p, 'outOf')) {
      const i = p * VERSION;
      if (data[i + 1] === to && data[i + 3] === OPEN) data[i + 3] = block;
    }
  }

  #newer(node: number, side: Side, { block, admits }: View, found: Found): number {
    const { overlay } = this;
    const { data } = overlay.records;
    let looked = 0;
    for (let p = overlay.first(node, side); p !== OPEN; p = overlay.next(p, side)) {
      const i = p * VERSION;
      const edgeClass = data[i + 4] as number;
      looked += 1;
      if ((data[i + 2] as number) > block || (data[i + 3] as number) <= block || admits[edgeClass] === 0) continue;
      found.far.push(data[side === 'outOf' ? i + 1 : i] as number);
      found.edgeClass.push(edgeClass);
    }
    return looked;
  }

  #endIn(side: Side, near: number, far: number, block: number): void {
    const half = this.rows[side];
    const { records } = half;
    const end = endOfRow(half, near) * WIDTH;
    for (let i = end ? (half.start[near] as number) * WIDTH : 0; i < end; i += WIDTH)
      if (records[i + FAR] === far && records[i + UNTIL] === OPEN) records[i + UNTIL] = block;
  }
}

/** Sorts further versions into rows, away from whoever answers questions. */
export type Compressor = (before: Rows, further: Uint32Array, nodes: number) => Promise<Rows>;

/** The lineage graph: every version of every edge, in force from a block until before another. */
export class LineageGraph {
  #layers = new Layers(compress(undefined, new Uint32Array(), 0));
  /** Versions ended while a merge is under way, which it has not seen. */
  #endings: [from: number, to: number, block: number][] | undefined;

  /** What to read from. */
  get layers(): Layers {
    return this.#layers;
  }

  get merging(): boolean {
    return this.#endings !== undefined;
  }

  /** Begins anew. */
  load(rows: Rows): void {
    this.#layers = new Layers(rows);
  }

  /** A new version of an edge from a block on; the one before it ends there. */
  put(from: number, to: number, block: number, edgeClass: number): void {
    this.#layers.end(from, to, block);
    this.#endings?.push([from, to, block]);
    this.#layers.overlay.add([from, to, block, OPEN, edgeClass]);
  }

  /** Makes new rows of the present ones and what came since. Questions and changes go on meanwhile. */
  async merge(nodes: number, by: Compressor): Promise<void> {
    const { rows, overlay } = this.#layers;
    const merged = overlay.records.length;
    this.#endings = [];
    try {
      const next = new Layers(await by(rows, overlay.records.filled().slice(), nodes));
      const { data, length } = this.#layers.overlay.records;
      for (const [from, to, block] of this.#endings) next.end(from, to, block);
      for (let i = merged; i < length; i += VERSION)
        next.overlay.add([...data.subarray(i, i + VERSION)] as [number, number, number, number, number]);
      this.#layers = next;
    } finally {
      this.#endings = undefined;
    }
  }
}
