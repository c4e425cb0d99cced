import type { IdTable } from './ids.ts';
import type { Side } from './rows.ts';
import type { Walked } from './walk.ts';

/**
 * Part of the graph: nodes in the order of the answer, each with its hop; edges as they run, each once, in the order in
 * which both their ends are there. `cut` are nodes with edges that were not followed.
 */
export interface Subgraph {
  readonly order: Uint32Array;
  readonly hop: Uint32Array;
  readonly from: Uint32Array;
  readonly to: Uint32Array;
  readonly edgeClass: Uint32Array;
  /** For each edge the place in `order` of its later end. */
  readonly completes: Uint32Array;
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
  const columns = Array.from({ length: 6 }, () => new Uint32Array(count)) as Six;
  const [from, to, edgeClass, earlier, completes, goesUp] = columns;
  let e = 0;
  for (const { side, walked } of ways) {
    const { near, far } = walked.edges;
    for (let i = 0; i < far.length; i += 1, e += 1) {
      const [a, b] = [place[near[i] as number] as number, place[far[i] as number] as number];
      earlier[e] = Math.min(a, b);
      completes[e] = Math.max(a, b);
      goesUp[e] = Number((side === 'into') === b > a);
      from[e] = (side === 'into' ? far[i] : near[i]) as number;
      to[e] = (side === 'into' ? near[i] : far[i]) as number;
      edgeClass[e] = walked.edges.edgeClass[i] as number;
    }
  }
  const byWay = counted(ascending(count), goesUp, 2);
  const byPlace = counted(counted(byWay, earlier, order.length), completes, order.length);
  // In a loop one edge is found on the way up and on the way down.
  const sorted = byPlace.filter((p, i) => {
    const before = byPlace[i - 1];
    return before === undefined || from[p] !== from[before] || to[p] !== to[before];
  });
  const take = (column: Uint32Array) => taken(column, sorted);
  const cut = new Set(ways.flatMap(({ walked }) => [...walked.cut]));
  return { order, hop, from: take(from), to: take(to), edgeClass: take(edgeClass), completes: take(completes), cut };
}

type Six = [Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array, Uint32Array];

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

function ascending(count: number): Uint32Array {
  const numbers = new Uint32Array(count);
  for (let i = 0; i < count; i += 1) numbers[i] = i;
  return numbers;
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
  for (const value of key) (next[value + 1] as number)++;
  for (let i = 0; i < limit; i += 1) next[i + 1] = (next[i + 1] as number) + (next[i] as number);
  const sorted = new Uint32Array(places.length);
  for (const place of places) {
    const value = key[place] as number;
    sorted[next[value] as number] = place;
    (next[value] as number)++;
  }
  return sorted;
}
