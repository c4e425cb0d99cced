import type { BasisPageQuery } from '../generated/oversight.ts';

type Use = Pick<NonNullable<BasisPageQuery['basis']>['uses'][number], 'id' | 'start' | 'direction' | 'depth'>;

/** The trace that a use of a basis allows, whole. */
export function traceUnder({ id, start, direction, depth }: Use): string {
  const asks = new URLSearchParams({ use: id, direction: direction.toLowerCase(), depth: String(depth) });
  return `/trace/${start}?${asks}`;
}
