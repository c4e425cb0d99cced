import { type Kysely, sql } from 'kysely';
import { replay } from './replay.ts';

/**
 * Evidence by digest, and who keeps documents here. The projection is emptied: it is read anew from block 0.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table projection.evidence (sha256 text collate "C" not null, named_in text collate "C" not null,
    brought_by text collate "C" not null, entity text collate "C" not null, case_id text collate "C", asset text collate "C", name text,
    size double precision not null, media_type text, primary key (sha256, named_in, brought_by, entity))`.execute(db);
  await sql`create index evidence_case on projection.evidence (case_id)`.execute(db);
  await sql`create table local.document (sha256 text collate "C" not null, entity text collate "C" not null,
    size double precision not null, uploaded boolean not null, kept_at text not null, primary key (sha256, entity))`.execute(
    db,
  );
  await sql`create index document_entity on local.document (entity)`.execute(db);
  await replay(db);
}
