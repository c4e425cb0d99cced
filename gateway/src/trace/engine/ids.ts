import { bytes, type Column, words } from './column.ts';

const EMPTY = 0;
const HEX = 32;

/** One 32-bit word of an id's hex digits. */
const word = (id: string, at: number) => Number.parseInt(id.slice(at, at + 8), 16);

/**
 * Ids of the form `rel-` and 32 hex digits, each with an ordinal: 0, 1, 2 … in the order in which they came. Sixteen
 * bytes and a prefix for each id, found by open addressing; a Map of strings would take ten times as much.
 */
export class IdTable {
  readonly #prefixes: readonly string[];
  /** The place of each prefix in the order of text. */
  readonly #rank: readonly number[];
  readonly #prefix: Column<Uint8Array> = bytes();
  readonly #words: Column<Uint32Array> = words();
  /** Ordinal + 1 by slot; 0 is a free slot. */
  #slots = new Uint32Array(4096);
  /** Against ids that somebody ground to collide. */
  readonly #seed = crypto.getRandomValues(new Uint32Array(1))[0] as number;

  /** @param prefixes the kinds of ids, such as `rel-`; all of one length */
  constructor(prefixes: readonly string[]) {
    this.#prefixes = prefixes;
    const order = [...prefixes].sort();
    this.#rank = prefixes.map((prefix) => order.indexOf(prefix));
  }

  get size(): number {
    return this.#prefix.length;
  }

  reserve(ids: number): void {
    this.#prefix.reserve(ids);
    this.#words.reserve(ids * 4);
    if (ids * 2 > this.#slots.length) this.#rehash(2 ** Math.ceil(Math.log2(ids * 2)));
  }

  /** The ordinal of an id; undefined when it was never added, or is none. */
  find(id: string): number | undefined {
    const prefix = this.#prefixOf(id);
    if (prefix < 0) return undefined;
    const slot = this.#probe(prefix, word(id, 4), word(id, 12), word(id, 20), word(id, 28));
    const found = this.#slots[slot] as number;
    return found === EMPTY ? undefined : found - 1;
  }

  /** The ordinal of an id, which it gets now if it is new. @throws when it is no id of this table's kinds */
  add(id: string): number {
    const prefix = this.#prefixOf(id);
    if (prefix < 0) throw new Error(`${id} is no id of ${this.#prefixes.join(' or ')}`);
    const [a, b, c, d] = [word(id, 4), word(id, 12), word(id, 20), word(id, 28)];
    const slot = this.#probe(prefix, a, b, c, d);
    const found = this.#slots[slot] as number;
    if (found !== EMPTY) return found - 1;
    const ordinal = this.#prefix.push(prefix);
    for (const part of [a, b, c, d]) this.#words.push(part);
    this.#slots[slot] = ordinal + 1;
    if (this.size * 2 > this.#slots.length) this.#rehash(this.#slots.length * 2);
    return ordinal;
  }

  /** The id at an ordinal. */
  at(ordinal: number): string {
    let hex = '';
    for (let i = ordinal * 4; i < ordinal * 4 + 4; i += 1)
      hex += (this.#words.data[i] as number).toString(16).padStart(8, '0');
    return `${this.#prefixes[this.#prefix.data[ordinal] as number]}${hex}`;
  }

  /** Which of the prefixes the id at an ordinal has. */
  kind(ordinal: number): number {
    return this.#prefix.data[ordinal] as number;
  }

  /** Ordinals by their ids, in the order of text. */
  sorted(ordinals: Uint32Array): Uint32Array {
    const count = ordinals.length;
    const indexBits = Math.max(1, Math.ceil(Math.log2(count + 1)));
    const idBits = Math.min(32, 52 - indexBits);
    // The beginning of an id and the place of its ordinal in one number: numbers sort without calling back.
    const keys = new Float64Array(count);
    for (let i = 0; i < count; i += 1) {
      const ordinal = ordinals[i] as number;
      const rank = this.#rank[this.#prefix.data[ordinal] as number] as number;
      const beginning = (this.#words.data[ordinal * 4] as number) >>> (32 - idBits);
      keys[i] = (rank * 2 ** idBits + beginning) * 2 ** indexBits + i;
    }
    keys.sort();
    const beginningOf = (key: number) => Math.floor(key / 2 ** indexBits);
    const result = new Uint32Array(count);
    for (let i = 0; i < count; i += 1) result[i] = ordinals[(keys[i] as number) % 2 ** indexBits] as number;
    for (let i = 1; i < count; i += 1) {
      // Ids that begin alike, which are few: one by one to their places.
      for (let j = i; j > 0 && beginningOf(keys[j] as number) === beginningOf(keys[j - 1] as number); j -= 1) {
        const [a, b] = [result[j - 1] as number, result[j] as number];
        if (this.at(a) < this.at(b)) break;
        result[j - 1] = b;
        result[j] = a;
      }
    }
    return result;
  }

  #prefixOf(id: string): number {
    return id.length === HEX + 4 ? this.#prefixes.indexOf(id.slice(0, 4)) : -1;
  }

  #probe(prefix: number, a: number, b: number, c: number, d: number): number {
    const mask = this.#slots.length - 1;
    const ids = this.#words.data;
    let slot = Math.imul(Math.imul(a ^ this.#seed, 0x9e3779b1) ^ b, 0x85ebca6b) ^ Math.imul(c ^ d, 0xc2b2ae35);
    slot = (slot ^ (slot >>> 15)) & mask;
    for (;;) {
      const taken = this.#slots[slot] as number;
      if (taken === EMPTY) return slot;
      const i = (taken - 1) * 4;
      const same = ids[i] === a && ids[i + 1] === b && ids[i + 2] === c && ids[i + 3] === d;
      if (same && this.#prefix.data[taken - 1] === prefix) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #rehash(slots: number): void {
    this.#slots = new Uint32Array(slots);
    const ids = this.#words.data;
    for (let ordinal = 0; ordinal < this.size; ordinal += 1) {
      const i = ordinal * 4;
      const [a, b, c, d] = [ids[i], ids[i + 1], ids[i + 2], ids[i + 3]] as [number, number, number, number];
      this.#slots[this.#probe(this.#prefix.data[ordinal] as number, a, b, c, d)] = ordinal + 1;
    }
  }
}
