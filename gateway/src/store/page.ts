import { refuse } from '@suyuan/schemas';
import { sql } from 'kysely';
import type { Clause, RowRule } from '../access/index.ts';
import type { Database } from './database.ts';
import { allOf, ruleSql } from './where.ts';

export const PAGE_LIMIT = 200;

/** A list that is asked for page by page. `id` is a column that tells rows apart; order is by `sort`, then by it. */
export interface ListQuery {
  readonly table: string;
  readonly id: string;
  readonly rule: RowRule;
  readonly filter: readonly Clause[];
  /** Rows for which this holds are marked `told`. */
  readonly told?: RowRule;
  readonly sort: { readonly column: string; readonly descending: boolean };
  readonly first: number;
  readonly after?: string | undefined;
}

export interface Page<R> {
  readonly rows: readonly { readonly row: R; readonly cursor: string }[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
}

export type Cursor = readonly [sort: string | number, id: string | number];

export const writeCursor = (cursor: Cursor) => Buffer.from(JSON.stringify(cursor)).toString('base64url');

/** Numbers of the projection are PostgreSQL's integers; its texts have no U+0000. */
const isPlace = (value: unknown, number: boolean) =>
  number
    ? Number.isInteger(value) && Math.abs(value as number) < 2 ** 31
    : typeof value === 'string' && !value.includes('\0');

/** @throws CURSOR_INVALID */
export function readCursor(text: string, query: Pick<ListQuery, 'table' | 'id' | 'sort'>): Cursor {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (
      Array.isArray(parsed) &&
      parsed.length === 2 &&
      isPlace(parsed[0], isNumber(query.table, query.sort.column)) &&
      isPlace(parsed[1], isNumber(query.table, query.id))
    )
      return parsed as unknown as Cursor;
  } catch {
    // Not a cursor of ours: refused below.
  }
  throw refuse('CURSOR_INVALID', {}, 'after');
}

/**
 * One page. A cursor states where it stands in the order, not a count of rows, so that pages neither skip nor repeat
 * rows while others arrive.
 * @throws PAGE_SIZE, CURSOR_INVALID
 */
export async function page<R extends object>(database: Database, query: ListQuery): Promise<Page<R>> {
  if (query.first < 1 || query.first > PAGE_LIMIT) throw refuse('PAGE_SIZE', { limit: PAGE_LIMIT }, 'first');
  const cursor = query.after === undefined ? undefined : readCursor(query.after, query);
  const direction = sql.raw(query.sort.descending ? 'desc' : 'asc');
  const beyond = sql.raw(query.sort.descending ? '<' : '>');
  const column = sql.ref(`t.${query.sort.column}`);
  const order = FILLED.has(query.sort.column) ? column : sql`coalesce(${column}, ${nullAs(query)})`;
  const id = sql.ref(`t.${query.id}`);
  const start = cursor ? sql`(${order}, ${id}) ${beyond} (${cursor[0]}, ${cursor[1]})` : sql`true`;
  const where = sql`${ruleSql(query.rule, 't')} and ${allOf(query.filter, 't')} and ${start}`;
  const { rows } =
    await sql<R>`select t.*, ${ruleSql(query.told ?? 'all', 't')} as told from ${sql.table(query.table)} as t where ${where}
    order by ${order} ${direction}, ${id} ${direction} limit ${query.first + 1}`.execute(database);
  const kept = rows.slice(0, query.first).map((row) => ({ row, cursor: writeCursor(place(row, query)) }));
  return { rows: kept, hasNextPage: rows.length > query.first, hasPreviousPage: cursor !== undefined };
}

const NUMBERS = new Set(['block', 'number', 'rank', 'tx_index']);
const isNumber = (table: string, column: string) => NUMBERS.has(column) && table !== 'projection.certificate';

/** Columns that are never empty: their indexes give the order. */
const FILLED = new Set(['time', 'id', 'number']);

/** Empty values sort as the least of their type. */
const nullAs = ({ table, sort }: ListQuery) => (isNumber(table, sort.column) ? 0 : '');

function place(row: object, query: ListQuery): Cursor {
  const values = row as Record<string, string | number | null>;
  return [values[query.sort.column] ?? nullAs(query), values[query.id] ?? ''];
}

/** How many rows the whole list has. */
export async function count(database: Database, query: Pick<ListQuery, 'table' | 'rule' | 'filter'>): Promise<number> {
  const where = sql`${ruleSql(query.rule, 't')} and ${allOf(query.filter, 't')}`;
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${sql.table(query.table)} as t
    where ${where}`.execute(database);
  return rows[0]?.n ?? 0;
}
