import { type Kysely, sql } from 'kysely';

const current = `key text collate "C" not null unique, doc text not null, block integer not null,
  tx_index integer not null, tx_id text collate "C" not null, time text collate "C" not null`;

const statements = [
  `create table projection.listing (id text collate "C" primary key, seller text collate "C" not null,
     asset text collate "C" not null, release text collate "C" not null, state text not null,
     listed_at text collate "C" not null, ${current})`,
  'create index listing_asset on projection.listing (asset)',
  'create index listing_seller on projection.listing (seller)',
  'create index listing_time on projection.listing (time, id)',
  `create table projection.trade_order (id text collate "C" primary key, listing text collate "C" not null,
     seller text collate "C" not null, buyer text collate "C" not null, exchange text collate "C" not null,
     bank text collate "C", state text not null, next_entity text collate "C", deadline text collate "C",
     opened_at text collate "C" not null, ${current})`,
  'create index trade_order_listing on projection.trade_order (listing)',
  'create index trade_order_next on projection.trade_order (next_entity, deadline)',
  'create index trade_order_time on projection.trade_order (time, id)',
  `create table projection.order_party (order_id text collate "C" not null, entity text collate "C" not null,
     primary key (order_id, entity))`,
  'create index order_party_entity on projection.order_party (entity)',
  `create table projection.transaction_certificate (number text collate "C" primary key,
     order_id text collate "C" not null, exchange text collate "C" not null, state text not null,
     issued_at text collate "C" not null, ${current})`,
  'create index transaction_certificate_time on projection.transaction_certificate (time, number)',
];

/** Listings, orders with their parties, and transaction certificates. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) await sql.raw(statement).execute(db);
}
