import { sql, type Transaction } from 'kysely';
import { type Database, type Lease, SOLE, type Tables } from '../store/index.ts';
import { type Batch, BEGIN, type Checkpoint } from './batch.ts';

const ROWS = 500;

const chunks = <T>(rows: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(rows.length / ROWS) }, (_, n) => rows.slice(n * ROWS, (n + 1) * ROWS));

/** Inserts rows; those whose `conflict` column is taken replace what stands there. */
async function upsert(
  tx: Transaction<Tables>,
  table: keyof Tables,
  conflict: string | undefined,
  rows: readonly object[],
) {
  const columns = Object.keys(rows[0] ?? {});
  for (const chunk of chunks(rows)) {
    const tuples = chunk.map((row) => sql`(${sql.join(columns.map((c) => (row as Record<string, unknown>)[c]))})`);
    const updates = columns.map((c) => sql`${sql.ref(c)} = excluded.${sql.ref(c)}`);
    const resolve = conflict ? sql` on conflict (${sql.ref(conflict)}) do update set ${sql.join(updates)}` : sql``;
    const into = sql`insert into ${sql.table(table)} (${sql.join(columns.map((c) => sql.ref(c)))})`;
    await sql`${into} values ${sql.join(tuples)}${resolve}`.execute(tx);
  }
}

/** A new version of an edge ends the one before it at the block that brings it. */
async function closeEdges(tx: Transaction<Tables>, batch: Batch): Promise<void> {
  for (const { from_id, to_id, block } of batch.edges)
    await tx
      .updateTable('projection.edge')
      .set({ until_block: block })
      .where('from_id', '=', from_id)
      .where('to_id', '=', to_id)
      .where('until_block', 'is', null)
      .execute();
}

async function replaceParties(tx: Transaction<Tables>, { parties }: Batch): Promise<void> {
  for (const ids of chunks([...parties.case_party.keys()]))
    await tx.deleteFrom('projection.case_party').where('case_id', 'in', ids).execute();
  for (const ids of chunks([...parties.licence_party.keys()]))
    await tx.deleteFrom('projection.licence_party').where('licence', 'in', ids).execute();
  for (const ids of chunks([...parties.order_party.keys()]))
    await tx.deleteFrom('projection.order_party').where('order_id', 'in', ids).execute();
  await upsert(tx, 'projection.case_party', undefined, [...parties.case_party.values()].flat());
  await upsert(tx, 'projection.licence_party', undefined, [...parties.licence_party.values()].flat());
  await upsert(tx, 'projection.order_party', undefined, [...parties.order_party.values()].flat());
}

/** Evidence that was named before stands as it was first named. */
async function addEvidence(tx: Transaction<Tables>, { evidence }: Batch): Promise<void> {
  for (const rows of chunks(evidence))
    await tx
      .insertInto('projection.evidence')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** The block that first registered an asset stays. */
async function addRegistered(tx: Transaction<Tables>, { registered }: Batch): Promise<void> {
  for (const rows of chunks([...registered].map(([asset, block]) => ({ asset, block }))))
    await tx
      .insertInto('projection.registered')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
}

/** Terms of texts; those of an asset's later version replace them. */
async function putSearch(tx: Transaction<Tables>, { search }: Batch): Promise<void> {
  const terms = (all: readonly string[]) => sql`array_to_tsvector(${[...all]}::text[])`;
  for (const rows of chunks([...search.values()])) {
    const assets = rows.map(({ asset }) => asset);
    await tx.deleteFrom('projection.search').where('asset', 'in', assets).execute();
    const tuples = rows.map(
      (r) => sql`(${r.asset}, ${r.profile}, ${r.entity}, ${r.level}::int, ${terms(r.title)}, ${terms(r.keywords)},
        ${terms(r.abstract)}, ${terms(r.fields)}, ${r.subject}, ${r.kind}, ${[...r.rights]}::text[], ${r.source},
        ${r.frequency})`,
    );
    await sql`insert into projection.search (asset, profile, entity, level, title, keywords, abstract, fields, subject,
      kind, rights, source, frequency) values ${sql.join(tuples)}`.execute(tx);
  }
}

/** Within a batch, too, a version ends where the next one of the same edge begins. */
function endWithin(batch: Batch): void {
  const next = new Map<string, number>();
  for (const edge of [...batch.edges].reverse()) {
    const key = `${edge.from_id}/${edge.to_id}`;
    edge.until_block = next.get(key) ?? null;
    next.set(key, edge.block);
  }
}

/** Private values that a block erased are gone with the checkpoint that reads it, and never come back. */
async function erase(tx: Transaction<Tables>, { erased }: Batch): Promise<void> {
  const rows = [...erased].map(([key_hash, block]) => ({ key_hash, block }));
  await upsert(tx, 'private.erased', 'key_hash', rows);
  for (const some of chunks(rows.map(({ key_hash }) => key_hash)))
    await tx.deleteFrom('private.value').where('key_hash', 'in', some).execute();
}

/** Writes a batch and the checkpoint after it in one SQL transaction. @throws LeaseLost where another writes by now */
export async function writeBatch(database: Database, batch: Batch, lease: Lease = SOLE): Promise<void> {
  endWithin(batch);
  await database.transaction().execute(async (tx) => {
    await lease.fence(tx);
    await upsert(tx, 'projection.block', undefined, batch.blocks);
    await upsert(tx, 'projection.transaction', undefined, batch.transactions);
    for (const [table, rows] of Object.entries(batch.current))
      await upsert(tx, `projection.${table}` as keyof Tables, 'key', [...rows.values()]);
    await replaceParties(tx, batch);
    await addEvidence(tx, batch);
    await addRegistered(tx, batch);
    await putSearch(tx, batch);
    await closeEdges(tx, batch);
    await upsert(tx, 'projection.edge', undefined, batch.edges);
    await upsert(tx, 'projection.version', undefined, batch.versions);
    await erase(tx, batch);
    await upsert(tx, 'projection.checkpoint', 'id', [{ id: 1, ...batch.checkpoint, decoders: '1' }]);
  });
}

/** Where the projection stands in this database. */
export async function readCheckpoint(database: Database): Promise<Checkpoint> {
  const row = await database.selectFrom('projection.checkpoint').selectAll().executeTakeFirst();
  return row ? { block: row.block, hash: row.hash, time: row.time } : BEGIN;
}
