import { type Kysely, sql } from 'kysely';
import { replay } from './replay.ts';

const CHANGES = [
  `create table projection.search (asset text collate "C" primary key, profile text collate "C" not null,
     entity text collate "C" not null, level integer not null, title tsvector not null, keywords tsvector not null,
     abstract tsvector not null, fields tsvector not null, subject text collate "C" not null,
     kind text collate "C" not null, rights text[] not null, source text collate "C" not null,
     frequency text collate "C" not null)`,
  ...['title', 'keywords', 'abstract', 'fields'].map(
    (part) => `create index search_${part} on projection.search using gin (${part})`,
  ),
  `create table local.saved_view (id text primary key, owner text collate "C" not null, page text not null,
     name text not null, content text not null, updated_at text not null)`,
  'create index saved_view_owner on local.saved_view (owner, page)',
];

/** Words of assets' texts, and views that people keep. The projection is emptied: it is read anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of CHANGES) await sql.raw(statement).execute(db);
  await replay(db);
}
