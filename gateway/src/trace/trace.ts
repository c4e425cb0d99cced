import type { EdgeState, Grade } from '@suyuan/schemas';
import { components } from './loops.ts';

export type Direction = 'UPSTREAM' | 'DOWNSTREAM' | 'BOTH';

/** A question about lineage. `depth` counts edges; `block` is the block as of which the answer holds. */
export interface Question {
  readonly start: string;
  readonly direction: Direction;
  readonly depth: number;
  readonly states: readonly EdgeState[];
  /** Goes on over confirmed aliases, which may form loops. */
  readonly aliases: boolean;
  readonly block: number;
  /** Nodes at most; what lies beyond is cut and said to be. */
  readonly limit: number;
}

export interface EdgeRecord {
  readonly from: string;
  readonly to: string;
  /** An alias leads from a release of its asset to the name outside. */
  readonly kind: 'LINEAGE' | 'ALIAS';
  readonly state: EdgeState;
  /** False when the reader may know no more than that the edge is there. */
  readonly visible: boolean;
}

export interface NodeRecord {
  readonly id: string;
  readonly grade: Grade | undefined;
}

export type TraceNode = NodeRecord & {
  readonly hop: number;
  readonly kind: 'RELEASE' | 'EXTERNAL';
  /** The node has more edges in the asked direction than the page follows. */
  readonly cut: boolean;
};

/** `loop`: the edge lies on a loop of this page. */
export type TraceEdge = EdgeRecord & { readonly loop: boolean };

/** A graph page: nodes in order of hop and id, edges in order of their ends. */
export interface TracePage {
  readonly nodes: readonly TraceNode[];
  readonly edges: readonly TraceEdge[];
  readonly truncated: boolean;
  readonly block: number;
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

interface Walk {
  readonly hops: Map<string, number>;
  readonly edges: Map<string, EdgeRecord>;
  readonly cut: Set<string>;
}

/** Goes one way, level by level. Direction is kept on the way, so that BOTH means ancestors and descendants. */
async function walk(graph: Graph, question: Question, side: Side, { hops, edges, cut }: Walk): Promise<void> {
  const seen = new Set([question.start]);
  let level = [question.start];
  for (let hop = 1; level.length; hop += 1) {
    const found = await graph.edges(level, side, question);
    const next = new Set<string>();
    for (const edge of found) {
      const [near, far] = side === 'into' ? [edge.to, edge.from] : [edge.from, edge.to];
      const known = hops.has(far);
      if (!known && (hop > question.depth || hops.size >= question.limit)) {
        cut.add(near);
        continue;
      }
      edges.set(`${edge.from}/${edge.to}`, edge);
      if (!known) hops.set(far, hop);
      if (!seen.has(far)) next.add(far);
      seen.add(far);
    }
    if (hop > question.depth) return;
    level = [...next].sort(compare);
  }
}

/** Answers a question about lineage. The same question on the same graph has the same answer, byte by byte. */
export async function trace(graph: Graph, question: Question): Promise<TracePage> {
  const found: Walk = { hops: new Map([[question.start, 0]]), edges: new Map(), cut: new Set() };
  for (const side of SIDES[question.direction]) await walk(graph, question, side, found);
  const records = await graph.nodes([...found.hops.keys()], question.block);
  const nodes = [...found.hops].map(([id, hop]) => ({
    id,
    hop,
    grade: records.get(id)?.grade,
    kind: id.startsWith('ext-') ? ('EXTERNAL' as const) : ('RELEASE' as const),
    cut: found.cut.has(id),
  }));
  const edges = [...found.edges.values()].sort((a, b) => compare(a.from, b.from) || compare(a.to, b.to));
  const loops = components(edges);
  return {
    nodes: nodes.sort((a, b) => a.hop - b.hop || compare(a.id, b.id)),
    edges: edges.map((edge) => ({ ...edge, loop: loops.get(edge.from) === loops.get(edge.to) })),
    truncated: found.cut.size > 0,
    block: question.block,
  };
}
