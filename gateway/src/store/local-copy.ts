import { canonical } from '@suyuan/schemas';
import { sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import { migrations } from './migrations/index.ts';
import type { Tables } from './tables.ts';

/** Tables of `local` that are backed up, in the order in which they refer to each other. */
export const KEPT = [
  'local.document',
  'local.kept_value',
  'local.reading',
  'local.saved_view',
  'local.webhook',
  'local.delivery',
  'local.webhook_position',
] as const;
/** Tables of `local` that are not: whoever was signed in signs in again, and a session that was ended stays ended. */
export const PASSING = ['local.session', 'local.challenge', 'local.lease'] as const;

/** The first line of a copy: of which channel, as of which block, and by which migration its rows are made. */
export interface CopyHead {
  readonly genesis: string;
  readonly block: number;
  readonly migration: string;
}

/** What this gateway can restore from: a copy of a newer one says a migration that is not among these. */
export const knowsMigration = (name: string): boolean => Object.hasOwn(migrations, name);

const AT_ONCE = 1000;
type Row = Readonly<Record<string, unknown>>;
type Told = { readonly table: (typeof KEPT)[number]; readonly row: Row };

async function head(tx: Transaction<Tables>): Promise<CopyHead> {
  const { rows } = await sql<CopyHead>`select b.hash as genesis, c.block,
    (select max(name) from kysely_migration) as migration
    from projection.block b, projection.checkpoint c where b.number = 0`.execute(tx);
  if (!rows[0]) throw new Error('the projection has not read block 0 yet');
  return rows[0];
}

/** The gateway's own tables as lines, the head first, all as of one moment. */
export function copyLocal(database: Database, write: (line: string) => Promise<void>): Promise<void> {
  const reading = database.transaction().setIsolationLevel('repeatable read').setAccessMode('read only');
  return reading.execute(async (tx) => {
    await write(canonical(await head(tx)));
    for (const table of KEPT) {
      await sql`declare copied cursor for select * from ${sql.table(table)}`.execute(tx);
      for (;;) {
        const { rows } = await sql<Row>`fetch ${sql.lit(AT_ONCE)} from copied`.execute(tx);
        for (const row of rows) await write(canonical({ table, row }));
        if (rows.length < AT_ONCE) break;
      }
      await sql`close copied`.execute(tx);
    }
  });
}

/** True where the gateway keeps nothing of its own yet. */
export async function keepsNothing(database: Database): Promise<boolean> {
  for (const table of KEPT) {
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(database);
    if (rows.length > 0 && table !== 'local.webhook_position') return false;
  }
  return true;
}

/** True while a gateway of this database holds its lease. */
export async function isServed(database: Database): Promise<boolean> {
  const { rows } = await sql`select 1 from local.lease where until > clock_timestamp()`.execute(database);
  return rows.length > 0;
}

async function insert(tx: Transaction<Tables>, table: Told['table'], rows: readonly Row[]): Promise<void> {
  if (!rows[0]) return;
  const columns = sql.join(Object.keys(rows[0]).map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (${columns}) select ${columns}
    from json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::json)`.execute(tx);
}

/** Puts the lines of a copy, less its head, in the place of what is there: all or nothing. Answers how many rows. */
export function restoreLocal(database: Database, lines: AsyncIterable<string>): Promise<number> {
  return database.transaction().execute(async (tx) => {
    for (const table of [...KEPT].reverse()) await sql`delete from ${sql.table(table)}`.execute(tx);
    let count = 0;
    let waiting: { table: Told['table']; rows: Row[] } = { table: KEPT[0], rows: [] };
    const flush = () => insert(tx, waiting.table, waiting.rows);
    for await (const line of lines) {
      const { table, row } = JSON.parse(line) as Told;
      if (!KEPT.includes(table)) throw new Error(`${table} is no table of a copy`);
      if (table !== waiting.table || waiting.rows.length === AT_ONCE) {
        await flush();
        waiting = { table, rows: [] };
      }
      waiting.rows.push(row);
      count += 1;
    }
    await flush();
    await sql`select setval(pg_get_serial_sequence('local.reading', 'n'),
      (select coalesce(max(n), 0) + 1 from local.reading), false)`.execute(tx);
    return count;
  });
}
