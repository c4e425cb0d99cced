import { type Kysely, sql } from 'kysely';
import { replay } from './replay.ts';

const CURRENT = `key text collate "C" not null unique, doc text not null, block integer not null, tx_index integer not null,
  tx_id text collate "C" not null, time text collate "C" not null`;

/**
 * The bases of tracing agencies and their uses; the log of who read important data here, and the stretches of it that are
 * on the ledger.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table projection.basis (id text collate "C" primary key, agency text collate "C" not null, state text not null,
      until text collate "C" not null, ${CURRENT})`,
    `create table projection.basis_use (id text collate "C" primary key, basis text collate "C" not null,
      agency text collate "C" not null, start text collate "C" not null, ${CURRENT})`,
    'create index basis_use_basis on projection.basis_use (basis, time)',
    `create table local.reading (n bigserial primary key, at text collate "C" not null, line text not null)`,
    'create index reading_at on local.reading (at, n)',
  ])
    await sql.raw(statement).execute(db);
  await replay(db);
}
