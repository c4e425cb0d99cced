import {
  type BatchLeaf,
  type Certificate,
  isSealed,
  type LeafLine,
  leafCertificate,
  leafOf,
  readLeafNumber,
} from '@suyuan/schemas';
import { type RawBuilder, sql } from 'kysely';
import type { Database } from './database.ts';
import { type ListQuery, type Page, readCursor, writeCursor } from './page.ts';
import type { Stored } from './stored.ts';
import type { Stamp } from './tables.ts';

/** What a list of certificates asks of those that are leaves of batches in force, not used yet. */
export interface LeafCertificatesAsked extends Pick<ListQuery, 'first' | 'after'> {
  readonly holder?: string | undefined;
  readonly registrar?: string | undefined;
  readonly batch?: string | undefined;
  readonly state?: readonly string[] | undefined;
  readonly issuedFrom?: string | undefined;
  readonly issuedUntil?: string | undefined;
  readonly text?: string | undefined;
  readonly sort: { readonly column: string; readonly descending: boolean };
}

type Row = Stamp & {
  readonly batch_doc: string;
  readonly leaf: number;
  readonly line: string;
  readonly own_doc: string | null;
  readonly sorted: string;
};

/** Of a leaf certificate, the columns that lists sort by; what they share with their batch sorts by the batch. */
const SORTED: Readonly<Record<string, string>> = { number: 'numbers', issued_at: 'sealed_at', time: 'time' };

const equal = (column: string, value: string | undefined): RawBuilder<unknown>[] =>
  value === undefined ? [] : [sql`${sql.ref(column)} = ${value}`];

function ofBatches(asked: LeafCertificatesAsked): RawBuilder<unknown> {
  return sql.join(
    [
      sql`b.state = 'active'`,
      ...equal('b.id', asked.batch),
      ...equal('b.entity', asked.holder),
      ...equal('b.registrar', asked.registrar),
      ...(asked.issuedFrom ? [sql`b.sealed_at >= ${asked.issuedFrom}`] : []),
      ...(asked.issuedUntil ? [sql`b.sealed_at <= ${asked.issuedUntil}`] : []),
    ],
    sql` and `,
  );
}

function ofLeaves({ state, text }: LeafCertificatesAsked): RawBuilder<unknown> {
  const like = `%${text?.replace(/[\\%_]/g, (c) => `\\${c}`)}%`;
  return sql.join(
    [
      sql`coalesce(o.state, 'active') not in ('materialised', 'excluded')`,
      ...(state ? [state.length ? sql`coalesce(o.state, 'active') in (${sql.join([...state])})` : sql`false`] : []),
      ...(text ? [sql`(l.title ilike ${like} or l.keywords ilike ${like})`] : []),
    ],
    sql` and `,
  );
}

const JOINED = sql`leaves.leaf l left join projection.batch_leaf o on o.batch = b.id and o.leaf = l.leaf`;
const WHOLE = sql`exists (select 1 from leaves.tree t where t.root = b.root and t.state = 'whole')`;
const COLUMNS = sql`b.doc as batch_doc, l.leaf, l.line, o.doc as own_doc, coalesce(o.block, b.block) as block,
  coalesce(o.tx_index, b.tx_index) as tx_index, coalesce(o.tx_id, b.tx_id) as tx_id, coalesce(o.time, b.time) as time`;

function certificateOf(row: Row): Stored<Certificate> {
  const batch = JSON.parse(row.batch_doc);
  if (!isSealed(batch)) throw new Error(`${batch.id} is in force without a seal`);
  const line = JSON.parse(row.line) as LeafLine;
  const { commitments } = leafOf(row.leaf, batch.entity, line);
  const own = row.own_doc ? (JSON.parse(row.own_doc) as BatchLeaf) : undefined;
  const { block, tx_index: index, tx_id: transactionId, time } = row;
  return {
    ...leafCertificate(batch, row.leaf, { commitments, seed: line.seed }, own),
    recorded: { block, index, transactionId, time },
  };
}

