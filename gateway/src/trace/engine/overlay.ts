import { type Column, keptWords } from './column.ts';
import { OPEN, type Side, VERSION } from './rows.ts';

/** Edge versions that came since the rows were made, in lists by node, newest first. */
export class Overlay {
  readonly records: Column<Uint32Array> = keptWords(VERSION * 256);
  readonly #next: { readonly [S in Side]: Column<Uint32Array> } = { into: keptWords(256), outOf: keptWords(256) };
  readonly #head: { readonly [S in Side]: Map<number, number> } = { into: new Map(), outOf: new Map() };

  get size(): number {
    return this.records.length / VERSION;
  }

  add(version: readonly [from: number, to: number, since: number, until: number, edgeClass: number]): void {
    const position = this.size;
    for (const value of version) this.records.push(value);
    this.#link('outOf', version[0], position);
    this.#link('into', version[1], position);
  }

  /** The newest version that touches a node on a side; OPEN when there is none. */
  first(node: number, side: Side): number {
    return this.#head[side].get(node) ?? OPEN;
  }

  /** The one before it, in the list of the same node and side; OPEN after the last. */
  next(position: number, side: Side): number {
    return this.#next[side].data[position] as number;
  }

  #link(side: Side, node: number, position: number): void {
    this.#next[side].push(this.first(node, side));
    this.#head[side].set(node, position);
  }
}
