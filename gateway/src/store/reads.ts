import { type AnyDocument, type Documents, GRADES, type Grade, type SchemaName } from '@suyuan/schemas';
import { sql } from 'kysely';
import type { RowRule } from '../access/index.ts';
import type { Database } from './database.ts';
import { countMoves, type MovesAsked, type Moving, movesPage } from './moves.ts';
import { count, type ListQuery, type Page, page } from './page.ts';
import { countFound, type FacetCount, facetCounts, type SearchAsked, searchAssets } from './search.ts';
import { type Counted, countBy, countByDay, type DayCount, type DayKind } from './statistics.ts';
import type { BlockRow, EdgeRow, Stamp, Tables, TransactionRow } from './tables.ts';
import { ruleSql } from './where.ts';

/** Where on the ledger a version of a document was written. */
export interface Recorded {
  readonly block: number;
  readonly index: number;
  readonly transactionId: string;
  readonly time: string;
}

/** A document of the ledger with the place that it was read from. */
export type Stored<D = AnyDocument> = D & { readonly recorded: Recorded };

/** Tables of one row for each document, and the document that they hold. */
export interface Kinds {
  readonly entity: Documents['entity/1'];
  readonly proposal: Documents['proposal/1'];
  readonly asset: Documents['asset/1'];
  readonly release: Documents['release/1'];
  readonly case_file: Documents['case/1'];
  readonly certificate: Documents['certificate/1'];
  readonly batch: Documents['batch/1'];
  readonly measure: Documents['measure/1'];
  readonly listing: Documents['listing/1'];
  readonly trade_order: Documents['order/1'];
  readonly transaction_certificate: Documents['transaction-certificate/1'];
  readonly edge: Documents['edge/1'];
  readonly offer: Documents['offer/1'];
  readonly agreement: Documents['agreement/1'];
  readonly use_refusal: Documents['use-refusal/1'];
  readonly grade: Documents['grade/1'];
  readonly report: Documents['report/1'];
  readonly alias: Documents['alias/1'];
  readonly recall: Documents['recall/1'];
  readonly recognition: Documents['recognition/1'];
  /** With their standing at the ledger's time. */
  readonly recognition_now: Documents['recognition/1'];
  readonly basis: Documents['basis/1'];
  readonly basis_use: Documents['basis-use/1'];
}
export type Kind = keyof Kinds;
export type RefSchema = Exclude<SchemaName, Kinds[Kind]['schema']>;

/** Columns that tell the rows of a kind apart, where it is not `id`. */
const ID: Partial<Record<Kind, string>> = {
  certificate: 'number',
  transaction_certificate: 'number',
  grade: 'release',
  alias: 'key',
  edge: 'to_id',
};
const idColumn = (kind: Kind) => ID[kind] ?? 'id';

type DocRow = Stamp & { readonly doc: string };

const recorded = (row: Stamp): Recorded => ({
  block: row.block,
  index: row.tx_index,
  transactionId: row.tx_id,
  time: row.time,
});

const stored = <D>(row: DocRow): Stored<D> => ({ ...(JSON.parse(row.doc) as D), recorded: recorded(row) });

const table = (kind: Kind | 'block' | 'transaction') => `projection.${kind}` as keyof Tables;

/** A transaction, and whether its reader is told who sent it and what it was about. */
export type ToldTransaction = TransactionRow & { readonly told: boolean };

/** What somebody is waited for to do, with the document that says so. */
export interface Move {
  readonly kind: Moving;
  readonly id: string;
  readonly action: string;
  readonly deadline: string;
  readonly document: Stored;
}

/** An edge whose output has not yet the grade that its input forces on it. */
export interface Gap {
  readonly edge: Stored<Documents['edge/1']>;
  readonly fromGrade: Grade;
  readonly toGrade: Grade;
}
type GapRow = EdgeRow & { readonly from_level: number; readonly to_level: number };
const GAPS = 'projection.grade_gap';

export type Asked = Omit<ListQuery, 'table' | 'id'>;

