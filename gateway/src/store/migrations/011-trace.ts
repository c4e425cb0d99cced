import { type Kysely, sql } from 'kysely';
import { replay } from './replay.ts';

const CHANGES = [
  // Since which block an asset is registered, or was once: the trace of a past block shows what was public by then.
  'create table projection.registered (asset text collate "C" primary key, block integer not null)',
  // What came since a block: rows are written in the order of their blocks.
  'create index version_block on projection.version using brin (block)',
  'drop view projection.link',
];

/** What the lineage graph in memory is built from and kept current by. The projection is emptied: it is read anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of CHANGES) await sql.raw(statement).execute(db);
  await replay(db);
}
