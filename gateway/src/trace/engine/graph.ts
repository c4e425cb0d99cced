import { Overlay } from './overlay.ts';
import { compress, endOfRow, FAR, OPEN, type Rows, type Side, sizeOf, UNTIL, VERSION, WIDTH } from './rows.ts';

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

  /**
   * Ends the version of an edge that is in force. It is looked for among the edges into its output, of which there are
   * few; those out of an input may be many, and are looked through only when there is one to end.
   */
  end(from: number, to: number, block: number): void {
    if (this.#endIn('into', to, from, block)) this.#endIn('outOf', from, to, block);
    const { overlay } = this;
    const { data } = overlay.records;
    for (let p = overlay.first(to, 'into'); p !== OPEN; p = overlay.next(p, 'into')) {
      const i = p * VERSION;
      if (data[i] === from && data[i + 3] === OPEN) data[i + 3] = block;
    }
  }

  #endIn(side: Side, near: number, far: number, block: number): boolean {
    const half = this.rows[side];
    const { records } = half;
    const end = endOfRow(half, near) * WIDTH;
    for (let i = end ? (half.start[near] as number) * WIDTH : 0; i < end; i += WIDTH)
      if (records[i + FAR] === far && records[i + UNTIL] === OPEN) {
        records[i + UNTIL] = block;
        return true;
      }
    return false;
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

  /** The version of an edge that is in force ends with a block. */
  end(from: number, to: number, block: number): void {
    this.#layers.end(from, to, block);
    this.#endings?.push([from, to, block]);
  }

  /** A new version of an edge from a block on; the one before it ends there. */
  put(from: number, to: number, block: number, edgeClass: number): void {
    this.end(from, to, block);
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
