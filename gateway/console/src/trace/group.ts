import type { EdgeState, Grade } from '../generated/trace.ts';
import type { Lineage, Point } from './model.ts';

/** Beyond this many nodes a graph is shown by groups, and each of its nodes only by WebGL. */
export const MANY = 1000;

/** Nodes of one hop, side and grade, shown as one. */
export type Group = {
  readonly id: string;
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

const keyOf = ({ side, hop, grade, visible }: Point) =>
  [side, hop, grade ?? 'GENERAL', visible ? 'seen' : 'hidden'].join('/');

/** A graph by hop, side and grade; what the reader may not see stands apart. */
export function grouped({ points, lines }: Lineage): Grouped {
  const of = new Map(points.map((point) => [point.id, keyOf(point)]));
  const groups = [...Map.groupBy(points, keyOf)].map(([id, members]): Group => {
    const [first] = members as [Point];
    return {
      id,
      hop: first.hop,
      side: first.side,
      grade: first.grade ?? 'GENERAL',
      hidden: !first.visible,
      cut: members.filter(({ cut }) => cut).length,
      members: members.map((member) => member.id),
    };
  });
  const bundles = new Map<string, { -readonly [Key in keyof Bundle]: Bundle[Key] }>();
  for (const { from, to, state, alias } of lines) {
    const ends = [of.get(from) ?? '', of.get(to) ?? ''] as const;
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
