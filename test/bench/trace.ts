import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm run bench -- trace`: the lineage graph in memory, of 0.1, 1 and 5 million edges; `npm run bench -- trace full` to
 * 50 million; `EDGES` (thousands, by commas) other sizes. With DATABASE_URL the same closures by PostgreSQL's recursive
 * query on the same edges, node by node, to a million edges or `PG_EDGES` (thousands).
 */
const full = process.argv[3] === 'full';
const sizes = (process.env.EDGES ?? (full ? '100,1000,5000,20000,50000' : '100,1000,5000')).split(',').map(Number);
const postgresUntil = Number(process.env.PG_EDGES ?? 1000);
const EDGES_OF_A_NODE = 5;

const directory = mkdtempSync(join(tmpdir(), 'suyuan-trace-'));
const script = (name: string) => fileURLToPath(new URL(`./trace/${name}.ts`, import.meta.url));
const run = (name: string, ...args: string[]) => {
  const said = execFileSync(process.execPath, ['--expose-gc', script(name), ...args], {
    encoding: 'utf8',
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(said.trim().split('\n').at(-1) ?? '{}') as Record<string, number>;
};
const seconds = (ms: number | undefined) => ((ms ?? 0) / 1000).toFixed(2);
const table = (cells: readonly unknown[]) => console.log(`| ${cells.join(' | ')} |`);

table([
  'edges',
  'versions',
  'sorted, s',
  'snapshot, MB',
  'loaded, s',
  'memory, MB',
  'closure: nodes, edges',
  'p50, ms',
  'p95, ms',
]);
table(Array(9).fill('---'));
try {
  const postgres: Record<string, number>[] = [];
  for (const thousands of sizes) {
    const nodes = String((thousands * 1000) / EDGES_OF_A_NODE);
    const file = join(directory, `${thousands}.snapshot`);
    const made = run('make', nodes, file);
    const seen = run('engine', nodes, file);
    const megabytes = Math.round(statSync(file).size / 1e6);
    const closure = `${seen.closureNodes}, ${seen.closureEdges}`;
    const loaded = seconds(seen.loadMs);
    table([
      made.edges,
      made.versions,
      seconds(made.sortMs),
      megabytes,
      loaded,
      seen.rssMB,
      closure,
      seen.p50,
      seen.p95,
    ]);
    if (process.env.DATABASE_URL && thousands <= postgresUntil) postgres.push(run('postgres', nodes, file));
    if (thousands === 1000) {
      const { p50, p95, nodes: answered, bytes } = run('graphql', nodes, file);
      console.log(`over GraphQL, access rules on, ${answered} nodes, ${bytes} bytes: p50 ${p50} ms, p95 ${p95} ms`);
    }
    rmSync(file);
  }
  for (const { edges, compared, engine, recursive, loadMs } of postgres)
    console.log(
      `PostgreSQL, ${edges} edges (loaded in ${seconds(loadMs)} s): ${compared} closures equal node by node; p95 ${recursive} ms, in the engine ${engine} ms`,
    );
} finally {
  rmSync(directory, { recursive: true, force: true });
}
