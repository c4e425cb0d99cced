import { canonical } from '@suyuan/schemas';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** Every table of the projection, and the columns that order its rows. */
const TABLES = {
  'projection.checkpoint': ['id'],
  'projection.block': ['number'],
  'projection.transaction': ['block', 'tx_index'],
  'projection.document': ['key'],
  'projection.version': ['key', 'block', 'tx_index'],
  'projection.entity': ['id'],
  'projection.proposal': ['id'],
  'projection.asset': ['id'],
  'projection.release': ['id'],
  'projection.case_file': ['id'],
  'projection.case_party': ['case_id', 'entity'],
  'projection.certificate': ['number'],
  'projection.batch': ['id'],
  'projection.batch_leaf': ['batch', 'leaf'],
  'projection.measure': ['id'],
  'projection.listing': ['id'],
  'projection.trade_order': ['id'],
  'projection.order_party': ['order_id', 'entity'],
  'projection.transaction_certificate': ['number'],
  'projection.grade': ['release'],
  'projection.report': ['id'],
  'projection.alias': ['external', 'asset'],
  'projection.recall': ['id'],
  'projection.registered': ['asset'],
  'projection.recognition': ['id'],
  'projection.basis': ['id'],
  'projection.basis_use': ['id'],
  'projection.search': ['asset'],
  'projection.evidence': ['sha256', 'named_in', 'brought_by', 'entity'],
  'projection.edge': ['from_id', 'to_id', 'block', 'tx_index'],
  'projection.offer': ['id'],
  'projection.agreement': ['id'],
  'projection.licence_party': ['licence', 'entity'],
  'projection.use_refusal': ['id'],
} as const satisfies Partial<Record<keyof Tables, readonly string[]>>;

/**
 * The whole projection as lines of canonical JSON, the same bytes for the same blocks, whichever database, batches and
 * restarts they came through.
 */
export async function* dump(database: Database): AsyncGenerator<string> {
  for (const [table, order] of Object.entries(TABLES)) {
    const by = sql.join(order.map((column) => sql.ref(column)));
    const { rows } = await sql<object>`select * from ${sql.table(table)} order by ${by}`.execute(database);
    for (const row of rows) yield canonical({ table, row });
  }
}
