import type { EdgeState, Grade, TraceTableQuery } from '../generated/trace.ts';

/** What is known of a node besides its place in the graph. */
export type About = {
  readonly kind: 'RELEASE' | 'EXTERNAL';
  readonly title: { readonly zh: string; readonly en?: string | null } | undefined;
  readonly label: string | undefined;
  readonly holder:
    | { readonly id: string; readonly title: { readonly zh: string; readonly en?: string | null } }
    | undefined;
  readonly assetId: string | undefined;
  readonly recalled: boolean;
};

/** Where a node stands: the start, what it comes from, what came of it, or both by a loop. */
export type Side = 'start' | 'upstream' | 'downstream' | 'both';

export type Point = {
  /** The node's id, or its commitment where the reader may not see it. */
  readonly id: string;
  readonly hop: number;
  readonly grade: Grade | undefined;
  /** Who published it; unknown of names outside and of what the reader may not see. */
  readonly entity: string | undefined;
  readonly visible: boolean;
  readonly cut: boolean;
  readonly side: Side;
};

/** An edge by the ids of its ends: data went from one to the other. */
export type Line = {
  readonly from: string;
  readonly to: string;
  readonly state: EdgeState;
  readonly alias: boolean;
  readonly loop: boolean;
};

export type Lineage = {
  readonly points: readonly Point[];
  readonly lines: readonly Line[];
  readonly asOf: { readonly block: number; readonly time: string };
  /** Nodes of the whole answer, of which those that were read are here. */
  readonly total: number;
};

export type Pages = readonly TraceTableQuery['trace'][];

/** A line's name: its ends, and whether an alias makes it. */
export const lineId = ({ from, to, alias }: Pick<Line, 'from' | 'to' | 'alias'>): string =>
  `${from}>${to}${alias ? '=' : ''}`;

/** The graph that the pages of one answer say. */
export function lineageOf(pages: Pages): Lineage {
  const ids = pages.flatMap(({ table }) => table.ids);
  const hops = pages.flatMap(({ table }) => table.hops);
  const grades = pages.flatMap(({ table }) => table.grades);
  const entities = pages.flatMap(({ table }) => table.entities);
  const hidden = new Set(pages.flatMap(({ table }) => table.hidden));
  const cut = new Set(pages.flatMap(({ table }) => table.cut));
  const lines = pages.flatMap(({ table }) => {
    const aliases = new Set(table.aliases);
    const loops = new Set(table.loops);
    return table.states.map(
      (state, n): Line => ({
        from: ids[table.from[n] ?? -1] ?? '',
        to: ids[table.to[n] ?? -1] ?? '',
        state,
        alias: aliases.has(n),
        loop: loops.has(n),
      }),
    );
  });
  const points = ids.map((id, place) => ({
    id,
    hop: hops[place] ?? 0,
    grade: grades[place] ?? undefined,
    entity: entities[place] ?? undefined,
    visible: !hidden.has(place),
    cut: cut.has(place),
  }));
  const [last] = pages.slice(-1);
  return {
    points: sided(points, lines, ids[0]),
    lines,
    asOf: last?.asOf ?? { block: 0, time: '' },
    total: last?.counts.nodes ?? 0,
  };
}

type Bare = Omit<Point, 'side'>;

/** Says of each node on which side of the start it lies. */
function sided(points: readonly Bare[], lines: readonly Line[], start: string | undefined): Point[] {
  const up = reached(lines, start, ({ from, to }) => [to, from]);
  const down = reached(lines, start, ({ from, to }) => [from, to]);
  const side = (id: string): Side => {
    if (id === start) return 'start';
    if (up.has(id)) return down.has(id) ? 'both' : 'upstream';
    return 'downstream';
  };
  return points.map((point) => ({ ...point, side: side(point.id) }));
}

function reached(
  lines: readonly Line[],
  start: string | undefined,
  ends: (line: Line) => readonly [string, string],
): ReadonlySet<string> {
  const next = Map.groupBy(lines, (line) => ends(line)[0]);
  const met = new Set(start === undefined ? [] : [start]);
  for (const id of met) for (const line of next.get(id) ?? []) met.add(ends(line)[1]);
  return met;
}

/** A graph with what lies one step beyond one of its nodes, where that was opened. */
export function opened(whole: Lineage, at: string, more: Lineage): Lineage {
  const hop = whole.points.find(({ id }) => id === at)?.hop;
  if (hop === undefined) return whole;
  const known = new Set(whole.points.map(({ id }) => id));
  const added = more.points.filter(({ id }) => !known.has(id)).map((point) => ({ ...point, hop: hop + point.hop }));
  const drawn = new Set(whole.lines.map(lineId));
  const lines = [...whole.lines, ...more.lines.filter((line) => !drawn.has(lineId(line)))];
  const points = [...whole.points.map((point) => (point.id === at ? { ...point, cut: false } : point)), ...added];
  return {
    ...whole,
    points: sided(points, lines, whole.points[0]?.id),
    lines,
    total: whole.total + added.length,
  };
}
