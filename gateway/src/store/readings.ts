import { sql } from 'kysely';
import type { Database } from './database.ts';

const PAGE = 5000;

/** The read log in `local.reading`; the order is that in which lines were written within an instant. */
export function readingStore(database: Database) {
  return {
    async add(lines: readonly { readonly at: string; readonly line: string }[]): Promise<void> {
      await database
        .insertInto('local.reading')
        .values(lines.map(({ at, line }) => ({ at, line })))
        .execute();
    },
    async *lines(from: string, until: string): AsyncGenerator<string> {
      let [at, n] = [from, '-1'];
      for (;;) {
        const { rows } = await sql<{ at: string; n: string; line: string }>`select at, n::text as n, line
          from local.reading where (at, n) > (${at}, ${n}::bigint) and at < ${until}
          order by at, n limit ${PAGE}`.execute(database);
        for (const row of rows) yield row.line;
        const last = rows.at(-1);
        if (!last || rows.length < PAGE) return;
        [at, n] = [last.at, last.n];
      }
    },
    async first(from: string): Promise<string | undefined> {
      const row = await database
        .selectFrom('local.reading')
        .select('at')
        .where('at', '>=', from)
        .orderBy('at')
        .limit(1)
        .executeTakeFirst();
      return row?.at;
    },
  };
}
