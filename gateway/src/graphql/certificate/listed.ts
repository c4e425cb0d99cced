import type { Page } from '../../store/index.ts';

type Cursor = readonly [string, string];

const placeOf = (cursor: string) => JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as Cursor;

/** The order of `page`: by the sort value, then by number; both are ASCII. */
const before = ([a, x]: Cursor, [b, y]: Cursor) => a < b || (a === b && x < y);

/** One page of two lists that are both in its order. */
export function merged<R>(pages: readonly Page<R>[], first: number, descending: boolean): Page<R> {
  const rows = pages
    .flatMap((page) => page.rows)
    .map((row) => ({ row, place: placeOf(row.cursor) }))
    .sort((a, b) => (before(a.place, b.place) === descending ? 1 : -1))
    .map(({ row }) => row);
  return {
    rows: rows.slice(0, first),
    hasNextPage: rows.length > first || pages.some(({ hasNextPage }) => hasNextPage),
    hasPreviousPage: pages.some(({ hasPreviousPage }) => hasPreviousPage),
  };
}
