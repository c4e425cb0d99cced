import { type Kysely, sql } from 'kysely';
import { replay } from './replay.ts';

const statements = [
  `create table projection.measure (id text collate "C" primary key, kind text not null,
     asset text collate "C" not null, orderer text collate "C" not null, body text collate "C", state text not null,
     next_entity text collate "C", deadline text collate "C", key text collate "C" not null unique, doc text not null,
     block integer not null, tx_index integer not null, tx_id text collate "C" not null,
     time text collate "C" not null)`,
  'create index measure_asset on projection.measure (asset)',
  'create index measure_next on projection.measure (next_entity, deadline)',
  'create index measure_time on projection.measure (time, id)',
  `alter table projection.transaction add column fingerprint text collate "C"`,
];

/** Measures, and the key that signed each transaction. The projection is emptied: it is read anew from block 0. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
  await replay(db);
}
