import { type Kysely, sql } from 'kysely';

/** Which private values are kept among the documents, under which digest: what a block erases is found by it there, too. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table local.kept_value (key_hash text collate "C" primary key, sha256 text collate "C" not null,
    done boolean not null)`.execute(db);
  await sql`create index kept_value_sha256 on local.kept_value (sha256)`.execute(db);
}
