import { type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query';
import { query } from './http.ts';
import type { Operation } from './operation.ts';

/** A list as the API gives it, a page at a time. */
type Connection<Node> = {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor?: string | null };
  readonly totalCount: number;
};

/** A list as it was read so far; `total` is 0 until it was answered. */
export type Pages<Node> = {
  readonly asked: UseInfiniteQueryResult<unknown>;
  readonly nodes: readonly Node[] | undefined;
  readonly total: number;
};

/** Asks for a list page by page, each new one when it is wanted; what was read is asked anew when the ledger has moved on. */
export function usePages<Answer, Variables extends { after?: string | null | undefined }, Node>(
  operation: Operation<Answer, Variables>,
  variables: Omit<Variables, 'after'>,
  listed: (answer: Answer) => Connection<Node>,
  { when = true }: { readonly when?: boolean } = {},
): Pages<Node> {
  const asked = useInfiniteQuery({
    queryKey: ['moves', operation, variables],
    queryFn: ({ pageParam }) => query(operation, { ...variables, after: pageParam } as Variables),
    enabled: when,
    initialPageParam: null as string | null,
    getNextPageParam: (answer: Answer) => {
      const { hasNextPage, endCursor } = listed(answer).pageInfo;
      return hasNextPage ? endCursor : undefined;
    },
  });
  const pages = asked.data?.pages.map(listed);
  return { asked, nodes: pages?.flatMap(({ nodes }) => nodes), total: pages?.[0]?.totalCount ?? 0 };
}
