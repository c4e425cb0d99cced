import { sql } from 'kysely';
import type { RowRule } from '../access/index.ts';
import type { Database } from './database.ts';
import { ruleSql } from './where.ts';

export interface Counted {
  readonly value: string;
  readonly count: number;
}

export type DayKind = 'asset' | 'case_file' | 'certificate' | 'trade_order';
interface DayCount {
  readonly day: string;
  readonly kind: DayKind;
  readonly count: number;
}
export type DayCounts = ReadonlyMap<string, Partial<Readonly<Record<DayKind, number>>>>;

type Counting = { readonly table: string; readonly column: string; readonly rule: RowRule };

/** How many rows that a reader sees have each value of a column. */
export async function countBy(database: Database, { table, column, rule }: Counting): Promise<Counted[]> {
  const { rows } = await sql<Counted>`select ${sql.ref(`t.${column}`)} as value, count(*)::int as count
    from ${sql.table(`projection.${table}`)} as t where ${ruleSql(rule, 't')} and ${sql.ref(`t.${column}`)} is not null
    group by 1 order by 1`.execute(database);
  return rows;
}

/** Days are those of UTC+8, as the calendar's are. */
const dayOf = (column: string) => sql`to_char(${sql.ref(column)}::timestamp + interval '8 hours', 'YYYY-MM-DD')`;

/** What came on each day since one: assets first registered, cases opened, certificates issued, orders made. */
export async function countByDay(
  database: Database,
  since: string,
  rules: Readonly<Record<DayKind, RowRule>>,
): Promise<DayCounts> {
  const first = `${since}T00:00:00.000Z`;
  const from = new Date(Date.parse(first) - 8 * 3_600_000).toISOString();
  const of = (kind: Exclude<DayKind, 'asset'>, column: string) => sql`select ${dayOf(`t.${column}`)} as day,
    ${sql.lit(kind)} as kind, count(*)::int as count from ${sql.table(`projection.${kind}`)} as t
    where ${ruleSql(rules[kind], 't')} and ${sql.ref(`t.${column}`)} >= ${from} group by 1`;
  const assets = sql`select ${dayOf('b.time')} as day, 'asset' as kind, count(*)::int as count
    from projection.asset as t join projection.registered as r on r.asset = t.id
    join projection.block as b on b.number = r.block
    where ${ruleSql(rules.asset, 't')} and b.time >= ${from} group by 1`;
  const queries = [
    assets,
    of('case_file', 'opened_at'),
    of('certificate', 'issued_at'),
    of('trade_order', 'opened_at'),
  ];
  const { rows } = await sql<DayCount>`select * from (${sql.join(queries, sql` union all `)}) as days
    order by day, kind`.execute(database);
  const days = Map.groupBy(rows, ({ day }) => day);
  return new Map(
    [...days].map(([day, counts]) => [day, Object.fromEntries(counts.map(({ kind, count }) => [kind, count]))]),
  );
}
