import { type Kysely, sql } from 'kysely';
import { replay } from './replay.ts';

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table projection.transaction add column endorsers text[] not null default '{}'`.execute(db);
  await replay(db);
}
