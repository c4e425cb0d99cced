import { refuse } from '@suyuan/schemas';
import { type RawBuilder, sql } from 'kysely';
import type { Clause, RowRule } from '../access/index.ts';
import { FACETS, type Facet, PARTS, type Part, type Wanted } from '../search/index.ts';
import type { Database } from './database.ts';
import { PAGE_LIMIT, readCursor, writeCursor } from './page.ts';
import { allOf, ruleSql } from './where.ts';

/** Values of one facet that are shown at most. */
const VALUES = 50;

export interface SearchAsked {
  readonly wanted: readonly Wanted[];
  /** Which assets the reader sees, and of which the whole text. */
  readonly rule: RowRule;
  readonly whole: RowRule;
  /** Versions of profiles (`id/version`) that make a path public, by path. */
  readonly publicIn: Readonly<Record<string, readonly string[]>>;
  /** Clauses on assets, and chosen values of facets. */
  readonly filter: readonly Clause[];
  readonly chosen: Partial<Readonly<Record<Facet, readonly string[]>>>;
  readonly sort: { readonly by: 'relevance' | 'time' | 'title'; readonly descending: boolean };
  readonly first: number;
  readonly after?: string | undefined;
}

export interface FacetCount {
  readonly facet: Facet;
  readonly value: string;
  readonly count: number;
}

const COLUMN: Readonly<Record<Facet, string>> = {
  subject: 's.subject',
  kind: 's.kind',
  grade: 't.grade',
  entity: 't.entity',
  rights: 's.rights',
  source: 's.source',
  frequency: 's.frequency',
};

/** True where the reader may know what stands at a path of the text. */
function shown(path: string | undefined, { whole, publicIn }: SearchAsked): RawBuilder<unknown> {
  if (path === undefined) return sql`true`;
  const profiles = publicIn[path] ?? [];
  const open = profiles.length ? sql`s.profile in (${sql.join([...profiles])})` : sql`false`;
  return sql`(${ruleSql(whole, 's')} or ${open})`;
}

const quoted = (term: string) => `'${term.replaceAll("'", "''").replaceAll('\\', '\\\\')}'`;
const queryOf = (wanted: Wanted) =>
  'prefix' in wanted ? `${quoted(wanted.prefix)}:*` : wanted.all.map(quoted).join(' & ');

const parts = Object.keys(PARTS) as Part[];

/** Where a word is found: in some part that the reader may read. */
const foundIn = (part: Part, word: Wanted, asked: SearchAsked) =>
  sql`(${sql.ref(`s.${part}`)} @@ ${queryOf(word)}::tsquery and ${shown(PARTS[part].path, asked)})`;

const found = (word: Wanted, asked: SearchAsked) =>
  sql`(${sql.join(
    parts.map((part) => foundIn(part, word, asked)),
    sql` or `,
  )})`;

/** The sum, over words, of the weights of the parts that have them. */
function relevance(asked: SearchAsked): RawBuilder<unknown> {
  const terms = asked.wanted.flatMap((word) =>
    parts.map((part) => sql`(case when ${foundIn(part, word, asked)} then ${sql.lit(PARTS[part].weight)} else 0 end)`),
  );
  return terms.length ? sql.join(terms, sql` + `) : sql`0`;
}

function chosenValue(facet: Facet, values: readonly string[], asked: SearchAsked): RawBuilder<unknown> {
  const column = sql.ref(COLUMN[facet]);
  const has =
    facet === 'rights' ? sql`${column} && ${[...values]}::text[]` : sql`${column} in (${sql.join([...values])})`;
  return sql`(${has} and ${shown(FACETS[facet], asked)})`;
}

/** Everything but the place in the order. */
function hits(asked: SearchAsked): RawBuilder<unknown> {
  const chosen = Object.entries(asked.chosen).map(([facet, values]) =>
    values.length ? chosenValue(facet as Facet, values, asked) : sql`false`,
  );
  const tests = [
    ruleSql(asked.rule, 't'),
    allOf(asked.filter, 't'),
    ...asked.wanted.map((word) => found(word, asked)),
    ...chosen,
  ];
  return sql`projection.asset as t left join projection.search as s on s.asset = t.id where ${sql.join(tests, sql` and `)}`;
}

/** What the order is by. The Chinese title counts as empty for whom it is hidden. */
function order(asked: SearchAsked): RawBuilder<unknown> {
  if (asked.sort.by === 'relevance') return sql`(${relevance(asked)})::int`;
  if (asked.sort.by === 'time') return sql`t.time`;
  return sql`(case when ${shown(PARTS.title.path, asked)} then coalesce(t.title, '') else '' end)`;
}

/** A page of assets by what is found in their texts. @throws PAGE_SIZE, CURSOR_INVALID */
export async function searchAssets(database: Database, asked: SearchAsked) {
  if (asked.first < 1 || asked.first > PAGE_LIMIT) throw refuse('PAGE_SIZE', { limit: PAGE_LIMIT }, 'first');
  const numeric = asked.sort.by === 'relevance';
  const place = {
    table: 'projection.asset',
    id: 'id',
    sort: { column: numeric ? 'rank' : asked.sort.by, descending: true },
  };
  const cursor = asked.after === undefined ? undefined : readCursor(asked.after, place);
  const direction = sql.raw(asked.sort.descending ? 'desc' : 'asc');
  const beyond = sql.raw(asked.sort.descending ? '<' : '>');
  const by = order(asked);
  const start = cursor ? sql`(${by}, t.id) ${beyond} (${cursor[0]}, ${cursor[1]})` : sql`true`;
  const { rows } = await sql<{ id: string; place: string | number; rank: number }>`select t.id, ${by} as place,
    (${relevance(asked)})::int as rank from ${hits(asked)} and ${start}
    order by ${by} ${direction}, t.id ${direction} limit ${asked.first + 1}`.execute(database);
  return {
    rows: rows.slice(0, asked.first).map(({ id, rank, place: at }) => ({ id, rank, cursor: writeCursor([at, id]) })),
    hasNextPage: rows.length > asked.first,
    hasPreviousPage: cursor !== undefined,
  };
}

export async function countFound(database: Database, asked: SearchAsked): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from ${hits(asked)}`.execute(database);
  return rows[0]?.n ?? 0;
}

/** How many of what was found has each value of each facet, the most frequent first; in one query. */
export async function facetCounts(database: Database, asked: SearchAsked): Promise<FacetCount[]> {
  const all = Object.keys(FACETS) as Facet[];
  const columns = all.map((facet) => {
    const column = sql.ref(COLUMN[facet]);
    const values = facet === 'rights' ? column : sql`array[${column}]`;
    return sql`case when ${shown(FACETS[facet], asked)} then ${values}::text[] end as ${sql.ref(facet)}`;
  });
  const counts = all.map(
    (facet) => sql`(select ${sql.lit(facet)} as facet, value, count(*)::int as count
      from hits cross join unnest(${sql.ref(`hits.${facet}`)}) as value where value is not null
      group by value order by count desc, value limit ${sql.lit(VALUES)})`,
  );
  const { rows } = await sql<FacetCount>`with hits as materialized (select ${sql.join(columns)} from ${hits(asked)})
    ${sql.join(counts, sql` union all `)}`.execute(database);
  return rows;
}
