import { type Kysely, sql } from 'kysely';
import { replay } from './replay.ts';

const CURRENT = `key text collate "C" not null unique, doc text not null, block integer not null, tx_index integer not null,
  tx_id text collate "C" not null, time text collate "C" not null`;

/** Recognitions as `recognitionStateAt` and `recognitionChanged` of the schemas have them at the ledger's time. */
const NOW = `create view projection.recognition_now as
  select placed.*, case when placed.state <> 'withdrawn'
      and (placed.standing <> placed.seen_state or placed.said_at > placed.seen_time) then 'yes' else 'no' end as changed
  from (
    select r.*, coalesce(r.claimed_at, c.doc::json->>'time') collate "C" as said_at,
      case when r.state = 'withdrawn' then 'withdrawn'
        when coalesce(r.claimed, c.state) in ('active', 'suspended')
          and coalesce(r.valid_until, c.valid_until) < (select k.time collate "C" from projection.checkpoint as k)
          then 'expired'
        else coalesce(r.claimed, c.state) end as standing
    from projection.recognition as r
    left join projection.certificate as c on c.number = r.certificate and r.ground = 'ledger') as placed`;

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [
    `create table projection.recognition (id text collate "C" primary key, registrar text collate "C" not null,
      profile text collate "C" not null, certificate text collate "C" not null, ground text not null,
      state text not null, claimed text, claimed_at text collate "C", valid_until text collate "C",
      seen_state text not null, seen_time text collate "C" not null, ${CURRENT})`,
    'create index recognition_certificate on projection.recognition (certificate)',
    'create index recognition_registrar on projection.recognition (registrar, time)',
    NOW,
  ])
    await sql.raw(statement).execute(db);
  await replay(db);
}
