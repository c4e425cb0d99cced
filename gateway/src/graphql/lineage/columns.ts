import type { Documents } from '@suyuan/schemas';
import type { Answer } from '../../trace/index.ts';

type Mapping = Documents['edge/1']['columns'][number];

/** Columns of nodes by hop, how they follow of each other, and nodes at which the trail is lost. */
export interface ColumnsFound {
  readonly columns: readonly { readonly place: number; readonly column: string; readonly hop: number }[];
  readonly links: readonly {
    readonly from: number;
    readonly to: number;
    readonly transformation: Mapping['transformation'];
  }[];
  readonly lost: readonly number[];
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Follows one column of the node at place 0 over the edges of an answer. `mappings` answers what an edge states of its
 * columns; undefined when the reader may not know, or when it is an alias, over which columns keep their names.
 */
export function traceColumn(
  { found, alias }: Pick<Answer, 'found' | 'alias'>,
  column: string,
  upstream: boolean,
  mappings: (edge: number) => readonly Mapping[] | undefined,
): ColumnsFound {
  const near = upstream ? found.to : found.from;
  const edgesOf = Map.groupBy(near.keys(), (edge) => near[edge] as number);
  const columns = [{ place: 0, column, hop: 0 }];
  const numbers = new Map([[`0/${column}`, 0]]);
  const links: ColumnsFound['links'][number][] = [];
  const lost = new Set<number>();
  for (let n = 0; n < columns.length; n += 1) {
    const at = columns[n] as (typeof columns)[number];
    for (const edge of edgesOf.get(at.place) ?? []) {
      const far = (upstream ? found.from : found.to)[edge] as number;
      const stated = alias[edge]
        ? [{ from: at.column, to: at.column, transformation: 'identity' as const }]
        : mappings(edge);
      if (!stated?.length) lost.add(at.place);
      for (const { from, to, transformation } of stated ?? []) {
        const [here, there] = upstream ? [to, from] : [from, to];
        if (here !== at.column) continue;
        const key = `${far}/${there}`;
        let number = numbers.get(key);
        if (number === undefined) {
          number = columns.push({ place: far, column: there, hop: at.hop + 1 }) - 1;
          numbers.set(key, number);
        }
        links.push(upstream ? { from: number, to: n, transformation } : { from: n, to: number, transformation });
      }
    }
  }
  return sorted({ columns, links, lost: [...lost].sort((a, b) => a - b) });
}

/** Columns by hop, place and name; links by their ends. */
function sorted({ columns, links, lost }: ColumnsFound): ColumnsFound {
  const order = columns
    .map((_, n) => n)
    .sort((a, b) => {
      const [x, y] = [columns[a], columns[b]] as [ColumnsFound['columns'][number], ColumnsFound['columns'][number]];
      return x.hop - y.hop || x.place - y.place || compare(x.column, y.column);
    });
  const place = new Map(order.map((n, at) => [n, at]));
  return {
    columns: order.map((n) => columns[n] as ColumnsFound['columns'][number]),
    links: links
      .map(({ from, to, transformation }) => ({
        from: place.get(from) as number,
        to: place.get(to) as number,
        transformation,
      }))
      .sort((a, b) => a.from - b.from || a.to - b.to || compare(a.transformation, b.transformation)),
    lost,
  };
}
