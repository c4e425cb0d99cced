import { useInfiniteQuery } from '@tanstack/react-query';
import { query } from '../data/http.ts';
import { type FacetField, SearchDocument, type SearchFilter } from '../generated/catalogue.ts';

const PAGE = 30;

/** Facets as they stand in the address, and which member of the filter each is. */
export const FACETS = [
  { name: 'kind', facet: 'KIND', term: 'AssetKind' },
  { name: 'grade', facet: 'GRADE', term: 'Grade' },
  { name: 'entity', facet: 'ENTITY', term: '' },
  { name: 'subject', facet: 'SUBJECT', term: '' },
  { name: 'source', facet: 'SOURCE', term: 'SourceBasis' },
  { name: 'updateFrequency', facet: 'FREQUENCY', term: 'UpdateFrequency' },
] as const satisfies readonly { name: keyof SearchFilter; facet: FacetField; term: string }[];

/** What the address asks for. */
function filterOf(search: URLSearchParams): SearchFilter {
  const chosen = FACETS.map(({ name }) => [name, search.getAll(name)] as const).filter(
    ([, values]) => values.length > 0,
  );
  return { state: ['REGISTERED'], ...Object.fromEntries(chosen) };
}

/** The address with a value of a facet chosen or let go. */
export function toggled(search: URLSearchParams, name: string, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  const values = search.getAll(name);
  next.delete(name);
  const left = values.includes(value) ? values.filter((one) => one !== value) : [...values, value];
  for (const one of left) next.append(name, one);
  return next;
}

/** Assets that the address asks for, page by page. */
export function useSearch(search: URLSearchParams) {
  const text = search.get('q') ?? '';
  const order = search.get('sort');
  const sort =
    order === 'title'
      ? ({ by: 'TITLE', direction: 'ASCENDING' } as const)
      : ({ by: text && order !== 'time' ? 'RELEVANCE' : 'TIME', direction: 'DESCENDING' } as const);
  const filter = filterOf(search);
  return useInfiniteQuery({
    queryKey: ['moves', SearchDocument, text, filter, sort],
    queryFn: ({ pageParam }) => query(SearchDocument, { text, filter, sort, first: PAGE, after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ search: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
    placeholderData: (before) => before,
  });
}
