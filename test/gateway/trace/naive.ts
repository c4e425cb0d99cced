import type { EdgeState } from '@suyuan/schemas';
import type { Question } from '../../../gateway/src/trace/engine/question.ts';

/** One version of an edge, as the ledger wrote it. */
export interface Version {
  readonly from: string;
  readonly to: string;
  readonly state: EdgeState;
  readonly open: boolean;
  readonly block: number;
}

export interface NaiveAnswer {
  readonly nodes: readonly (readonly [id: string, hop: number])[];
  readonly edges: readonly (readonly [from: string, to: string, visible: boolean])[];
  readonly cut: readonly string[];
}

/** Edges in force at a block: of each pair the last version up to it. */
function inForce(versions: readonly Version[], block: number): Version[] {
  const latest = new Map<string, Version>();
  for (const version of versions) if (version.block <= block) latest.set(`${version.from}/${version.to}`, version);
  return [...latest.values()];
}

/** The same question by the plainest means: sets of text and a queue. */
export function naive(versions: readonly Version[], { shape, depth, states, block }: Question): NaiveAnswer {
  const edges = inForce(versions, block).filter(({ state }) => states.some((one) => one === state));
  const walk = (start: string, up: boolean) => {
    const hops = new Map([[start, 0]]);
    const cut = new Set<string>();
    const queue = [start];
    for (let node = queue.shift(); node !== undefined; node = queue.shift()) {
      for (const edge of edges) {
        if ((up ? edge.to : edge.from) !== node) continue;
        const far = up ? edge.from : edge.to;
        const hop = hops.get(node) as number;
        if (hops.has(far)) continue;
        if (hop >= depth) cut.add(node);
        else {
          hops.set(far, hop + 1);
          queue.push(far);
        }
      }
    }
    return { hops, cut };
  };
  const within = (nodes: ReadonlyMap<string, number>, some: typeof edges) =>
    some.filter(({ from, to }) => nodes.has(from) && nodes.has(to));

  const cut = new Set<string>();
  let nodes = new Map<string, number>();
  let found = edges;
  if (shape.kind === 'closure') {
    const ways = shape.direction === 'BOTH' ? [true, false] : [shape.direction === 'UPSTREAM'];
    const kept = new Set<(typeof edges)[number]>();
    for (const up of ways) {
      const { hops, cut: beyond } = walk(shape.start, up);
      for (const [node, hop] of hops) nodes.set(node, Math.min(hop, nodes.get(node) ?? hop));
      for (const node of beyond) cut.add(node);
      for (const edge of within(hops, edges)) kept.add(edge);
    }
    found = [...kept];
  } else {
    const one = shape.kind === 'between' ? walk(shape.from, false) : walk(shape.one, true);
    const other = walk(shape.kind === 'between' ? shape.to : shape.other, true);
    nodes = new Map([...one.hops].filter(([node]) => other.hops.has(node)));
    found = within(nodes, edges);
    for (const node of one.cut) if (nodes.has(node)) cut.add(node);
  }
  return {
    nodes: [...nodes].sort(([a, i], [b, j]) => i - j || (a < b ? -1 : 1)),
    edges: found.map(({ from, to, open }) => [from, to, open] as const).sort(byText),
    cut: [...cut].sort(),
  };
}

export const byText = (a: readonly unknown[], b: readonly unknown[]) => (String(a) < String(b) ? -1 : 1);
