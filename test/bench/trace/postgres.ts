import pg from 'pg';
import { ask, finish } from '../../../gateway/src/trace/engine/ask.ts';
import { sightOf } from '../../../gateway/src/trace/engine/sight.ts';
import { thaw } from '../../../gateway/src/trace/engine/snapshot.ts';
import { type Edge, edges, releaseId, starts } from './generate.ts';
import { at, closure, rules } from './sight.ts';

/** The same closures by PostgreSQL's recursive query on the same edges. Prints one JSON line. */
const [, , nodes, file = ''] = process.argv;
const ROWS = 50_000;
const CLOSURES = 20;
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();

/** The columns and indexes of the projection's edges that a walk reads. */
await client.query(`create temporary table edge (from_id text collate "C" not null, to_id text collate "C" not null,
  block integer not null, until_block integer, state text not null)`);
const insert = async (rows: readonly (Edge & { until: number | null })[]) =>
  client.query('insert into edge select * from unnest($1::text[], $2::text[], $3::int[], $4::int[], $5::text[])', [
    rows.map(({ from }) => releaseId(from)),
    rows.map(({ to }) => releaseId(to)),
    rows.map(({ block }) => block),
    rows.map(({ until }) => until),
    rows.map(({ state }) => state),
  ]);
const began = performance.now();
let rows: (Edge & { until: number | null })[] = [];
let pairs = 0;
for (const edge of edges(Number(nodes))) {
  const before = rows.at(-1);
  if (before?.from === edge.from && before.to === edge.to) before.until = edge.block;
  else {
    pairs += 1;
    if (rows.length >= ROWS) {
      await insert(rows);
      rows = [];
    }
  }
  rows.push({ ...edge, until: null });
}
await insert(rows);
await client.query('create index on edge (from_id, block)');
await client.query('create index on edge (to_id, block)');
await client.query('analyze edge');
const loadMs = performance.now() - began;

const lineage = thaw(file);
const UPSTREAM = `with recursive up (node) as (select $1::text collate "C" union
  select e.from_id from up join edge as e on e.to_id = up.node where e.block <= $2
  and (e.until_block is null or e.until_block > $2) and e.state = any($3)) select node from up order by node`;
const [engine, recursive]: [number[], number[]] = [[], []];
for (const start of starts(Number(nodes), CLOSURES)) {
  const question = closure(start, lineage.block);
  let from = performance.now();
  const answer = finish(ask(lineage, question, sightOf(rules, lineage.facts, lineage.aliases)));
  engine.push(performance.now() - from);
  from = performance.now();
  const { rows: found } = await client.query<{ node: string }>(UPSTREAM, [
    releaseId(start),
    lineage.block,
    question.states,
  ]);
  recursive.push(performance.now() - from);
  const ours = [...(answer?.found.order ?? [])].map((node) => lineage.facts.nodes.at(node)).sort();
  if (JSON.stringify(ours) !== JSON.stringify(found.map(({ node }) => node)))
    throw new Error(`the closures of ${releaseId(start)} differ: ${ours.length} and ${found.length} nodes`);
}
await client.end();
console.log(
  JSON.stringify({
    edges: pairs,
    compared: CLOSURES,
    loadMs,
    engine: at(engine, 0.95),
    recursive: at(recursive, 0.95),
  }),
);
