import { ask, finish } from '../../../gateway/src/trace/engine/ask.ts';
import type { Question } from '../../../gateway/src/trace/engine/question.ts';
import { sightOf } from '../../../gateway/src/trace/engine/sight.ts';
import { generate, releaseId, starts } from './generate.ts';

/** One size, in a process of its own, so that its memory is its own. Prints one JSON line. */
const nodes = Number(process.argv[2]);
const { lineage, edges, ms } = generate(nodes);
globalThis.gc?.();
const memory = process.memoryUsage();

const question = (start: number, depth = 1000): Question => ({
  shape: { kind: 'closure', start: releaseId(start), direction: 'UPSTREAM' },
  depth,
  states: ['claimed', 'confirmed', 'disputed', 'unanswered'],
  aliases: true,
  block: lineage.block,
});
const OPEN = [[{ column: 'disclosure', in: ['open'] }]];
const rules = { edge: OPEN, alias: OPEN, release: 'all', ownAsset: 'all' } as const;
const times: number[] = [];
let reached = 0;
let followed = 0;
for (const [i, start] of starts(nodes, 220).entries()) {
  const began = performance.now();
  const answer = finish(ask(lineage, question(start), sightOf(rules, lineage.facts, lineage.aliases)));
  const took = performance.now() - began;
  if (i < 20) continue;
  times.push(took);
  reached += answer?.found.order.length ?? 0;
  followed += answer?.found.from.length ?? 0;
}
const at = (all: number[], share: number) => all.sort((a, b) => a - b)[Math.floor(all.length * share)] ?? 0;
console.log(
  JSON.stringify({
    nodes,
    edges,
    versions: lineage.graph.layers.size,
    sortMs: Math.round(ms),
    rssMB: Math.round(memory.rss / 1e6),
    closureNodes: Math.round(reached / times.length),
    closureEdges: Math.round(followed / times.length),
    p50: Number(at(times, 0.5).toFixed(1)),
    p95: Number(at(times, 0.95).toFixed(1)),
  }),
);
