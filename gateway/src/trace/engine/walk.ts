import { type Column, words } from './column.ts';
import type { Found, Layers, View } from './graph.ts';
import type { IdTable } from './ids.ts';
import type { Side } from './rows.ts';

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

/** Which nodes were met: a bit each, which for ten million is 1.25 MB. */
export class Marks {
  readonly #bits: Uint32Array;
  size = 0;

  constructor(nodes: number) {
    this.#bits = new Uint32Array((nodes >>> 5) + 1);
  }

  has(node: number): boolean {
    return ((this.#bits[node >>> 5] as number) & (1 << (node & 31))) !== 0;
  }

  add(node: number): void {
    if (this.has(node)) return;
    this.#bits[node >>> 5] = (this.#bits[node >>> 5] as number) | (1 << (node & 31));
    this.size += 1;
  }
}

/** Edges to look at before others get their turn; about 5 ms. */
const TURN = 250_000;

/** A walk under way. */
class Walk {
  readonly order = words();
  readonly hops = words();
  readonly near = words();
  readonly far = words();
  readonly edgeClass = words();
  readonly cut = new Set<number>();
  readonly #seen: Marks;
  readonly #ids: IdTable;
  readonly #enters: Reach['enters'];

  constructor(ids: IdTable, starts: readonly number[], { enters }: Reach) {
    this.#ids = ids;
    this.#enters = enters;
    this.#seen = new Marks(ids.size);
    for (const start of starts) this.#seen.add(start);
  }

  enter(level: Uint32Array, hop: number): void {
    for (const node of level) {
      this.order.push(node);
      this.hops.push(hop);
    }
  }

  /** Follows the edges found at a node; what is new goes to the next level, or is cut where the walk ends. */
  follow(node: number, { far, edgeClass }: Found, next: Column<Uint32Array> | undefined): void {
    for (let i = 0; i < far.length; i += 1) {
      const other = far.data[i] as number;
      if (!this.#seen.has(other)) {
        if (!next || this.#enters?.(other) === false) {
          this.cut.add(node);
          continue;
        }
        this.#seen.add(other);
        next.push(other);
      }
      this.near.push(node);
      this.far.push(other);
      this.edgeClass.push(edgeClass.data[i] as number);
    }
  }

  /** The next level by id, and no more of it than there is room for; `since` is the first edge that led to it. */
  limit(next: Column<Uint32Array>, room: number, since: number): Uint32Array {
    const level = this.#ids.sorted(next.filled());
    if (level.length <= room) return level;
    const left = new Set(level.subarray(room));
    let kept = since;
    for (let i = since; i < this.far.length; i += 1) {
      if (left.has(this.far.data[i] as number)) {
        this.cut.add(this.near.data[i] as number);
        continue;
      }
      for (const { data } of [this.near, this.far, this.edgeClass]) data[kept] = data[i] as number;
      kept += 1;
    }
    for (const column of [this.near, this.far, this.edgeClass]) column.length = kept;
    return level.slice(0, room);
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
  const walked = new Walk(ids, starts, reach);
  const found: Found = { far: words(), edgeClass: words() };
  let looked = 0;
  let level = ids.sorted(Uint32Array.from(starts));
  for (let hop = 0; level.length; hop += 1) {
    walked.enter(level, hop);
    const room = reach.nodes - walked.order.length;
    const next = hop < reach.depth && room > 0 ? words() : undefined;
    const since = walked.far.length;
    for (const node of level) {
      found.far.length = 0;
      found.edgeClass.length = 0;
      looked += layers.neighbours(node, side, view, found);
      walked.follow(node, found, next);
      if (looked > TURN) {
        looked = 0;
        yield;
      }
    }
    level = next ? walked.limit(next, room, since) : new Uint32Array();
  }
  const { order, hops, near, far, edgeClass, cut } = walked;
  const edges = { near: near.filled(), far: far.filled(), edgeClass: edgeClass.filled() };
  return { order: order.filled(), hop: hops.filled(), edges, cut };
}
