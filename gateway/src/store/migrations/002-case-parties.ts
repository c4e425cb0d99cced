import { type Kysely, sql } from 'kysely';

const REPLAYED = [
  'checkpoint',
  'block',
  'transaction',
  'document',
  'version',
  'entity',
  'proposal',
  'asset',
  'release',
  'case_file',
  'certificate',
  'edge',
].map((table) => `projection.${table}`);

/** The parties of each case. The projection is emptied: it is read anew from block 0. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table projection.case_party (case_id text collate "C" not null, entity text collate "C" not null,
    asset text collate "C" not null, primary key (case_id, entity))`.execute(db);
  await sql`create index case_party_entity on projection.case_party (entity)`.execute(db);
  await sql.raw(`truncate ${REPLAYED.join(', ')}`).execute(db);
}
