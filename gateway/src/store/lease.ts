import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Transaction } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** How long a lease lasts without being renewed, and how often it is. Both by the database's clock alone. */
const LASTS_MS = 3000;
const RENEW_MS = 750;

/** Who of several gateways of one database does what only one may do. */
export interface Lease {
  readonly held: boolean;
  /** Tries to get it and keeps it, until the signal aborts; then it is given back at once. */
  run(signal: AbortSignal): Promise<void>;
  /** Refuses a SQL transaction of who does not hold it any longer. @throws LeaseLost */
  fence(tx: Transaction<Tables>): Promise<void>;
  /** Runs work whenever it is held; its signal aborts when it is lost. Resolves when `signal` aborts. */
  whileHeld(work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void>;
}

/** Another gateway holds the lease by now. */
export class LeaseLost extends Error {}

/** For a database that one process alone has open. */
export const SOLE: Lease = {
  held: true,
  run: async () => undefined,
  fence: async () => undefined,
  whileHeld: (work, signal) => work(signal),
};

class SharedLease implements Lease {
  readonly #database: Database;
  readonly #name: string;
  readonly #holder: string;
  readonly #onChange: (held: boolean) => void;
  #until = 0;
  #changed = Promise.withResolvers<void>();

  constructor(database: Database, name: string, holder: string, onChange: (held: boolean) => void) {
    this.#database = database;
    this.#name = name;
    this.#holder = holder;
    this.#onChange = onChange;
  }

  get held(): boolean {
    return performance.now() < this.#until;
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const before = this.held;
      await this.#take().catch(() => undefined);
      if (before !== this.held) {
        this.#onChange(this.held);
        this.#changed.resolve();
        this.#changed = Promise.withResolvers<void>();
      }
      await sleep(RENEW_MS, undefined, { signal }).catch(() => undefined);
    }
    this.#until = 0;
    this.#changed.resolve();
    await sql`delete from local.lease where name = ${this.#name} and holder = ${this.#holder}`
      .execute(this.#database)
      .catch(() => undefined);
  }

  /** Counted from before the question, so that this gateway never thinks longer than the database that it has it. */
  async #take(): Promise<void> {
    const asked = performance.now();
    const lasts = sql`clock_timestamp() + ${`${LASTS_MS} milliseconds`}::interval`;
    const { rows } =
      await sql`insert into local.lease (name, holder, until) values (${this.#name}, ${this.#holder}, ${lasts})
      on conflict (name) do update set holder = excluded.holder, until = excluded.until
      where lease.holder = excluded.holder or lease.until < clock_timestamp() returning holder`.execute(this.#database);
    this.#until = rows.length > 0 ? asked + LASTS_MS : 0;
  }

  async fence(tx: Transaction<Tables>): Promise<void> {
    const { rows } = await sql`select 1 from local.lease where name = ${this.#name} and holder = ${this.#holder}
      and until > clock_timestamp() for update`.execute(tx);
    if (rows.length === 0) throw new LeaseLost('another gateway holds the lease');
  }

  async whileHeld(work: (signal: AbortSignal) => Promise<void>, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      if (!this.held) {
        await Promise.race([this.#changed.promise, sleep(RENEW_MS, undefined, { signal }).catch(() => undefined)]);
        continue;
      }
      const lost = new AbortController();
      const watch = setInterval(() => !this.held && lost.abort(), RENEW_MS).unref();
      await work(AbortSignal.any([signal, lost.signal])).finally(() => clearInterval(watch));
      if (!signal.aborted) await sleep(RENEW_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** The lease of a name among the gateways of a database. `onChange` hears when it is got or lost. */
export const sharedLease = (
  database: Database,
  name: string,
  holder: string,
  onChange: (held: boolean) => void,
): Lease => new SharedLease(database, name, holder, onChange);
