import { type Kysely, sql } from 'kysely';

const CHANGES = [
  `create table local.webhook (id text primary key, msp text not null, person text not null,
     entity text collate "C", roles text not null, kind text not null, subject text collate "C" not null,
     url text not null, created_at text not null)`,
  'create index webhook_subject on local.webhook (subject)',
  `create table local.delivery (id text primary key, webhook text not null references local.webhook (id) on delete cascade,
     block integer not null, place integer not null, body text not null, state text not null,
     attempts integer not null, status text, next_at text not null, unique (webhook, block, place))`,
  "create index delivery_due on local.delivery (next_at) where state = 'waiting'",
  'create table local.webhook_position (id integer primary key, block integer not null)',
];

/** What people let themselves be told of, what was told, and up to which block it was looked for. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of CHANGES) await sql.raw(statement).execute(db);
}
