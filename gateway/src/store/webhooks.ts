import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { DeliveryRow, WebhookRow } from './tables.ts';

/** Something to be told to one webhook: the block that brought it and its place there. */
export type Telling = Pick<DeliveryRow, 'id' | 'webhook' | 'block' | 'place' | 'body'>;
/** A delivery that is due, and where to. */
export type Due = DeliveryRow & { readonly url: string };

/** What people let themselves be told of, and what was told. */
export class WebhookStore {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  async add(webhook: WebhookRow): Promise<void> {
    await this.#database.insertInto('local.webhook').values(webhook).execute();
  }

  of({ msp, person }: Pick<WebhookRow, 'msp' | 'person'>): Promise<WebhookRow[]> {
    const all = this.#database.selectFrom('local.webhook').selectAll().orderBy('created_at').orderBy('id');
    return all.where('msp', '=', msp).where('person', '=', person).execute();
  }

  async remove(id: string): Promise<void> {
    await this.#database.deleteFrom('local.webhook').where('id', '=', id).execute();
  }

  /** Those that watch one of some things. */
  async watching(subjects: readonly string[]): Promise<WebhookRow[]> {
    if (subjects.length === 0) return [];
    return this.#database
      .selectFrom('local.webhook')
      .selectAll()
      .where('subject', 'in', [...subjects])
      .execute();
  }

  deliveries(webhook: string, most: number): Promise<DeliveryRow[]> {
    const all = this.#database.selectFrom('local.delivery').selectAll().where('webhook', '=', webhook);
    return all.orderBy('block', 'desc').orderBy('place', 'desc').limit(most).execute();
  }

  /** Sends again what blocks from one on brought a webhook. */
  async replay(webhook: string, block: number, now: string): Promise<number> {
    const { rows } = await sql<{ id: string }>`update local.delivery
      set state = 'waiting', attempts = 0, next_at = ${now}
      where webhook = ${webhook} and block >= ${block} returning id`.execute(this.#database);
    return rows.length;
  }

  /** The block up to which tellings are noted; `begin` when none is yet. */
  async position(begin: number): Promise<number> {
    const { rows } = await sql<{ block: number }>`insert into local.webhook_position (id, block) values (1, ${begin})
      on conflict (id) do update set block = local.webhook_position.block returning block`.execute(this.#database);
    return rows[0]?.block ?? begin;
  }

  /** Goes on to a block at once where nobody watches anything. False when somebody does. */
  async pass(block: number): Promise<boolean> {
    const { rows } = await sql`update local.webhook_position set block = ${block}
      where block <= ${block} and not exists (select 1 from local.webhook) returning id`.execute(this.#database);
    return rows.length > 0;
  }

  /** Notes what a block brings, once, with the position after it. False when another gateway was here before. */
  async note(block: number, tellings: readonly Telling[], now: string): Promise<boolean> {
    return this.#database.transaction().execute(async (tx) => {
      const { rows } = await sql`update local.webhook_position set block = ${block} where block = ${block - 1}
        returning id`.execute(tx);
      if (rows.length === 0) return false;
      const waiting = tellings.map((one) => ({ ...one, state: 'waiting', attempts: 0, status: null, next_at: now }));
      if (waiting.length) await tx.insertInto('local.delivery').values(waiting).execute();
      return true;
    });
  }

  /** Takes some deliveries that are due; who else takes some takes others, and these only after `until`. */
  async take(now: string, until: string, most: number): Promise<Due[]> {
    const { rows } = await sql<Due>`with due as (select id from local.delivery where state = 'waiting'
      and next_at <= ${now} order by next_at, block, place limit ${most} for update skip locked)
      update local.delivery as d set next_at = ${until}, attempts = d.attempts + 1
      from due, local.webhook as w where d.id = due.id and w.id = d.webhook returning d.*, w.url`.execute(
      this.#database,
    );
    return rows.sort((a, b) => a.block - b.block || a.place - b.place);
  }

  async settle(id: string, change: Pick<DeliveryRow, 'state' | 'status' | 'next_at'>): Promise<void> {
    await this.#database.updateTable('local.delivery').set(change).where('id', '=', id).execute();
  }
}
