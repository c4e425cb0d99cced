import { refuse } from '@suyuan/schemas';

/** Edges between the start of a trace and its end, at most. */
export const MAX_DEPTH = 1000;
/** Nodes of one answer, at most. */
export const MAX_NODES = 10_000;

/** @throws TRACE_LIMIT for a number outside of 1 and `until` */
export function within(field: string, value: number, until: number): number {
  if (value < 1 || value > until) throw refuse('TRACE_LIMIT', { from: 1, until }, field);
  return value;
}
