import { type Kysely, sql } from 'kysely';

const current = `key text collate "C" not null unique, doc text not null, block integer not null,
  tx_index integer not null, tx_id text collate "C" not null, time text collate "C" not null`;

/**
 * Batches of certificates, as the blocks tell of them; and, in a schema of its own, what their leaves files say. They
 * are kept under their root: blocks alone do not give them, so they are no part of the projection.
 */
const statements = [
  `create table projection.batch (id text collate "C" primary key, entity text collate "C" not null,
     case_id text collate "C" not null, state text not null, profile text not null, title text not null,
     root text collate "C" not null, file text collate "C" not null, count integer not null, numbers text collate "C" unique, registrar text collate "C", sealed_at text collate "C",
     valid_until text collate "C", ${current})`,
  'create index batch_entity on projection.batch (entity)',
  'create index batch_time on projection.batch (time, id)',
  `create table projection.batch_leaf (batch text collate "C" not null, leaf integer not null, state text not null,
     ${current}, primary key (batch, leaf))`,
  'create schema leaves',
  `create table leaves.tree (root text collate "C" primary key, state text not null, lines integer not null,
     problem text)`,
  `create table leaves.leaf (root text collate "C" not null, leaf integer not null, kind text not null,
     grade text not null, title text not null, keywords text not null, hash text not null, line text not null,
     primary key (root, leaf))`,
  `create table leaves.subtree (root text collate "C" not null, n integer not null, hash text not null,
     primary key (root, n))`,
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
