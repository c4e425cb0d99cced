import { type Kysely, sql } from 'kysely';

/** Sessions say whose they are, and have an id by which their person ends them. Those from before are over. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`delete from local.session`.execute(db);
  await sql`alter table local.session add column id text not null unique, add column msp text not null,
    add column person text not null`.execute(db);
  await sql`create index session_person on local.session (msp, person)`.execute(db);
}