/** Everything that the API reads of the projection. Row rules are part of the SQL. */
export class Reads {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Documents by id, in the order of the ids; undefined for one that is not there or not for this reader. */
  async byIds<K extends Exclude<Kind, 'edge'>>(kind: K, ids: readonly string[], rule: RowRule) {
    if (ids.length === 0) return [];
    const id = idColumn(kind);
    const { rows } = await sql<DocRow & Record<string, string>>`select t.* from ${sql.table(table(kind))} as t
      where ${sql.ref(`t.${id}`)} in (${sql.join([...ids])}) and ${ruleSql(rule, 't')}`.execute(this.#database);
    const found = new Map(rows.map((row) => [row[id], stored<Kinds[K]>(row)]));
    return ids.map((wanted) => found.get(wanted));
  }

  /** Active entities that an operator hosts. */
  async hosted(msp: string): Promise<Stored<Documents['entity/1']>[]> {
    const { rows } = await sql<DocRow>`select * from projection.entity where host = ${msp} and state = 'active'
      order by id`.execute(this.#database);
    return rows.map((row) => stored<Documents['entity/1']>(row));
  }

  async list<K extends Kind>(kind: K, asked: Asked): Promise<Page<Stored<Kinds[K]>>> {
    const found = await page<DocRow>(this.#database, { ...asked, table: table(kind), id: idColumn(kind) });
    return { ...found, rows: found.rows.map(({ row, cursor }) => ({ cursor, row: stored<Kinds[K]>(row) })) };
  }

  /** Edges over which a raised grade has not gone yet. */
  async gaps(asked: Pick<Asked, 'rule' | 'filter' | 'first' | 'after'>): Promise<Page<Gap>> {
    const sort = { column: 'from_id', descending: false };
    const found = await page<GapRow>(this.#database, { ...asked, sort, table: GAPS, id: 'to_id' });
    const gap = (row: GapRow): Gap => ({
      edge: stored<Documents['edge/1']>(row),
      fromGrade: GRADES[row.from_level] ?? 'core',
      toGrade: GRADES[row.to_level] ?? 'core',
    });
    return { ...found, rows: found.rows.map(({ row, cursor }) => ({ cursor, row: gap(row) })) };
  }

  countGaps(asked: Pick<Asked, 'rule' | 'filter'>): Promise<number> {
    return count(this.#database, { ...asked, table: GAPS });
  }

  /** What waits for somebody, the nearest deadline first. */
  async moves(asked: MovesAsked, at: { readonly first: number; readonly after?: string | undefined }) {
    const found = await movesPage(this.#database, asked, at);
    const rows = found.rows.map(({ row, cursor }) => {
      const { kind, id, action, deadline } = row;
      return { cursor, row: { kind, id, action, deadline, document: stored<AnyDocument>(row) } satisfies Move };
    });
    return { ...found, rows };
  }

  countMoves(asked: MovesAsked): Promise<number> {
    return countMoves(this.#database, asked);
  }

  search(asked: SearchAsked) {
    return searchAssets(this.#database, asked);
  }

  countFound(asked: SearchAsked): Promise<number> {
    return countFound(this.#database, asked);
  }

  facets(asked: SearchAsked): Promise<FacetCount[]> {
    return facetCounts(this.#database, asked);
  }

  countBy(counting: Parameters<typeof countBy>[1]): Promise<Counted[]> {
    return countBy(this.#database, counting);
  }

  countByDay(since: string, rules: Readonly<Record<DayKind, RowRule>>): Promise<DayCount[]> {
    return countByDay(this.#database, since, rules);
  }

  /** Recalls that were in force after a block, the newest first. */
  async recallsInForce(block: number): Promise<Stored<Documents['recall/1']>[]> {
    const { rows } = await sql<DocRow>`select * from (select distinct on (ref) * from projection.version
      where schema = 'recall/1' and block <= ${block} order by ref, block desc, tx_index desc) as newest
      where doc::json->>'state' = 'ordered'`.execute(this.#database);
    const recalls = rows.map((row) => stored<Documents['recall/1']>(row));
    return recalls.sort((a, b) => (a.orderedAt < b.orderedAt ? 1 : a.orderedAt > b.orderedAt ? -1 : 0));
  }

  blocks(asked: Asked): Promise<Page<BlockRow>> {
    return page<BlockRow>(this.#database, { ...asked, table: table('block'), id: 'number' });
  }

  transactions(asked: Asked): Promise<Page<ToldTransaction>> {
    return page<ToldTransaction>(this.#database, { ...asked, table: table('transaction'), id: 'tx_index' });
  }

  count(kind: Kind | 'block' | 'transaction', asked: Pick<Asked, 'rule' | 'filter'>): Promise<number> {
    return count(this.#database, { ...asked, table: table(kind) });
  }

  /** Documents that are looked up by what they belong to, in the order of their keys. */
  async byRef<S extends RefSchema>(schema: S, refs: readonly string[]): Promise<Map<string, Stored<Documents[S]>[]>> {
    const found = new Map<string, Stored<Documents[S]>[]>(refs.map((ref) => [ref, []]));
    if (refs.length === 0) return found;
    const rows = await this.#database
      .selectFrom('projection.document')
      .selectAll()
      .where('schema', '=', schema)
      .where('ref', 'in', [...refs])
      .orderBy('key')
      .execute();
    for (const row of rows) found.get(row.ref)?.push(stored<Documents[S]>(row));
    return found;
  }

  /** Every document of a schema of which there are few, such as profiles. */
  async all<S extends RefSchema>(schema: S): Promise<Stored<Documents[S]>[]> {
    const rows = await this.#database
      .selectFrom('projection.document')
      .selectAll()
      .where('schema', '=', schema)
      .orderBy('key')
      .execute();
    return rows.map((row) => stored<Documents[S]>(row));
  }

  /** Versions of a document, the oldest first. */
  async history<S extends SchemaName>(schema: S, ref: string): Promise<Stored<Documents[S]>[]> {
    const rows = await this.#database
      .selectFrom('projection.version')
      .selectAll()
      .where('schema', '=', schema)
      .where('ref', '=', ref)
      .orderBy('block')
      .orderBy('tx_index')
      .execute();
    return rows.map((row) => stored<Documents[S]>(row));
  }

  /** Versions of several documents of a schema, the oldest first. */
  async histories(schema: SchemaName, refs: readonly string[]): Promise<Map<string, Stored[]>> {
    const found = new Map<string, Stored[]>(refs.map((ref) => [ref, []]));
    if (refs.length === 0) return found;
    const { rows } = await sql<DocRow & { ref: string }>`select * from projection.version
      where schema = ${schema} and ref in (${sql.join([...refs])}) order by block, tx_index`.execute(this.#database);
    for (const row of rows) found.get(row.ref)?.push(stored<AnyDocument>(row));
    return found;
  }

  /** For each asset so many of its rows of a kind, the newest first. */
  async newestOf<K extends 'release' | 'case_file'>(
    kind: K,
    assets: readonly string[],
    rule: RowRule,
    most: number,
  ): Promise<Stored<Kinds[K]>[][]> {
    const { rows } = await sql<DocRow & { asset: string }>`select * from (
      select t.*, row_number() over (partition by t.asset order by t.time desc, t.id desc) as place
      from ${sql.table(table(kind))} as t where t.asset in (${sql.join([...assets])}) and ${ruleSql(rule, 't')}) as placed
      where place <= ${most} order by place`.execute(this.#database);
    const found = Map.groupBy(rows, ({ asset }) => asset);
    return assets.map((asset) => (found.get(asset) ?? []).map((row) => stored<Kinds[K]>(row)));
  }

  /** Of each certificate of this ledger, the recognitions, in the order of their ids. */
  async recognitionsOf(
    certificates: readonly string[],
    rule: RowRule,
  ): Promise<Stored<Documents['recognition/1']>[][]> {
    const { rows } = await sql<DocRow & { certificate: string }>`select t.* from projection.recognition as t
      where t.certificate in (${sql.join([...certificates])}) and t.ground = 'ledger' and ${ruleSql(rule, 't')}
      order by t.id`.execute(this.#database);
    const found = Map.groupBy(rows, ({ certificate }) => certificate);
    return certificates.map((one) => (found.get(one) ?? []).map((row) => stored<Documents['recognition/1']>(row)));
  }

  /** Documents as they were after a block, by what they belong to; those that were not there yet are left out. */
  async at<S extends SchemaName>(schema: S, refs: readonly string[], block: number): Promise<Stored<Documents[S]>[]> {
    if (refs.length === 0) return [];
    const { rows } = await sql<DocRow>`select distinct on (ref) * from projection.version where schema = ${schema}
      and ref in (${sql.join([...refs])}) and block <= ${block}
      order by ref, block desc, tx_index desc`.execute(this.#database);
    return rows.map((row) => stored<Documents[S]>(row));
  }

  async edge(from: string, to: string, rule: RowRule): Promise<Stored<Documents['edge/1']> | undefined> {
    const { rows } = await sql<EdgeRow>`select t.* from projection.edge as t where t.from_id = ${from}
      and t.to_id = ${to} and t.until_block is null and ${ruleSql(rule, 't')}`.execute(this.#database);
    return rows[0] ? stored<Documents['edge/1']>(rows[0]) : undefined;
  }

  block(number: number): Promise<BlockRow | undefined> {
    return this.#database.selectFrom('projection.block').selectAll().where('number', '=', number).executeTakeFirst();
  }

  /** The last block at an instant: time of a block is the latest timestamp of a valid transaction up to it. */
  async blockAt(time: string): Promise<number | undefined> {
    const row = await this.#database
      .selectFrom('projection.block')
      .select('number')
      .where('time', '<=', time)
      .orderBy('time', 'desc')
      .orderBy('number', 'desc')
      .executeTakeFirst();
    return row?.number;
  }

  /** Of several attempts under one id, which Fabric refuses as duplicates, the first counts. */
  async transaction(id: string, told: RowRule = []): Promise<ToldTransaction | undefined> {
    const { rows } = await sql<ToldTransaction>`select t.*, ${ruleSql(told, 't')} as told
      from projection.transaction as t where t.id = ${id} order by t.block, t.tx_index limit 1`.execute(this.#database);
    return rows[0];
  }
}
