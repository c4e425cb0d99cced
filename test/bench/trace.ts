import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** `npm run bench -- trace`: closures of the lineage graph in memory, of `EDGES` edges (thousands, by commas). */
const sizes = (process.env.EDGES ?? '100,1000,5000').split(',').map(Number);
const engine = fileURLToPath(new URL('./trace/engine.ts', import.meta.url));
const EDGES_OF_A_NODE = 5;

console.log('| edges | versions | sorted into rows, s | memory, MB | closure: nodes, edges | p50, ms | p95, ms |');
console.log('| --- | --- | --- | --- | --- | --- | --- |');
for (const thousands of sizes) {
  const nodes = String((thousands * 1000) / EDGES_OF_A_NODE);
  const said = execFileSync(process.execPath, ['--expose-gc', engine, nodes], { encoding: 'utf8' });
  const seen = JSON.parse(said) as Record<string, number>;
  const closure = `${seen.closureNodes}, ${seen.closureEdges}`;
  const seconds = ((seen.sortMs ?? 0) / 1000).toFixed(2);
  console.log(`| ${[seen.edges, seen.versions, seconds, seen.rssMB, closure, seen.p50, seen.p95].join(' | ')} |`);
}
