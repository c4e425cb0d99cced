import type { EdgeState, Grade } from '@suyuan/schemas';
import type { Direction } from '../../../../gateway/src/trace/index.ts';
import { components } from './loops.ts';

/** A question about lineage. `depth` counts edges; `block` is the block as of which the answer holds. */
export interface Question {
  readonly start: string;
  readonly direction: Direction;
  readonly depth: number;
  readonly states: readonly EdgeState[];
  readonly aliases: boolean;
  readonly block: number;
}

export interface EdgeRecord {
  readonly from: string;
  readonly to: string;
  readonly kind: 'LINEAGE' | 'ALIAS';
  readonly state: EdgeState;
  readonly visible: boolean;
}

export interface NodeRecord {
  readonly id: string;
  readonly grade: Grade | undefined;
  readonly visible: boolean;
}

/** Where lineage is read from: all edges that touch some nodes on one side, as of a block. */
export interface Graph {
  edges(nodes: readonly string[], side: Side, question: Question): Promise<readonly EdgeRecord[]>;
  nodes(ids: readonly string[], block: number): Promise<ReadonlyMap<string, NodeRecord>>;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

export type Side = 'into' | 'outOf';
const SIDES: Readonly<Record<Direction, readonly Side[]>> = {
  UPSTREAM: ['into'],
  DOWNSTREAM: ['outOf'],
  BOTH: ['into', 'outOf'],
};

async function walk(graph: Graph, question: Question, side: Side) {
  const hops = new Map([[question.start, 0]]);
  const edges = new Map<string, EdgeRecord>();
  const cut = new Set<string>();
  let level = [question.start];
  for (let hop = 1; level.length; hop += 1) {
    const next = new Set<string>();
    for (const edge of await graph.edges(level, side, question)) {
      const [near, far] = side === 'into' ? [edge.to, edge.from] : [edge.from, edge.to];
      if (!hops.has(far) && hop > question.depth) {
        cut.add(near);
        continue;
      }
      edges.set(`${edge.from}/${edge.to}`, edge);
      if (!hops.has(far)) {
        hops.set(far, hop);
        next.add(far);
      }
    }
    level = [...next].sort(compare);
  }
  return { hops, edges, cut };
}

/** The plainest answer: level by level, one query each. What each direction finds is joined; the least hop counts. */
export async function trace(graph: Graph, question: Question) {
  const hops = new Map<string, number>();
  const found = new Map<string, EdgeRecord>();
  const cut = new Set<string>();
  for (const side of SIDES[question.direction]) {
    const walked = await walk(graph, question, side);
    for (const [id, hop] of walked.hops) hops.set(id, Math.min(hop, hops.get(id) ?? hop));
    for (const [ends, edge] of walked.edges) found.set(ends, edge);
    for (const id of walked.cut) cut.add(id);
  }
  const records = await graph.nodes([...hops.keys()], question.block);
  const nodes = [...hops]
    .map(([id, hop]) => ({
      id,
      hop,
      kind: id.startsWith('ext-') ? ('EXTERNAL' as const) : ('RELEASE' as const),
      grade: records.get(id)?.grade,
      cut: cut.has(id),
      visible: records.get(id)?.visible ?? false,
    }))
    .sort((a, b) => a.hop - b.hop || compare(a.id, b.id));
  const place = new Map(nodes.map(({ id }, n) => [id, n]));
  const loops = components([...found.values()]);
  const edges = [...found.values()]
    .map(({ from, to, kind, state, visible }) => ({
      from: place.get(from) as number,
      to: place.get(to) as number,
      kind,
      state,
      visible,
      loop: loops.get(from) === loops.get(to),
    }))
    .sort(
      (a, b) =>
        Math.max(a.from, a.to) - Math.max(b.from, b.to) ||
        Math.min(a.from, a.to) - Math.min(b.from, b.to) ||
        a.from - b.from,
    );
  return { nodes, edges };
}
