import { sql } from 'kysely';
import type { RowRule } from '../access/index.ts';
import type { Database } from './database.ts';
import type { EvidenceRow } from './tables.ts';
import { ruleSql } from './where.ts';

/** Which documents are whose, by what entities brought here and by what the ledger names as evidence. */
export interface DocumentBook {
  /** Marks that an entity keeps a document here. */
  keep(sha256: string, entity: string, size: number): Promise<void>;
  keeps(sha256: string, entity: string): Promise<boolean>;
  /** Bytes of all documents that an entity keeps here. */
  used(entity: string): Promise<number>;
  /** Where the ledger names a document as evidence, as far as a rule lets it be known. */
  named(sha256: string, rule: RowRule): Promise<EvidenceRow[]>;
}

export function documentBook(database: Database): DocumentBook {
  return {
    keep: async (sha256, entity, size) => {
      await database
        .insertInto('local.document')
        .values({ sha256, entity, size, kept_at: new Date().toISOString() })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },
    keeps: async (sha256, entity) => {
      const row = database.selectFrom('local.document').select('sha256');
      return (await row.where('sha256', '=', sha256).where('entity', '=', entity).executeTakeFirst()) !== undefined;
    },
    used: async (entity) => {
      const { rows } = await sql<{ used: number | null }>`select sum(size) as used from local.document
        where entity = ${entity}`.execute(database);
      return rows[0]?.used ?? 0;
    },
    named: async (sha256, rule) => {
      const { rows } = await sql<EvidenceRow>`select t.* from projection.evidence as t
        where t.sha256 = ${sha256} and ${ruleSql(rule, 't')} order by t.named_in, t.entity`.execute(database);
      return rows;
    },
  };
}
