import { refuse } from '@suyuan/schemas';
import { wholeTexts } from '../../access/index.ts';
import type {
  FacetField,
  QuerySearchArgs,
  RequireFields,
  Resolvers,
  SearchSortField,
} from '../../generated/graphql.ts';
import { FACETS, type Facet, PARTS, wantedBy } from '../../search/index.ts';
import type { SearchAsked } from '../../store/index.ts';
import type { Context } from '../context.ts';
import { among, equal } from '../filter.ts';

/** Characters of a search at most. */
const LONGEST = 200;
const SORTS: Record<SearchSortField, SearchAsked['sort']['by']> = {
  RELEVANCE: 'relevance',
  TIME: 'time',
  TITLE: 'title',
};
const FIELD: Record<Facet, FacetField> = {
  subject: 'SUBJECT',
  kind: 'KIND',
  grade: 'GRADE',
  entity: 'ENTITY',
  rights: 'RIGHTS',
  source: 'SOURCE',
  frequency: 'FREQUENCY',
};

/** Where a text is searched and counted. */
const PATHS = [...Object.values(PARTS).map(({ path }) => path), ...Object.values(FACETS)].filter(
  (path) => path !== undefined,
);

/** True when one of the fields that a profile makes public is the path or holds it. */
const makesPublic = (fields: readonly string[], path: string) =>
  fields.map((field) => field.replace(/^asset\./, '')).some((field) => field === path || path.startsWith(`${field}.`));

/** Chosen values of facets, those that were chosen. */
function chosenOf(filter: QuerySearchArgs['filter']): SearchAsked['chosen'] {
  const { subject, kind, grade, entity, rights, source, updateFrequency } = filter ?? {};
  const all = { subject, kind, grade, entity, rights, source, frequency: updateFrequency };
  return Object.fromEntries(Object.entries(all).filter(([, values]) => values != null));
}

type Args = RequireFields<QuerySearchArgs, 'text' | 'sort' | 'first'>;

async function askedFor({ text, filter, sort, first, after }: Args, context: Context): Promise<SearchAsked> {
  if (text.length > LONGEST)
    throw refuse('REQUEST_MALFORMED', { rule: `a search has ${LONGEST} characters at most` }, 'text');
  const profiles = await context.services.reads.all('profile/1');
  return {
    wanted: wantedBy(text),
    rule: context.rule('asset'),
    whole: wholeTexts(context.reader),
    publicIn: Object.fromEntries(
      PATHS.map((path) => [
        path,
        profiles
          .filter(({ publicFields }) => makesPublic(publicFields, path))
          .map(({ id, version }) => `${id}/${version}`),
      ]),
    ),
    filter: [...among('state', filter?.state), ...equal('profile', filter?.profile)],
    chosen: chosenOf(filter),
    sort: { by: SORTS[sort.by], descending: sort.direction === 'DESCENDING' },
    first,
    after: after ?? undefined,
  };
}

export const search: Resolvers = {
  Query: {
    search: async (_parent, args, context) => {
      const asked = await askedFor(args, context);
      const { reads } = context.services;
      const { rows, hasNextPage, hasPreviousPage } = await reads.search(asked);
      const assets = await Promise.all(rows.map(({ id }) => context.load.asset(id)));
      const hits = rows.flatMap(({ rank, cursor }, n) => {
        const asset = assets[n];
        return asset ? [{ asset, cursor, relevance: rank }] : [];
      });
      return {
        hits,
        pageInfo: { hasNextPage, hasPreviousPage, startCursor: rows[0]?.cursor, endCursor: rows.at(-1)?.cursor },
        totalCount: () => reads.countFound(asked),
        facets: async () => {
          const counted = await reads.facets(asked);
          return (Object.keys(FACETS) as Facet[]).map((facet) => ({
            facet: FIELD[facet],
            values: counted.filter((one) => one.facet === facet).map(({ value, count }) => ({ value, count })),
          }));
        },
      };
    },
  },
};
