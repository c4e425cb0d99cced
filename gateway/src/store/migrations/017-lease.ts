import { type Kysely, sql } from 'kysely';

/** Which of several gateways of this database does what only one may do. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table local.lease (name text primary key, holder text not null, until timestamptz not null)`.execute(
    db,
  );
}
