import type { Documents, EdgeState, Grade } from '@suyuan/schemas';
import { sql } from 'kysely';
import type { RowRule } from '../access/index.ts';
import type { EdgeRecord, Graph } from '../trace/index.ts';
import type { Database } from './database.ts';
import { ruleSql } from './where.ts';

/** Edges that one level of a trace reads at most; a level that has more is cut. */
const LEVEL = 20_000;

type EdgeHit = { from_id: string; to_id: string; state: string; visible: boolean };

/** The lineage graph, read from SQL, for readers to whom `rule` shows edges. */
export function lineageReads(database: Database, rule: RowRule): Graph {
  return {
    edges: async (nodes, side, { block, states }) => {
      const near = sql.ref(side === 'into' ? 't.to_id' : 't.from_id');
      const { rows } = await sql<EdgeHit>`select t.from_id, t.to_id, t.state, ${ruleSql(rule, 't')} as visible
        from projection.edge as t where ${near} in (${sql.join([...nodes])}) and t.state in (${sql.join([...states])})
        and t.block <= ${block} and (t.until_block is null or t.until_block > ${block})
        order by t.from_id, t.to_id limit ${LEVEL}`.execute(database);
      return rows.map(
        (row): EdgeRecord => ({
          from: row.from_id,
          to: row.to_id,
          state: row.state as EdgeState,
          visible: row.visible,
        }),
      );
    },
    nodes: async (ids, block) => {
      const { rows } = await sql<{ ref: string; doc: string }>`select distinct on (ref) ref, doc from projection.version
        where schema = 'grade/1' and ref in (${sql.join([...ids])}) and block <= ${block}
        order by ref, block desc, tx_index desc`.execute(database);
      const grades = new Map(rows.map((r) => [r.ref, (JSON.parse(r.doc) as Documents['grade/1']).grade as Grade]));
      return new Map(ids.map((id) => [id, { id, grade: grades.get(id) }]));
    },
  };
}
