import { type Kysely, sql } from 'kysely';
import { replay } from './replay.ts';

const PRIVATE = [
  'create table private.checkpoint (id integer primary key, block integer not null)',
  `create table private.value (key_hash text collate "C" primary key, vault text collate "C" not null, field text not null,
     value text not null, block integer not null)`,
  'create index value_vault on private.value (vault)',
  'create table private.erased (key_hash text collate "C" primary key, block integer not null)',
];

/**
 * The own operator's private values. What blocks erased is noted by the projection, which reads them anew from block 0:
 * a value that comes later of a peer that lags is not taken.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema private`.execute(db);
  for (const statement of PRIVATE) await sql.raw(statement).execute(db);
  await replay(db);
}