/** Where a page begins, as the order of batches and leaves has it: a number that is no leaf's lies between batches. */
function startOf(asked: LeafCertificatesAsked, column: RawBuilder<unknown>) {
  if (asked.after === undefined) return { batches: sql`true`, leaves: sql`true` };
  const [sorted, number] = readCursor(asked.after, { table: 'projection.certificate', id: 'number', sort: asked.sort });
  const leaf = readLeafNumber(String(number));
  const numbers = leaf?.numbers ?? String(number);
  const place = asked.sort.column === 'number' ? numbers : sorted;
  const { descending } = asked.sort;
  const beyond = sql.raw(descending ? '<' : '>');
  const none = descending ? 2_147_483_647 : -1;
  return {
    batches: sql`(${column}, b.numbers) ${sql.raw(descending ? '<=' : '>=')} (${place}, ${numbers})`,
    leaves: sql`l.leaf ${beyond} case when b.numbers = ${numbers} then ${leaf?.index ?? none}::int else ${none}::int end`,
  };
}

/** One page of leaf certificates, in the order of `page` over the others. Of each batch no more is read than a page. */
export async function leafCertificates(
  database: Database,
  asked: LeafCertificatesAsked,
): Promise<Page<Stored<Certificate>>> {
  const column = sql.ref(`b.${SORTED[asked.sort.column] ?? 'time'}`);
  const direction = sql.raw(asked.sort.descending ? 'desc' : 'asc');
  const start = startOf(asked, column);
  const { rows } = await sql<Row>`select ${COLUMNS}, ${column} as sorted from projection.batch b cross join lateral
    (select l.leaf from ${JOINED} where l.root = b.root and ${start.leaves} and ${ofLeaves(asked)}
     order by l.leaf ${direction} limit ${asked.first + 1}) few
    join leaves.leaf l on l.root = b.root and l.leaf = few.leaf
    left join projection.batch_leaf o on o.batch = b.id and o.leaf = l.leaf
    where ${ofBatches(asked)} and ${WHOLE} and ${start.batches}
    order by ${column} ${direction}, b.numbers ${direction}, l.leaf ${direction} limit ${asked.first + 1}`.execute(
    database,
  );
  const found = rows.slice(0, asked.first).map((row) => {
    const certificate = certificateOf(row);
    const place = asked.sort.column === 'number' ? certificate.number : row.sorted;
    return { row: certificate, cursor: writeCursor([place, certificate.number]) };
  });
  return { rows: found, hasNextPage: rows.length > asked.first, hasPreviousPage: asked.after !== undefined };
}

export async function countLeafCertificates(database: Database, asked: LeafCertificatesAsked): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from projection.batch b
    cross join lateral (select 1 from ${JOINED} where l.root = b.root and ${ofLeaves(asked)}) every
    where ${ofBatches(asked)} and ${WHOLE}`.execute(database);
  return rows[0]?.n ?? 0;
}

/** Certificates by number, where they are leaves of batches in force that were not used yet. */
export async function leafCertificatesByNumber(
  database: Database,
  numbers: readonly string[],
): Promise<Map<string, Stored<Certificate>>> {
  const wanted = numbers.flatMap((number) => readLeafNumber(number) ?? []);
  if (wanted.length === 0) return new Map();
  const pairs = sql.join(wanted.map(({ numbers: stem, index }) => sql`(${stem}, ${index}::int)`));
  const { rows } = await sql<Row>`select ${COLUMNS} from (values ${pairs}) as w(numbers, leaf)
    join projection.batch b on b.numbers = w.numbers and b.state = 'active'
    join leaves.leaf l on l.root = b.root and l.leaf = w.leaf
    left join projection.batch_leaf o on o.batch = b.id and o.leaf = l.leaf
    where ${WHOLE} and coalesce(o.state, 'active') not in ('materialised', 'excluded')`.execute(database);
  return new Map(rows.map((row) => [certificateOf(row).number, certificateOf(row)]));
}
