import { type Kysely, sql } from 'kysely';

/** The certificate of a leaf that was used. Leaves of which something is projected already are told so by their document. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table projection.batch_leaf add column certificate text collate "C"`.execute(db);
  await sql`update projection.batch_leaf set certificate = doc::json->>'certificate'`.execute(db);
}
