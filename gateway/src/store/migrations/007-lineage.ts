import { type Kysely, sql } from 'kysely';
import { replay } from './replay.ts';

const stamp =
  'block integer not null, tx_index integer not null, tx_id text collate "C" not null, time text collate "C" not null';
const current = `key text collate "C" not null unique, doc text not null, ${stamp}`;

/**
 * An edge whose output has not yet the grade that its input forces on it: less than the input's own, and not held back
 * by an accepted report that names the input at that grade. A report forces its own grade at least.
 */
const GRADE_GAP = `create view projection.grade_gap as
  select e.*, f.level as from_level, t.level as to_level
  from projection.grade as f
  join projection.edge as e on e.from_id = f.release and e.until_block is null and e.carries
  join projection.grade as t on t.release = e.to_id
  left join projection.report as r on r.id = t.report and r.state = 'accepted'
  where f.level > 0 and f.level > t.level and (r.id is null or r.level > t.level or not exists (
    select 1 from json_array_elements(r.doc::json->'inputs') as named
    where named->>'release' = e.from_id
      and f.level <= array_position(array['general', 'important', 'core'], named->>'grade') - 1))`;

/** Where data went by all that anybody claims of it and nobody took back: over edges, and from releases to aliases. */
const LINK = `create view projection.link as
  select from_id, to_id from projection.edge
  where until_block is null and state in ('claimed', 'confirmed', 'disputed', 'unanswered')
  union all
  select r.id, a.external from projection.alias as a join projection.release as r on r.asset = a.asset
  where a.state = 'confirmed'`;

const CHANGES = [
  `alter table projection.edge add column next_entity text collate "C", add column arbiter text collate "C",
     add column carries boolean not null default false`,
  'create index edge_next on projection.edge (next_entity) where until_block is null',
  `create table projection.grade (release text collate "C" primary key, level integer not null,
     report text collate "C", ${current})`,
  'create index grade_level on projection.grade (level) where level > 0',
  `create table projection.report (id text collate "C" primary key, entity text collate "C" not null,
     assessor text collate "C" not null, state text collate "C" not null, level integer not null, ${current})`,
  'create index report_time on projection.report (time, id)',
  `create table projection.alias (external text collate "C" not null, asset text collate "C" not null,
     state text collate "C" not null, disclosure text not null, claimant text collate "C", next_entity text collate "C",
     ${current}, primary key (external, asset))`,
  'create index alias_asset on projection.alias (asset)',
  `create table projection.recall (id text collate "C" primary key, release text collate "C" not null,
     asset text collate "C" not null, holder text collate "C" not null, orderer text collate "C",
     state text collate "C" not null, disclosure text not null, ${current})`,
  'create index recall_time on projection.recall (time, id)',
  GRADE_GAP,
  LINK,
];

/** Grades, reports, aliases and recalls; who moves next on an edge. The projection is emptied: it is read anew. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of CHANGES) await sql.raw(statement).execute(db);
  await replay(db);
}
