import type { EdgeState, Grade } from '../generated/trace.ts';
import type { Lineage, Point } from './model.ts';

/** Beyond this many nodes a graph is shown by groups, and each of its nodes only by WebGL. */
export const MANY = 1000;

/** What the nodes of a group have in common besides their side. */
export const BY = ['hop', 'entity'] as const;
export type By = (typeof BY)[number];

/** Nodes of one hop, side and grade, or of one entity and side, shown as one. */
export type Group = {
  readonly id: string;
  readonly by: By;
  /** Whose they are, where they are grouped by that; unknown of names outside and of what is hidden. */
  readonly entity: string | undefined;
  readonly hop: number;
  readonly side: Point['side'];
  readonly grade: Grade;
  readonly hidden: boolean;
  readonly cut: number;
  readonly members: readonly string[];
};

/** Edges of one state between two groups, shown as one. */
export type Bundle = {
  readonly from: string;
  readonly to: string;
  readonly state: EdgeState;
  readonly alias: boolean;
  readonly count: number;
};

export type Grouped = { readonly groups: readonly Group[]; readonly bundles: readonly Bundle[] };

const KEYS: Readonly<Record<By, (point: Point) => string>> = {
  hop: ({ side, hop, grade, visible }) => [side, hop, grade ?? 'GENERAL', visible ? 'seen' : 'hidden'].join('/'),
  entity: ({ side, entity, visible }) =>
    [side, entity ?? (visible ? 'outside' : ''), visible ? 'seen' : 'hidden'].join('/'),
};

const STRICTNESS: readonly Grade[] = ['GENERAL', 'IMPORTANT', 'CORE'];
const strictest = (members: readonly Point[]): Grade =>
  STRICTNESS.findLast((grade) => members.some((member) => member.grade === grade)) ?? 'GENERAL';

/**
 * A graph by hop, side and grade, or by entity and side; what the reader may not see stands apart. A group's hop is the
 * nearest of its members', its grade the strictest.
 */
export function grouped({ points, lines }: Lineage, by: By = 'hop'): Grouped {
  const keyOf = KEYS[by];
  const of = new Map(points.map((point) => [point.id, keyOf(point)]));
  const groups = [...Map.groupBy(points, keyOf)].map(([id, members]): Group => {
    const [first] = members as [Point];
    return {
      id,
      by,
      entity: by === 'entity' ? first.entity : undefined,
      hop: Math.min(...members.map(({ hop }) => hop)),
      side: first.side,
      grade: strictest(members),
      hidden: !first.visible,
      cut: members.filter(({ cut }) => cut).length,
      members: members.map((member) => member.id),
    };
  });
  const bundles = new Map<string, { -readonly [Key in keyof Bundle]: Bundle[Key] }>();
  for (const { from, to, state, alias } of lines) {
    const ends = [of.get(from) ?? '', of.get(to) ?? ''] as const;
    // What runs within a group is not an edge between groups.
    if (ends[0] === ends[1]) continue;
    const key = [...ends, state, alias].join('>');
    const bundle = bundles.get(key);
    if (bundle) bundle.count += 1;
    else bundles.set(key, { from: ends[0], to: ends[1], state, alias, count: 1 });
  }
  return { groups, bundles: [...bundles.values()] };
}

/** The column in which a node stands: sources on the left, what came of them on the right. */
export const columnOf = ({ side, hop }: Pick<Point, 'side' | 'hop'>): number => (side === 'upstream' ? -hop : hop);

/** Places for every node, by hop from left to right, near to what they are joined to. Linear, for graphs of thousands. */
export function columns({ points, lines }: Lineage): ReadonlyMap<string, { readonly x: number; readonly y: number }> {
  const beside = Map.groupBy(
    lines.flatMap(({ from, to }) => [
      { at: from, other: to },
      { at: to, other: from },
    ]),
    ({ at }) => at,
  );
  const places = new Map<string, { x: number; y: number }>();
  const byHop = Map.groupBy(points, ({ hop }) => hop);
  const height = Math.max(...[...byHop.values()].map((row) => row.length), 1);
  for (const [, row] of [...byHop].sort(([a], [b]) => a - b)) {
    const near = new Map(
      row.map(({ id }) => {
        const ys = (beside.get(id) ?? []).flatMap(({ other }) => places.get(other)?.y ?? []);
        return [id, ys.length > 0 ? ys.reduce((sum, y) => sum + y, 0) / ys.length : 0];
      }),
    );
    for (const [, column] of Map.groupBy(row, columnOf)) {
      column.sort((a, b) => (near.get(a.id) ?? 0) - (near.get(b.id) ?? 0));
      const step = height / column.length;
      for (const [n, point] of column.entries())
        places.set(point.id, { x: columnOf(point) * (height / 6 + 2), y: (n - (column.length - 1) / 2) * step });
    }
  }
  return places;
}
