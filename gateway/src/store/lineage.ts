import { type Documents, GRADES } from '@suyuan/schemas';
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { type EdgeLoad, EdgeLoader, type Lineage } from '../trace/index.ts';
import type { Database } from './database.ts';
import type { Tables, VersionRow } from './tables.ts';

/** Rows that one fetch brings. */
const ROWS = 50_000;

/** Rows of a query in groups, through a cursor of the database. */
async function* rowsOf<R>(tx: Transaction<Tables>, query: RawBuilder<R>): AsyncGenerator<R[]> {
  await sql`declare lineage no scroll cursor for ${query}`.execute(tx);
  for (;;) {
    const { rows } = await sql<R>`fetch ${sql.lit(ROWS)} from lineage`.execute(tx);
    if (rows.length) yield rows;
    if (rows.length < ROWS) break;
  }
  await sql`close lineage`.execute(tx);
}

const upTo = (block: number) => sql`block <= ${sql.lit(block)}`;

async function count(tx: Transaction<Tables>, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(table)}`.execute(tx);
  return rows[0]?.n ?? 0;
}

async function loadFacts(tx: Transaction<Tables>, { facts }: Lineage, block: number): Promise<void> {
  facts.reserve(await count(tx, 'projection.release'), await count(tx, 'projection.asset'));
  const assets = sql<{
    id: string;
    entity: string;
    state: string;
    since: number | null;
  }>`select a.id, a.entity, a.state, r.block as since from projection.asset as a
    left join projection.registered as r on r.asset = a.id order by a.block, a.id`;
  for await (const rows of rowsOf(tx, assets))
    for (const { since, ...row } of rows) {
      facts.put({ ...row, block: since ?? block });
      if (since !== null) facts.registered(facts.asset(row.id), since);
    }
  const certified = sql<{ asset: string }>`select distinct asset from projection.certificate`;
  for await (const rows of rowsOf(tx, certified)) for (const { asset } of rows) facts.certified(asset);
  const parties = sql<{
    id: string;
    asset: string;
    entities: string[];
  }>`select case_id as id, asset, array_agg(entity) as entities from projection.case_party group by case_id, asset`;
  for await (const rows of rowsOf(tx, parties)) for (const row of rows) facts.case(row);
  const releases = sql<{
    id: string;
    asset: string;
    entity: string;
    block: number;
  }>`select id, asset, entity, block from projection.release where ${upTo(block)} order by block, tx_index, id`;
  for await (const rows of rowsOf(tx, releases)) for (const row of rows) facts.release(row);
  const grades = sql<{
    release: string;
    grade: Documents['grade/1']['grade'];
    block: number;
  }>`select ref as release, doc::json->>'grade' as grade, block from projection.version
    where schema = 'grade/1' and ${upTo(block)} order by block, tx_index`;
  for await (const rows of rowsOf(tx, grades))
    for (const row of rows) facts.grade(facts.node(row.release), row.grade, row.block);
  const claimed = sql<{
    from_id: string;
    grade: Documents['grade/1']['grade'] | null;
  }>`select distinct on (from_id) from_id, doc::json->>'grade' as grade from projection.edge
    where from_id >= 'sha256:' and from_id < 'sha256;' and ${upTo(block)} order by from_id, block, tx_index`;
  for await (const rows of rowsOf(tx, claimed))
    for (const { from_id, grade } of rows)
      if (grade && GRADES.includes(grade)) facts.grade(facts.node(from_id), grade, 0);
}

/** Builds the lineage graph from the projection, as of the block up to which it is read. */
export async function loadLineage(database: Database, lineage: Lineage, block: number): Promise<void> {
  await database
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (tx) => {
      await loadFacts(tx, lineage, block);
      const versions = new EdgeLoader(lineage, await count(tx, 'projection.edge'));
      const edges = sql<EdgeLoad>`select from_id, to_id, state, disclosure, from_entity, to_entity, arbiter, block,
        until_block from projection.edge where ${upTo(block)}`;
      for await (const rows of rowsOf(tx, edges)) for (const row of rows) versions.add(row);
      versions.done(block);
    });
}

/** Versions of some schemas that blocks brought after one and up to another, in the order of the ledger. */
export async function versionsSince(
  database: Database,
  schemas: readonly string[],
  after: number,
  until: number,
): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`select schema, key, doc, block from projection.version
    where block > ${after} and block <= ${until} and schema in (${sql.join([...schemas])})
    order by block, tx_index, key`.execute(database);
  return rows;
}
