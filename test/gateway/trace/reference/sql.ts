import type { Documents, EdgeState, Grade } from '@suyuan/schemas';
import { sql } from 'kysely';
import type { Database } from '../../../../gateway/src/store/index.ts';
import { ruleSql } from '../../../../gateway/src/store/where.ts';
import type { SightRules } from '../../../../gateway/src/trace/index.ts';
import type { EdgeRecord, Graph, NodeRecord, Question, Side } from './trace.ts';

type Hit = { from_id: string; to_id: string; state: string; visible: boolean };

const records = (rows: readonly Hit[], kind: EdgeRecord['kind']) =>
  rows.map(
    ({ from_id, to_id, state, visible }): EdgeRecord => ({
      from: from_id,
      to: to_id,
      kind,
      state: state as EdgeState,
      visible: visible === true,
    }),
  );

/** The lineage graph, read from SQL level by level, for readers to whom the rules show rows. */
export function lineageOf(database: Database, rules: SightRules): Graph {
  return {
    edges: async (nodes, side, question) => {
      const { block, states } = question;
      const near = sql.ref(side === 'into' ? 't.to_id' : 't.from_id');
      const { rows } = await sql<Hit>`select t.from_id, t.to_id, t.state, ${ruleSql(rules.edge, 't')} as visible
        from projection.edge as t where ${near} in (${sql.join([...nodes])}) and t.state in (${sql.join([...states])})
        and t.block <= ${block} and (t.until_block is null or t.until_block > ${block})
        order by t.from_id, t.to_id`.execute(database);
      const joined = question.aliases ? await aliases(database, rules.alias, nodes, side, question) : [];
      return [...records(rows, 'LINEAGE'), ...joined];
    },
    nodes: async (ids, block) => {
      const { rows } = await sql<{ ref: string; doc: string }>`select distinct on (ref) ref, doc from projection.version
        where schema = 'grade/1' and ref in (${sql.join([...ids])}) and block <= ${block}
        order by ref, block desc, tx_index desc`.execute(database);
      const claimed = await claimedGrades(database, ids);
      const marked = rows.map((r): [string, Grade] => [r.ref, (JSON.parse(r.doc) as Documents['grade/1']).grade]);
      const grades = new Map([...claimed, ...marked]);
      const seen = await visible(database, rules, ids, block);
      return new Map(ids.map((id): [string, NodeRecord] => [id, { id, grade: grades.get(id), visible: seen.has(id) }]));
    },
  };
}

/** Of hidden inputs, which are commitments: the grades that the edges from them claim. */
async function claimedGrades(database: Database, ids: readonly string[]): Promise<[string, Grade][]> {
  const hidden = ids.filter((id) => id.startsWith('sha256:'));
  if (hidden.length === 0) return [];
  const { rows } = await sql<{ from_id: string; doc: string }>`select distinct on (from_id) from_id, doc
    from projection.edge where from_id in (${sql.join(hidden)}) order by from_id, block, tx_index`.execute(database);
  return rows.flatMap(({ from_id, doc }) => {
    const { grade } = JSON.parse(doc) as Documents['edge/1'];
    return grade ? [[from_id, grade] as [string, Grade]] : [];
  });
}

/** From each release of an asset to the names outside that were confirmed aliases of the asset as of the block. */
async function aliases(
  database: Database,
  rule: SightRules['alias'],
  nodes: readonly string[],
  side: Side,
  { block }: Question,
): Promise<EdgeRecord[]> {
  const near = side === 'into' ? sql.ref('t.external') : sql.ref('r.id');
  const asked = nodes.filter((id) => id.startsWith('ext-') === (side === 'into'));
  if (asked.length === 0) return [];
  const { rows } = await sql<Hit>`select r.id as from_id, t.external as to_id, 'confirmed' as state,
      ${ruleSql(rule, 't')} as visible
    from projection.alias as t join projection.release as r on r.asset = t.asset and r.block <= ${block}
    join lateral (select v.doc from projection.version as v where v.key = t.key and v.block <= ${block}
      order by v.block desc, v.tx_index desc limit 1) as was on true
    where ${near} in (${sql.join(asked)}) and was.doc::json->>'state' = 'confirmed'
    order by r.id, t.external`.execute(database);
  return records(rows, 'ALIAS');
}

/**
 * Names outside, and releases that were there by the block, which the reader may see now, and whose assets were
 * registered by then or are the reader's own.
 */
async function visible(database: Database, rules: SightRules, ids: readonly string[], block: number) {
  const { rows } = await sql<{ id: string }>`select t.id from projection.release as t
    join projection.asset as a on a.id = t.asset
    where t.id in (${sql.join([...ids])}) and t.block <= ${block} and ${ruleSql(rules.release, 't')}
    and (${ruleSql(rules.ownAsset, 'a')} or exists (select 1 from projection.version as v where v.schema = 'asset/1'
      and v.ref = t.asset and v.block <= ${block} and v.doc::json->>'state' = 'registered'))`.execute(database);
  return new Set([...rows.map(({ id }) => id), ...ids.filter((id) => id.startsWith('ext-'))]);
}
