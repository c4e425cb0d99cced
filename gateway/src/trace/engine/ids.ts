import { keptBytes, keptWords } from './column.ts';

const EMPTY = 0;
const WORDS = 4;

/** One 32-bit word of an id's hex digits. */
const word = (id: string, at: number) => Number.parseInt(id.slice(at, at + 8), 16);
/** Where the sixteen bytes of an id are put before they are written as text. */
const HALF = Buffer.alloc(WORDS * 4);
const textOf = (part: number) => part.toString(16).padStart(8, '0');

/** A kind of ids: a prefix, and how many hex digits follow it: 32, or 64 for a digest. */
interface Kind {
  readonly prefix: string;
  readonly form: RegExp;
  readonly long: boolean;
  /** The place of the prefix in the order of text. */
  readonly rank: number;
}

const kindOf = (prefix: string, _n: number, all: readonly string[]): Kind => {
  const long = prefix === 'sha256:';
  return {
    prefix,
    long,
    form: new RegExp(`^${prefix}[0-9a-f]{${long ? 64 : 32}}$`),
    rank: [...all].sort().indexOf(prefix),
  };
};

/** Where the columns of ids are read and written as a whole. */
export interface IdColumns {
  readonly kinds: Uint8Array;
  readonly beginnings: Uint32Array;
  readonly long: Uint32Array;
  readonly rests: Uint32Array;
}

/**
 * Ids of the form `rel-` and 32 hex digits, or `sha256:` and 64, each with an ordinal: 0, 1, 2 … in the order in which
 * they came. Sixteen bytes and a kind for each id, found by open addressing; a Map of strings would take ten times as
 * much. What a long id has beyond sixteen bytes stands apart.
 */
export class IdTable {
  readonly #kinds: readonly Kind[];
  readonly #kind = keptBytes();
  readonly #words = keptWords();
  /** Ordinals of long ids, which only grow, and their other sixteen bytes. */
  readonly #long = keptWords();
  readonly #rests = keptWords();
  /** Ordinal + 1 by slot; 0 is a free slot. */
  #slots = new Uint32Array(4096);
  /** Against ids that somebody ground to collide. */
  readonly #seed = crypto.getRandomValues(new Uint32Array(1))[0] as number;

  /** @param prefixes the kinds of ids, such as `rel-` */
  constructor(prefixes: readonly string[]) {
    this.#kinds = prefixes.map(kindOf);
  }

  get size(): number {
    return this.#kind.length;
  }

