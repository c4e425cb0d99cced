import { type AnyDocument, type Documents, GRADES, type Grade, type SchemaName } from '@suyuan/schemas';
import { sql } from 'kysely';
import type { RowRule } from '../access/index.ts';
import type { Database } from './database.ts';
import { Kept, ruleKey } from './kept.ts';
import { countMoves, type MovesAsked, type Moving, movesPage } from './moves.ts';
import { count, type ListQuery, type Page, page } from './page.ts';
import { countFound, type FacetCount, facetCounts, type SearchAsked, searchAssets } from './search.ts';
import { type Counted, countBy, countByDay, type DayCounts, type DayKind } from './statistics.ts';
import { type DocRow, idColumn, type Kind, type Kinds, type RefSchema, type Stored, stored, table } from './stored.ts';
import type { BlockRow, EdgeRow, TransactionRow } from './tables.ts';
import { ruleSql } from './where.ts';

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
const NONE: readonly never[] = Object.freeze([]);

export type Asked = Omit<ListQuery, 'table' | 'id'>;

/** A search as a question; how many it finds is the same on every page and in every order. */
const foundKey = ({ wanted, rule, whole, publicIn, filter, chosen }: SearchAsked) =>
  `${JSON.stringify([wanted, publicIn, filter, chosen])} ${ruleKey(rule)} ${ruleKey(whole)}`;
const searchKey = (asked: SearchAsked) =>
  `${JSON.stringify([asked.sort, asked.first, asked.after])} ${foundKey(asked)}`;

type Listed = Pick<Asked, 'rule' | 'filter'>;

/** A list as a question. */
const listKey = ({ rule, told, ...rest }: Partial<Asked> & Listed) =>
  `${JSON.stringify(rest)} ${ruleKey(rule)} ${told ? ruleKey(told) : ''}`;

/**
 * Everything that the API reads of the projection. Row rules are part of the SQL, and of the question under which its
 * answer is kept until the next block.
 */
export class Reads {
  readonly #database: Database;
  readonly #kept: Kept;

  constructor(database: Database, kept: Kept = new Kept()) {
    this.#database = database;
    this.#kept = kept;
  }

