import { type Kysely, sql } from 'kysely';

/** Text compares by bytes, whatever the database's locale, so that cursors and dumps agree everywhere. */
const stamp =
  'block integer not null, tx_index integer not null, tx_id text collate "C" not null, time text collate "C" not null';
const current = `key text collate "C" not null unique, doc text not null, ${stamp}`;

const projection = [
  `create table projection.checkpoint (id integer primary key, block integer not null, hash text not null,
     time text not null, decoders text not null)`,
  `create table projection.block (number integer primary key, hash text collate "C" not null unique,
     previous text not null, data_hash text not null, time text collate "C" not null, transactions integer not null)`,
  'create index block_time on projection.block (time)',
  `create table projection.transaction (block integer not null, tx_index integer not null, id text collate "C" not null,
     type text not null, code text not null, time text collate "C" not null, msp text collate "C" not null,
     person text not null, entity text collate "C", function text collate "C", command_id text, subject text collate "C",
     state text, primary key (block, tx_index))`,
  'create index transaction_id on projection.transaction (id)',
  'create index transaction_subject on projection.transaction (subject, block)',
  `create table projection.document (schema text collate "C" not null, ref text collate "C" not null, ${current},
     primary key (key))`,
  'create index document_ref on projection.document (schema, ref)',
  `create table projection.version (schema text collate "C" not null, key text collate "C" not null,
     ref text collate "C" not null, doc text not null, ${stamp}, primary key (key, block, tx_index))`,
  'create index version_ref on projection.version (schema, ref, block)',
  `create table projection.entity (id text collate "C" primary key, host text collate "C" not null,
     state text not null, title text not null, ${current})`,
  `create table projection.proposal (id text collate "C" primary key, kind text not null, state text not null,
     expires_at text not null, ${current})`,
  `create table projection.asset (id text collate "C" primary key, entity text collate "C" not null, kind text,
     grade text not null, state text not null, disclosure text not null, profile text not null, title text, ${current})`,
  'create index asset_entity on projection.asset (entity)',
  'create index asset_time on projection.asset (time, id)',
  `create table projection.release (id text collate "C" primary key, asset text collate "C" not null,
     entity text collate "C" not null, disclosure text not null, rank integer not null, ${current})`,
  'create index release_asset on projection.release (asset)',
  'create index release_time on projection.release (time, id)',
  `create table projection.case_file (id text collate "C" primary key, asset text collate "C" not null, type text not null,
     state text not null, applicant text collate "C" not null, registrar text collate "C" not null,
     transferee text collate "C", appeal_body text collate "C", profile text not null, next_mover text,
     next_entity text collate "C", deadline text collate "C", opened_at text collate "C" not null, ${current})`,
  'create index case_asset on projection.case_file (asset)',
  'create index case_applicant on projection.case_file (applicant, time)',
  'create index case_registrar on projection.case_file (registrar, time)',
  'create index case_next on projection.case_file (next_entity, deadline)',
  'create index case_time on projection.case_file (time, id)',
  `create table projection.certificate (number text collate "C" primary key, asset text collate "C" not null,
     case_id text collate "C" not null, holder text collate "C" not null, registrar text collate "C" not null,
     state text not null, issued_at text collate "C" not null, valid_until text collate "C", ${current})`,
  'create index certificate_asset on projection.certificate (asset)',
  'create index certificate_holder on projection.certificate (holder)',
  'create index certificate_time on projection.certificate (time, number)',
  `create table projection.edge (from_id text collate "C" not null, to_id text collate "C" not null,
     until_block integer, state text not null, disclosure text not null, from_entity text collate "C",
     to_entity text collate "C" not null, doc text not null, ${stamp}, primary key (from_id, to_id, block, tx_index))`,
  'create index edge_from on projection.edge (from_id, block)',
  'create index edge_to on projection.edge (to_id, block)',
];

const local = [
  `create table local.session (token_hash text primary key, fingerprint text not null, certificate text not null,
     kind text not null, created_at text not null, expires_at text not null)`,
  'create index session_expiry on local.session (expires_at)',
  'create table local.challenge (challenge_hash text primary key, expires_at text not null)',
];

export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create schema projection`.execute(db);
  await sql`create schema local`.execute(db);
  for (const statement of [...projection, ...local]) await sql.raw(statement).execute(db);
}
