export type Side = 'into' | 'outOf';

/** The `until` of a version that is in force. */
export const OPEN = 0xffff_ffff;

/** In a row, an edge version is four words, so that all of a node's edges lie side by side. */
export const FAR = 0;
export const SINCE = 1;
export const UNTIL = 2;
export const CLASS = 3;
export const WIDTH = 4;

/** Before it is sorted into rows, a version is five words: from, to, since, until, class. */
export const VERSION = 5;

/** Rows of one side: those of node n are from `start[n]` until before `start[n + 1]`, counted in versions. */
export interface Half {
  readonly start: Uint32Array;
  readonly records: Uint32Array;
}

/**
 * Edge versions in compressed sparse rows, once by each end. Nothing in them changes but `until`. Memory is shared, so
 * that another thread can make the next ones from them.
 */
export type Rows = { readonly [S in Side]: Half };

const shared = (length: number) => new Uint32Array(new SharedArrayBuffer(length * 4));

/** Versions in a half. */
export const sizeOf = ({ records }: Half): number => records.length / WIDTH;

/** Where a node's row ends; 0 for a node that came later than the rows. */
export const endOfRow = ({ start }: Half, node: number): number =>
  node + 1 < start.length ? (start[node + 1] as number) : 0;

/** One half: the rows before and further versions, sorted by one end. Of one node they keep the order of the ledger. */
function half(before: Half | undefined, further: Uint32Array, nodes: number, near: 0 | 1): Half {
  const start = shared(nodes + 1);
  const known = before ? before.start.length - 1 : 0;
  for (let n = 0; n < known; n += 1)
    start[n + 1] = ((before?.start[n + 1] as number) - (before?.start[n] as number)) as number;
  for (let i = near; i < further.length; i += VERSION) (start[(further[i] as number) + 1] as number)++;
  for (let n = 0; n < nodes; n += 1) start[n + 1] = (start[n + 1] as number) + (start[n] as number);
  const records = shared((start[nodes] as number) * WIDTH);
  const next = start.slice();
  for (let n = 0; before && n < known; n += 1) {
    const [first, last] = [before.start[n] as number, before.start[n + 1] as number];
    records.set(before.records.subarray(first * WIDTH, last * WIDTH), (start[n] as number) * WIDTH);
    next[n] = (next[n] as number) + last - first;
  }
  for (let i = 0; i < further.length; i += VERSION) {
    const node = further[i + near] as number;
    const at = (next[node] as number) * WIDTH;
    (next[node] as number)++;
    records[at + FAR] = further[i + 1 - near] as number;
    records[at + SINCE] = further[i + 2] as number;
    records[at + UNTIL] = further[i + 3] as number;
    records[at + CLASS] = further[i + 4] as number;
  }
  return { start, records };
}

/** Sorts further versions into rows, beside those that are there. */
export function compress(before: Rows | undefined, further: Uint32Array, nodes: number): Rows {
  return { outOf: half(before?.outOf, further, nodes, 0), into: half(before?.into, further, nodes, 1) };
}