  #stored<D>(row: DocRow): Stored<D> {
    this.#kept.charge(row.doc.length);
    return stored<D>(row);
  }

  /** Documents by what they belong to, in the order that their rows have; none for a key without. */
  #many<D>(question: string, key: string, fetch: (keys: string[]) => Promise<readonly { key: string; row: DocRow }[]>) {
    const found = this.#kept.each<readonly Stored<D>[]>(question, key, async (keys) => {
      const by = Map.groupBy(await fetch(keys), ({ key: one }) => one);
      return new Map([...by].map(([one, rows]) => [one, Object.freeze(rows.map(({ row }) => this.#stored<D>(row)))]));
    });
    return found.then((some) => some ?? NONE);
  }

  /** A document by id; undefined for one that is not there or not for this reader. */
  byId<K extends Exclude<Kind, 'edge'>>(kind: K, id: string, rule: RowRule): Promise<Stored<Kinds[K]> | undefined> {
    return this.#kept.each(`${kind} ${ruleKey(rule)}`, id, async (ids) => {
      const column = idColumn(kind);
      const { rows } = await sql<DocRow & Record<string, string>>`select t.* from ${sql.table(table(kind))} as t
        where ${sql.ref(`t.${column}`)} in (${sql.join(ids)}) and ${ruleSql(rule, 't')}`.execute(this.#database);
      return new Map(rows.map((row) => [row[column] ?? '', this.#stored<Kinds[K]>(row)]));
    });
  }

  /** The same of several, in the order of their ids. */
  byIds<K extends Exclude<Kind, 'edge'>>(kind: K, ids: readonly string[], rule: RowRule) {
    return Promise.all(ids.map((id) => this.byId(kind, id, rule)));
  }

  /** Active entities that an operator hosts. */
  async hosted(msp: string): Promise<Stored<Documents['entity/1']>[]> {
    const { rows } = await sql<DocRow>`select * from projection.entity where host = ${msp} and state = 'active'
      order by id`.execute(this.#database);
    return rows.map((row) => stored<Documents['entity/1']>(row));
  }

  list<K extends Kind>(kind: K, asked: Asked): Promise<Page<Stored<Kinds[K]>>> {
    return this.#kept.once(`list ${kind} ${listKey(asked)}`, async () => {
      const found = await page<DocRow>(this.#database, { ...asked, table: table(kind), id: idColumn(kind) });
      return { ...found, rows: found.rows.map(({ row, cursor }) => ({ cursor, row: this.#stored<Kinds[K]>(row) })) };
    });
  }

  /** Edges over which a raised grade has not gone yet. */
  gaps(asked: Pick<Asked, 'rule' | 'filter' | 'first' | 'after'>): Promise<Page<Gap>> {
    const sort = { column: 'from_id', descending: false };
    const gap = (row: GapRow): Gap => ({
      edge: this.#stored<Documents['edge/1']>(row),
      fromGrade: GRADES[row.from_level] ?? 'core',
      toGrade: GRADES[row.to_level] ?? 'core',
    });
    return this.#kept.once(`gaps ${listKey(asked)}`, async () => {
      const found = await page<GapRow>(this.#database, { ...asked, sort, table: GAPS, id: 'to_id' });
      return { ...found, rows: found.rows.map(({ row, cursor }) => ({ cursor, row: gap(row) })) };
    });
  }

  countGaps({ rule, filter }: Listed): Promise<number> {
    const ask = () => count(this.#database, { rule, filter, table: GAPS });
    return this.#kept.once(`count gaps ${listKey({ rule, filter })}`, ask);
  }

  /** What waits for somebody, the nearest deadline first. */
  async moves(asked: MovesAsked, at: { readonly first: number; readonly after?: string | undefined }) {
    const found = await movesPage(this.#database, asked, at);
    const rows = found.rows.map(({ row, cursor }) => {
      const { kind, id, action, deadline } = row;
      return { cursor, row: { kind, id, action, deadline, document: this.#stored<AnyDocument>(row) } satisfies Move };
    });
    return { ...found, rows };
  }

  countMoves(asked: MovesAsked): Promise<number> {
    return countMoves(this.#database, asked);
  }

  search(asked: SearchAsked) {
    return this.#kept.once(`search ${searchKey(asked)}`, () => searchAssets(this.#database, asked));
  }

  countFound(asked: SearchAsked): Promise<number> {
    return this.#kept.once(`found ${foundKey(asked)}`, () => countFound(this.#database, asked));
  }

  facets(asked: SearchAsked): Promise<FacetCount[]> {
    return this.#kept.once(`facets ${foundKey(asked)}`, () => facetCounts(this.#database, asked));
  }

  countBy(counting: Parameters<typeof countBy>[1]): Promise<readonly Counted[]> {
    const { table: of, column, rule } = counting;
    return this.#kept.once(`by ${of} ${column} ${ruleKey(rule)}`, () => countBy(this.#database, counting));
  }

  /** What came on each day since one, by kind. */
  countByDay(since: string, rules: Readonly<Record<DayKind, RowRule>>): Promise<DayCounts> {
    const by = Object.entries(rules).map(([kind, rule]) => `${kind} ${ruleKey(rule)}`);
    return this.#kept.once(`days ${since} ${by.join(' ')}`, () => countByDay(this.#database, since, rules));
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
    const ask = () => page<BlockRow>(this.#database, { ...asked, table: table('block'), id: 'number' });
    return this.#kept.once(`blocks ${listKey(asked)}`, ask);
  }

  transactions(asked: Asked): Promise<Page<ToldTransaction>> {
    const ask = () => page<ToldTransaction>(this.#database, { ...asked, table: table('transaction'), id: 'tx_index' });
    return this.#kept.once(`transactions ${listKey(asked)}`, ask);
  }

  count(kind: Kind | 'block' | 'transaction', { rule, filter }: Listed): Promise<number> {
    const ask = () => count(this.#database, { rule, filter, table: table(kind) });
    return this.#kept.once(`count ${kind} ${listKey({ rule, filter })}`, ask);
  }

  /** Documents that are looked up by what they belong to, in the order of their keys. */
  ofRef<S extends RefSchema>(schema: S, ref: string): Promise<readonly Stored<Documents[S]>[]> {
    return this.#many<Documents[S]>(`ref ${schema}`, ref, async (refs) => {
      const asked = this.#database.selectFrom('projection.document').selectAll().where('schema', '=', schema);
      return (await asked.where('ref', 'in', refs).orderBy('key').execute()).map((row) => ({ key: row.ref, row }));
    });
  }

  /** The same for several. */
  async byRef<S extends RefSchema>(schema: S, refs: readonly string[]) {
    return new Map(await Promise.all(refs.map(async (ref) => [ref, await this.ofRef(schema, ref)] as const)));
  }

  /** Every document of a schema of which there are few, such as profiles. */
  all<S extends RefSchema>(schema: S): Promise<readonly Stored<Documents[S]>[]> {
    return this.#kept.once(`all ${schema}`, async () => {
      const asked = this.#database.selectFrom('projection.document').selectAll().where('schema', '=', schema);
      return Object.freeze((await asked.orderBy('key').execute()).map((row) => this.#stored<Documents[S]>(row)));
    });
  }

  /** Versions of a document, the oldest first. */
  history<S extends SchemaName>(schema: S, ref: string): Promise<readonly Stored<Documents[S]>[]> {
    return this.#many<Documents[S]>(`history ${schema}`, ref, async (refs) => {
      const { rows } = await sql<DocRow & { ref: string }>`select * from projection.version where schema = ${schema}
        and ref in (${sql.join(refs)}) order by block, tx_index`.execute(this.#database);
      return rows.map((row) => ({ key: row.ref, row }));
    });
  }

  /** So many of an asset's rows of a kind, the newest first. */
  newestOf<K extends 'release' | 'case_file'>(kind: K, asset: string, rule: RowRule, most: number) {
    return this.#many<Kinds[K]>(`newest ${kind} ${most} ${ruleKey(rule)}`, asset, async (assets) => {
      const { rows } = await sql<DocRow & { asset: string }>`select * from (
        select t.*, row_number() over (partition by t.asset order by t.time desc, t.id desc) as place
        from ${sql.table(table(kind))} as t where t.asset in (${sql.join(assets)}) and ${ruleSql(rule, 't')}) as placed
        where place <= ${most} order by place`.execute(this.#database);
      return rows.map((row) => ({ key: row.asset, row }));
    });
  }

  /** Of a certificate of this ledger the recognitions, in the order of their ids. */
  recognitionsOf(certificate: string, rule: RowRule): Promise<readonly Stored<Documents['recognition/1']>[]> {
    return this.#many<Documents['recognition/1']>(
      `recognitions ${ruleKey(rule)}`,
      certificate,
      async (certificates) => {
        const { rows } = await sql<DocRow & { certificate: string }>`select t.* from projection.recognition as t
        where t.certificate in (${sql.join(certificates)}) and t.ground = 'ledger' and ${ruleSql(rule, 't')}
        order by t.id`.execute(this.#database);
        return rows.map((row) => ({ key: row.certificate, row }));
      },
    );
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
