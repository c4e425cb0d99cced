import { refuse } from '@suyuan/schemas';
import { type RawBuilder, sql } from 'kysely';
import type { RowKind, RowRule } from '../access/index.ts';
import type { Database } from './database.ts';
import { PAGE_LIMIT, type Page, readCursor, writeCursor } from './page.ts';
import type { Stamp } from './tables.ts';
import { ruleSql } from './where.ts';

/** Kinds of rows in which somebody is waited for. */
export const MOVING = ['case_file', 'trade_order', 'edge', 'agreement', 'measure', 'alias', 'proposal'] as const;
export type Moving = (typeof MOVING)[number] & RowKind;

/** Who is asked about, and by which rules its reader sees each kind. */
export interface MovesAsked {
  readonly entity: string | undefined;
  /** The operator for which the reader casts votes. */
  readonly votes: { readonly msp: string; readonly committee: boolean } | undefined;
  readonly regulator: boolean;
  /** The ledger's time: a proposal that has expired is voted on no more. */
  readonly now: string;
  readonly rule: (kind: Moving) => RowRule;
}

export interface MoveRow extends Stamp {
  readonly kind: Moving;
  readonly id: string;
  readonly action: string;
  readonly deadline: string;
  readonly doc: string;
}

type Where = RawBuilder<unknown>;

const next = (member: 'action' | 'deadline') => sql`t.doc::jsonb #>> ${sql.lit(`{next,${member}}`)}`;

/** Rows of a kind as moves; `edge` is one row a version, of which the current one counts. */
const branch = (kind: Moving, id: Where, action: Where, deadline: Where, where: Where, rule: RowRule) => sql`
  select ${sql.lit(kind)}::text as kind, ${id} as id, ${action} as action, ${deadline} as deadline,
    t.doc, t.block, t.tx_index, t.tx_id, t.time
  from ${sql.table(`projection.${kind}`)} as t where ${where} and ${ruleSql(rule, 't')}`;

const IDS: Partial<Record<Moving, Where>> = {
  edge: sql`t.from_id || '/' || t.to_id`,
  alias: sql`t.external || '/' || t.asset`,
};

/** Whoever a document names as the next to move. */
const named = (entity: string, rule: MovesAsked['rule']) =>
  MOVING.filter((kind) => kind !== 'proposal').map((kind) => {
    const current = kind === 'edge' ? sql`t.until_block is null and` : sql``;
    const where = sql`${current} t.next_entity = ${entity}`;
    return branch(kind, IDS[kind] ?? sql`t.id`, next('action'), next('deadline'), where, rule(kind));
  });

/** A transfer waits for the consent of who receives, beside the registrar's own move. */
const consents = (entity: string, rule: RowRule) =>
  branch(
    'case_file',
    sql`t.id`,
    sql`'registration:consent'`,
    sql`t.deadline`,
    sql`t.transferee = ${entity} and t.state in ('submitted', 'returned') and t.deadline is not null
      and t.doc::jsonb #>> '{people,consenter}' is null
      and t.id in (select p.case_id from projection.case_party as p where p.entity = ${entity})`,
    rule,
  );

const content = (member: string) => sql`t.doc::jsonb #>> ${sql.lit(`{content,${member}}`)}`;

/** What a proposal is about has no say in it. */
const isAbout = (entity: string) =>
  sql`coalesce(${content('entity,id')}, ${content('entity')}, '') = ${entity} or
    ${entity} in (${content('silent')}, ${content('successor')})`;

/** Open proposals on which a voter has not had its say. */
const ballots = (action: string, voter: string, where: Where, { now, rule }: MovesAsked) =>
  branch(
    'proposal',
    sql`t.id`,
    sql.lit(action),
    sql`t.expires_at`,
    sql`t.state = 'open' and t.expires_at > ${now} and ${where} and not exists (select 1 from projection.document as v
      where v.schema = 'vote/1' and v.ref = t.id and v.doc::jsonb ->> 'voter' = ${voter})`,
    rule('proposal'),
  );

function says(asked: MovesAsked): Where[] {
  const { entity, votes, regulator } = asked;
  const notAbout = entity === undefined ? sql`true` : sql`not coalesce((${isAbout(entity)}), false)`;
  return [
    ...(votes
      ? [
          ballots(
            'membership:vote',
            votes.msp,
            sql`coalesce(${content('msp')}, '') <> ${votes.msp} and ${notAbout}
              and (${votes.committee} or t.kind <> 'replace')`,
            asked,
          ),
        ]
      : []),
    ...(regulator && entity !== undefined
      ? [
          ballots(
            'membership:approve',
            entity,
            sql`(t.doc::jsonb ->> 'needsRegulator')::boolean and ${notAbout}`,
            asked,
          ),
        ]
      : []),
    ...(entity === undefined
      ? []
      : [
          ballots(
            'membership:consent',
            entity,
            sql`t.kind = 'leave' and t.doc::jsonb #> '{content,successors}' @>
              ${JSON.stringify([{ entity }])}::jsonb`,
            asked,
          ),
        ]),
  ];
}

/** All that waits for somebody, one row a move. Undefined where nothing can. */
function union(asked: MovesAsked): Where | undefined {
  const { entity, rule } = asked;
  const parts = [
    ...(entity === undefined ? [] : [...named(entity, rule), consents(entity, rule('case_file'))]),
    ...says(asked),
  ];
  return parts.length ? sql.join(parts, sql` union all `) : undefined;
}

/** A move's place among those of the same deadline. */
const PLACE = sql`(m.kind || '/' || m.id || '/' || m.action) collate "C"`;

/**
 * A page of what waits for somebody, the nearest deadline first.
 * @throws PAGE_SIZE, CURSOR_INVALID
 */
export async function movesPage(
  database: Database,
  asked: MovesAsked,
  { first, after }: { readonly first: number; readonly after?: string | undefined },
): Promise<Page<MoveRow>> {
  if (first < 1 || first > PAGE_LIMIT) throw refuse('PAGE_SIZE', { limit: PAGE_LIMIT }, 'first');
  const cursor =
    after === undefined
      ? undefined
      : readCursor(after, { table: 'move', id: 'place', sort: { column: 'deadline', descending: false } });
  const all = union(asked);
  if (!all) return { rows: [], hasNextPage: false, hasPreviousPage: false };
  const start = cursor ? sql`(m.deadline collate "C", ${PLACE}) > (${cursor[0]}, ${cursor[1]})` : sql`true`;
  const { rows } = await sql<
    MoveRow & { place: string }
  >`select m.*, ${PLACE} as place from (${all}) as m where ${start}
    order by m.deadline collate "C", ${PLACE} limit ${first + 1}`.execute(database);
  return {
    rows: rows.slice(0, first).map((row) => ({ row, cursor: writeCursor([row.deadline, row.place]) })),
    hasNextPage: rows.length > first,
    hasPreviousPage: cursor !== undefined,
  };
}

export async function countMoves(database: Database, asked: MovesAsked): Promise<number> {
  const all = union(asked);
  if (!all) return 0;
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from (${all}) as m`.execute(database);
  return rows[0]?.n ?? 0;
}
