import type { IdTable } from './ids.ts';
import type { Side } from './rows.ts';
import type { Walked } from './walk.ts';

/**
 * Part of the graph: nodes in the order of the answer, each with its hop; edges by the places of their ends in that
 * order, each once, in the order in which both ends are there. `cut` are nodes with edges that were not followed.
 */
export interface Subgraph {
  readonly order: Uint32Array;
  readonly hop: Uint32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly edgeClass: Uint32Array;
  readonly cut: ReadonlySet<number>;
}

/** A walk, and which way it went. */
export interface Way {
  readonly side: Side;
  readonly walked: Walked;
}

let places = new Uint32Array();

/** Room for a number for each node. It is never cleared: who writes reads only what they wrote, at once. */
function placesFor(nodes: number): Uint32Array {
  if (places.length < nodes) places = new Uint32Array(Math.ceil(nodes * 1.25));
  return places;
}

/** What some walks found together. A node that several reached has the least hop. */
export function subgraph(ways: readonly Way[], ids: IdTable): Subgraph {
  const { order, hop } = nodesOf(ways, ids);
  const place = placesFor(ids.size);
  for (let i = 0; i < order.length; i += 1) place[order[i] as number] = i;

  const count = ways.reduce((sum, { walked }) => sum + walked.edges.far.length, 0);
  const columns = Array.from({ length: 5 }, () => new Uint32Array(count)) as Five;
  const [from, to, edgeClass, earlier, later] = columns;
  let e = 0;
  for (const { side, walked } of ways) {
    const { near, far } = walked.edges;
    const [a, b] = side === 'into' ? [far, near] : [near, far];
    for (let i = 0; i < far.length; i += 1, e += 1) {
      const [x, y] = [place[a[i] as number] as number, place[b[i] as number] as number];
      from[e] = x;
      to[e] = y;
      earlier[e] = Math.min(x, y);
      later[e] = Math.max(x, y);
      edgeClass[e] = walked.edges.edgeClass[i] as number;
    }
  }
  const sorted = once(inOrder(columns, order.length), from, to);
  const cut = new Set(ways.flatMap(({ walked }) => [...walked.cut]));
  return { order, hop, from: taken(from, sorted), to: taken(to, sorted), edgeClass: taken(edgeClass, sorted), cut };
}

type Five = [Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array];

/** Places of edges by their later end, then by the earlier one; of two between the same ends, by where they run. */
function inOrder([from, _to, _class, earlier, later]: Five, nodes: number): Uint32Array {
  const count = from.length;
  const rising = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) rising[i] = from[i] === earlier[i] ? 0 : 1;
  const all = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) all[i] = i;
  return counted(counted(counted(all, rising, 2), earlier, nodes), later, nodes);
}

/** In a loop one edge is found on the way up and on the way down; it is kept once. */
function once(sorted: Uint32Array, from: Uint32Array, to: Uint32Array): Uint32Array {
  let kept = 0;
  for (let i = 0; i < sorted.length; i += 1) {
    const [p, before] = [sorted[i] as number, sorted[kept - 1] as number];
    if (kept > 0 && from[p] === from[before] && to[p] === to[before]) continue;
    sorted[kept++] = p;
  }
  return sorted.subarray(0, kept);
}

/** Of a walk only what lies between nodes that are kept. */
export function only({ side, walked }: Way, kept: ReadonlySet<number>): Way {
  const { order, hop, edges, cut } = walked;
  const stays = (_: number, i: number) => kept.has(order[i] as number);
  const both = (_: number, i: number) => kept.has(edges.near[i] as number) && kept.has(edges.far[i] as number);
  const { near, far, edgeClass } = edges;
  return {
    side,
    walked: {
      order: order.filter(stays),
      hop: hop.filter(stays),
      edges: { near: near.filter(both), far: far.filter(both), edgeClass: edgeClass.filter(both) },
      cut: new Set([...cut].filter((node) => kept.has(node))),
    },
  };
}

function nodesOf(ways: readonly Way[], ids: IdTable): { readonly order: Uint32Array; readonly hop: Uint32Array } {
  const [first, ...others] = ways;
  if (first && others.length === 0) return first.walked;
  const hops = new Map<number, number>();
  for (const { walked } of ways)
    for (const [i, node] of walked.order.entries())
      hops.set(node, Math.min(hops.get(node) ?? Number.POSITIVE_INFINITY, walked.hop[i] as number));
  const levels = Map.groupBy(hops.keys(), (node) => hops.get(node) as number);
  const inOrder = [...levels.keys()].sort((a, b) => a - b);
  const order = inOrder.flatMap((level) => [...ids.sorted(Uint32Array.from(levels.get(level) ?? []))]);
  return {
    order: Uint32Array.from(order),
    hop: Uint32Array.from(order, (node) => hops.get(node) as number),
  };
}

/** A column's values at some places. A loop: `from` with a function takes ten times as long. */
function taken(column: Uint32Array, places: Uint32Array): Uint32Array {
  const values = new Uint32Array(places.length);
  for (let i = 0; i < places.length; i += 1) values[i] = column[places[i] as number] as number;
  return values;
}

/** One pass of a counting sort by keys below `limit`; it keeps the order of equals. */
function counted(places: Uint32Array, key: Uint32Array, limit: number): Uint32Array {
  const next = new Uint32Array(limit + 1);
  for (let i = 0; i < key.length; i += 1) (next[(key[i] as number) + 1] as number)++;
  for (let i = 0; i < limit; i += 1) next[i + 1] = (next[i + 1] as number) + (next[i] as number);
  const sorted = new Uint32Array(places.length);
  for (let i = 0; i < places.length; i += 1) {
    const place = places[i] as number;
    const value = key[place] as number;
    sorted[next[value] as number] = place;
    (next[value] as number)++;
  }
  return sorted;
}
