import { ask, finish } from '../../../gateway/src/trace/engine/ask.ts';
import { sightOf } from '../../../gateway/src/trace/engine/sight.ts';
import { thaw } from '../../../gateway/src/trace/engine/snapshot.ts';
import { starts } from './generate.ts';
import { at, closure, rules } from './sight.ts';

/** One size, in a process of its own, so that its memory is its own. Prints one JSON line. */
const [, , nodes, file = '', count = '220'] = process.argv;
const began = performance.now();
const lineage = thaw(file);
const loadMs = performance.now() - began;
globalThis.gc?.();

const times: number[] = [];
let reached = 0;
let followed = 0;
for (const [i, start] of starts(Number(nodes), Number(count)).entries()) {
  const from = performance.now();
  const sight = sightOf(rules, lineage.facts, lineage.aliases);
  const answer = finish(ask(lineage, closure(start, lineage.block), sight));
  const took = performance.now() - from;
  if (i < 20) continue;
  times.push(took);
  reached += answer?.found.order.length ?? 0;
  followed += answer?.found.from.length ?? 0;
}
console.log(
  JSON.stringify({
    loadMs: Math.round(loadMs),
    rssMB: Math.round(process.memoryUsage().rss / 1e6),
    closureNodes: Math.round(reached / times.length),
    closureEdges: Math.round(followed / times.length),
    p50: at(times, 0.5),
    p95: at(times, 0.95),
  }),
);