  reserve(ids: number): void {
    this.#kind.reserve(ids);
    this.#words.reserve(ids * WORDS);
    if (ids * 2 > this.#slots.length) this.#rehash(2 ** Math.ceil(Math.log2(ids * 2)));
  }

  /** The ordinal of an id; undefined when it was never added, or is none. */
  find(id: string): number | undefined {
    const kind = this.#kindOf(id);
    if (kind < 0) return undefined;
    const found = this.#slots[this.#slotOf(kind, id)] as number;
    return found === EMPTY ? undefined : found - 1;
  }

  /** The ordinal of an id, which it gets now if it is new. @throws when it is no id of this table's kinds */
  add(id: string): number {
    const kind = this.#kindOf(id);
    if (kind < 0) throw new Error(`${id} is no id of ${this.#kinds.map(({ prefix }) => prefix).join(' or ')}`);
    const slot = this.#slotOf(kind, id);
    const found = this.#slots[slot] as number;
    if (found !== EMPTY) return found - 1;
    const ordinal = this.#kind.push(kind);
    const { prefix, long } = this.#kinds[kind] as Kind;
    for (let i = 0; i < WORDS; i += 1) this.#words.push(word(id, prefix.length + i * 8));
    if (long) {
      this.#long.push(ordinal);
      for (let i = WORDS; i < 2 * WORDS; i += 1) this.#rests.push(word(id, prefix.length + i * 8));
    }
    this.#slots[slot] = ordinal + 1;
    if (this.size * 2 > this.#slots.length) this.#rehash(this.#slots.length * 2);
    return ordinal;
  }

  /** The id at an ordinal. */
  at(ordinal: number): string {
    const { prefix, long } = this.#kinds[this.#kind.data[ordinal] as number] as Kind;
    for (let i = 0; i < WORDS; i += 1) HALF.writeUInt32BE(this.#words.data[ordinal * WORDS + i] as number, i * 4);
    const beginning = HALF.toString('hex');
    return long ? `${prefix}${beginning}${this.#rest(ordinal)}` : `${prefix}${beginning}`;
  }

  /** Which of the prefixes the id at an ordinal has. */
  kind(ordinal: number): number {
    return this.#kind.data[ordinal] as number;
  }

  /** Ordinals by their ids, in the order of text. */
  sorted(ordinals: Uint32Array): Uint32Array {
    const count = ordinals.length;
    if (count < 2) return ordinals.slice();
    const indexBits = Math.max(1, Math.ceil(Math.log2(count + 1)));
    const idBits = Math.min(32, 51 - indexBits);
    const [indexes, shift] = [2 ** indexBits, 32 - idBits];
    const ranks = this.#kinds.map(({ rank }) => rank * 2 ** idBits);
    // The beginning of an id and the place of its ordinal in one number: numbers sort without calling back.
    const keys = new Float64Array(count);
    for (let i = 0; i < count; i += 1) {
      const ordinal = ordinals[i] as number;
      const beginning = (this.#words.data[ordinal * WORDS] as number) >>> shift;
      keys[i] = ((ranks[this.#kind.data[ordinal] as number] as number) + beginning) * indexes + i;
    }
    keys.sort();
    const result = new Uint32Array(count);
    for (let i = 0; i < count; i += 1) result[i] = ordinals[(keys[i] as number) % indexes] as number;
    for (let i = 1; i < count; i += 1) {
      // Ids that begin alike, which are few: one by one to their places.
      const beginning = Math.floor((keys[i] as number) / indexes);
      for (let j = i; j > 0 && beginning === Math.floor((keys[j - 1] as number) / indexes); j -= 1) {
        const [a, b] = [result[j - 1] as number, result[j] as number];
        if (this.at(a) < this.at(b)) break;
        result[j - 1] = b;
        result[j] = a;
      }
    }
    return result;
  }

  columns(): IdColumns {
    return {
      kinds: this.#kind.filled(),
      beginnings: this.#words.filled(),
      long: this.#long.filled(),
      rests: this.#rests.filled(),
    };
  }

  /** Begins with columns that a table like this one had. */
  load({ kinds, beginnings, long, rests }: IdColumns): void {
    this.#kind.take(kinds);
    this.#words.take(beginnings);
    this.#long.take(long);
    this.#rests.take(rests);
    this.#rehash(2 ** Math.max(12, Math.ceil(Math.log2(this.size * 2 + 1))));
  }

  #kindOf(id: string): number {
    for (let n = 0; n < this.#kinds.length; n += 1) if (this.#kinds[n]?.form.test(id)) return n;
    return -1;
  }

  /** The second half of a long id's digits. */
  #rest(ordinal: number): string {
    const { data, length } = this.#long;
    let [low, high] = [0, length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((data[middle] as number) < ordinal) low = middle + 1;
      else high = middle;
    }
    return [...this.#rests.data.subarray(low * WORDS, (low + 1) * WORDS)].map(textOf).join('');
  }

  #slotOf(kind: number, id: string): number {
    const { prefix, long } = this.#kinds[kind] as Kind;
    const n = prefix.length;
    const rest = long ? id.slice(n + 8 * WORDS) : undefined;
    return this.#probe(kind, word(id, n), word(id, n + 8), word(id, n + 16), word(id, n + 24), rest);
  }

  #probe(kind: number, a: number, b: number, c: number, d: number, rest: string | undefined): number {
    const mask = this.#slots.length - 1;
    const ids = this.#words.data;
    let slot = Math.imul(Math.imul(a ^ this.#seed, 0x9e3779b1) ^ b, 0x85ebca6b) ^ Math.imul(c ^ d, 0xc2b2ae35);
    slot = (slot ^ (slot >>> 15)) & mask;
    for (;;) {
      const taken = this.#slots[slot] as number;
      if (taken === EMPTY) return slot;
      const i = (taken - 1) * WORDS;
      const same = ids[i] === a && ids[i + 1] === b && ids[i + 2] === c && ids[i + 3] === d;
      if (same && this.#kind.data[taken - 1] === kind && (rest === undefined || rest === this.#rest(taken - 1)))
        return slot;
      slot = (slot + 1) & mask;
    }
  }

  /** All ids are different, so that each takes the first free slot. */
  #rehash(slots: number): void {
    this.#slots = new Uint32Array(slots);
    const ids = this.#words.data;
    const mask = slots - 1;
    for (let ordinal = 0; ordinal < this.size; ordinal += 1) {
      const i = ordinal * WORDS;
      const [a, b, c, d] = [ids[i] as number, ids[i + 1] as number, ids[i + 2] as number, ids[i + 3] as number];
      let slot = Math.imul(Math.imul(a ^ this.#seed, 0x9e3779b1) ^ b, 0x85ebca6b) ^ Math.imul(c ^ d, 0xc2b2ae35);
      slot = (slot ^ (slot >>> 15)) & mask;
      while (this.#slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      this.#slots[slot] = ordinal + 1;
    }
  }
}
