import { type Kysely, sql } from 'kysely';

const current = `key text collate "C" not null unique, doc text not null, block integer not null,
  tx_index integer not null, tx_id text collate "C" not null, time text collate "C" not null`;

const statements = [
  `create table projection.offer (id text collate "C" primary key, asset text collate "C" not null,
     grantor text collate "C" not null, disclosure text not null, state text not null, ${current})`,
  'create index offer_asset on projection.offer (asset)',
  'create index offer_grantor on projection.offer (grantor)',
  'create index offer_time on projection.offer (time, id)',
  `create table projection.agreement (id text collate "C" primary key, asset text collate "C" not null,
     under text collate "C", grantor text collate "C" not null, licensee text collate "C" not null, state text not null,
     next_entity text collate "C", ${current})`,
  'create index agreement_asset on projection.agreement (asset)',
  'create index agreement_under on projection.agreement (under)',
  'create index agreement_grantor on projection.agreement (grantor)',
  'create index agreement_licensee on projection.agreement (licensee)',
  'create index agreement_next on projection.agreement (next_entity)',
  'create index agreement_time on projection.agreement (time, id)',
  `create table projection.licence_party (licence text collate "C" not null, entity text collate "C" not null,
     primary key (licence, entity))`,
  'create index licence_party_entity on projection.licence_party (entity)',
  `create table projection.use_refusal (id text collate "C" primary key, asset text collate "C" not null,
     release text collate "C" not null, recipient text collate "C" not null, by_entity text collate "C", ${current})`,
  'create index use_refusal_asset on projection.use_refusal (asset)',
  'create index use_refusal_recipient on projection.use_refusal (recipient)',
  'create index use_refusal_time on projection.use_refusal (time, id)',
];

/** Offers, agreements with the entities of their chains, and refused uses on record. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
