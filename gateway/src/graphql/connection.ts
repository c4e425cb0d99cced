import type { Page } from '../store/index.ts';
import type { List } from './models.ts';

/** A page of the store as a Relay connection. */
export async function connection<N>(page: Promise<Page<N>>, totalCount: () => Promise<number>): Promise<List<N>> {
  const { rows, hasNextPage, hasPreviousPage } = await page;
  const edges = rows.map(({ row, cursor }) => ({ node: row, cursor }));
  return {
    edges,
    nodes: edges.map(({ node }) => node),
    pageInfo: { hasNextPage, hasPreviousPage, startCursor: edges[0]?.cursor, endCursor: edges.at(-1)?.cursor },
    totalCount,
  };
}
