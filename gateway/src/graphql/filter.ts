import type { Clause } from '../access/index.ts';

type One = string | number | null | undefined;

/** Clauses of a filter; what is not asked for tests nothing. */
export const equal = (column: string, value: One): Clause[] =>
  value === null || value === undefined ? [] : [{ column, in: [value] }];

export const among = (column: string, values: readonly (string | number)[] | null | undefined): Clause[] =>
  values ? [{ column, in: values }] : [];

export const containing = (column: string, text: string | null | undefined): Clause[] =>
  text ? [{ column, contains: text }] : [];

export const between = (column: string, from: One, until: One): Clause[] =>
  (from ?? until ?? undefined) === undefined
    ? []
    : [{ column, ...(from == null ? {} : { from }), ...(until == null ? {} : { until }) }];

/** A sort by a column of a table; without one, the newest first. */
export function sortBy<F extends string>(
  columns: Readonly<Record<F, string>>,
  sort: { readonly by: F; readonly direction?: 'ASCENDING' | 'DESCENDING' } | null | undefined,
  fallback: F,
): { column: string; descending: boolean } {
  return { column: columns[sort?.by ?? fallback], descending: (sort?.direction ?? 'DESCENDING') === 'DESCENDING' };
}
