import { type Kysely, sql } from 'kysely';

/** Empties the projection as it is by now: the gateway reads it anew from block 0. */
export async function replay(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ name: string }>`select table_name as name from information_schema.tables
    where table_schema = 'projection' and table_type = 'BASE TABLE'`.execute(db);
  await sql`truncate ${sql.join(rows.map(({ name }) => sql.table(`projection.${name}`)))}`.execute(db);
}
