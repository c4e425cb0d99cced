import type { EdgeState, Grade, TraceDirection, TraceTableQueryVariables } from '../generated/trace.ts';

/** What the address asks of the lineage graph. */
export type Question = Omit<TraceTableQueryVariables, 'first' | 'after'>;

export const DIRECTIONS = ['BOTH', 'UPSTREAM', 'DOWNSTREAM'] as const satisfies readonly TraceDirection[];
export const DEPTHS = ['1', '2', '3', '5', '10', 'whole'] as const;
export const STATES = ['CONFIRMED', 'CLAIMED', 'UNANSWERED', 'DISPUTED'] as const satisfies readonly EdgeState[];
export const GRADES = ['GENERAL', 'IMPORTANT', 'CORE'] as const satisfies readonly Grade[];

const DEPTH = 3;

const one = <Value extends string>(of: readonly Value[], value: string | null): Value | undefined =>
  of.find((each) => each === value?.toUpperCase());

/** Values of a filter as they stand in the address; all of them where it says nothing. */
export function chosen<Value extends string>(search: URLSearchParams, name: string, all: readonly Value[]): Value[] {
  const said = search.getAll(name).flatMap((value) => one(all, value) ?? []);
  return said.length > 0 ? said : [...all];
}

export const directionOf = (search: URLSearchParams): TraceDirection =>
  one(DIRECTIONS, search.get('direction')) ?? 'BOTH';

/** Edges to follow; null as far as the graph goes. */
export function depthOf(search: URLSearchParams): number | null {
  const said = search.get('depth');
  if (said === 'whole') return null;
  return said && /^[1-9][0-9]{0,3}$/.test(said) ? Number(said) : DEPTH;
}

/** As of which block or time; the latest block where the address says nothing. */
export function asOfOf(search: URLSearchParams): Question['asOf'] {
  const block = search.get('block');
  const time = search.get('time');
  if (block && /^[0-9]{1,9}$/.test(block)) return { block: Number(block) };
  if (time && !Number.isNaN(Date.parse(time))) return { time: new Date(time).toISOString() };
  return null;
}

export function questionOf(release: string, search: URLSearchParams): Question {
  const grades = chosen(search, 'grade', GRADES);
  const use = search.get('use');
  return {
    release,
    direction: directionOf(search),
    depth: depthOf(search),
    states: chosen(search, 'state', STATES),
    grades: grades.length === GRADES.length ? null : grades,
    aliases: search.get('aliases') !== 'no',
    asOf: asOfOf(search),
    ...(use ? { use } : {}),
  };
}

/** The address with some of what it says said otherwise. */
export function changed(
  search: URLSearchParams,
  change: Readonly<Record<string, string | readonly string[] | undefined>>,
): URLSearchParams {
  const next = new URLSearchParams(search);
  for (const [name, value] of Object.entries(change)) {
    next.delete(name);
    for (const each of typeof value === 'string' ? [value] : (value ?? [])) next.append(name, each);
  }
  return next;
}
