import type { CaseFilter, CaseSort, DeskRowFragment } from '../generated/desk.ts';

/** Which cases a queue holds, and in which order. */
export type Asked = { readonly filter: CaseFilter; readonly sort: CaseSort };

/** What was read of a queue: its first rows without a gap, up to where the cursor stands. */
export type Queue = {
  readonly rows: readonly DeskRowFragment[];
  readonly total: number;
  /** Where the next page begins; null once all is read. */
  readonly after: string | null;
  /** Every change up to this block is in it. */
  readonly block: number;
};

const within = <T>(value: T, of: readonly T[] | null | undefined) => !of || of.includes(value);
const same = <T>(value: T, wanted: T | null | undefined) => wanted == null || value === wanted;

/** Whether a case belongs to a filter, as the gateway judges. */
export function belongs(row: DeskRowFragment, filter: CaseFilter): boolean {
  const { deadlineUntil } = filter;
  return (
    same(row.applicantId, filter.applicant) &&
    same(row.registrarId, filter.registrar) &&
    same(row.next?.entity ?? undefined, filter.next) &&
    within(row.type, filter.type) &&
    within(row.state, filter.state) &&
    (deadlineUntil == null || (row.next !== null && row.next.deadline <= deadlineUntil))
  );
}

/** Where a case stands in the order that the gateway sorts by. */
const placeOf = (row: DeskRowFragment, { by }: CaseSort) =>
  by === 'DEADLINE' ? (row.next?.deadline ?? '') : row.recorded.time;

export function compare(a: DeskRowFragment, b: DeskRowFragment, sort: CaseSort): number {
  const [x, y] = [placeOf(a, sort), placeOf(b, sort)];
  const order = x === y ? (a.id < b.id ? -1 : Number(a.id > b.id)) : x < y ? -1 : 1;
  return sort.direction === 'ASCENDING' ? order : -order;
}

/** The queue with its next page. A case that came in meanwhile stands in it once. */
export function grown(
  queue: Queue,
  nodes: readonly DeskRowFragment[],
  total: number,
  after: string | null,
  { sort }: Asked,
): Queue {
  const known = new Set(queue.rows.map(({ id }) => id));
  const rows = [...queue.rows, ...nodes.filter(({ id }) => !known.has(id))];
  return { rows: rows.sort((a, b) => compare(a, b, sort)), total, after, block: queue.block };
}

/**
 * The queue after some cases have changed: each in its new place, or gone. One that now stands beyond the last row read
 * comes with its page.
 */
export function moved(
  queue: Queue,
  changed: readonly DeskRowFragment[],
  total: number,
  block: number,
  { filter, sort }: Asked,
): Queue {
  if (changed.length === 0) return { ...queue, total, block };
  const last = queue.rows.at(-1);
  const gone = new Set(changed.map(({ id }) => id));
  const read = (row: DeskRowFragment) => queue.after === null || (last !== undefined && compare(row, last, sort) <= 0);
  const rows = [
    ...queue.rows.filter(({ id }) => !gone.has(id)),
    ...changed.filter((row) => belongs(row, filter) && read(row)),
  ];
  return { rows: rows.sort((a, b) => compare(a, b, sort)), total, after: queue.after, block };
}
