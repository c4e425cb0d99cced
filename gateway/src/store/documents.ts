import { sql } from 'kysely';
import type { RowRule } from '../access/index.ts';
import type { Database } from './database.ts';
import type { EvidenceRow } from './tables.ts';
import { ruleSql } from './where.ts';

/** Which documents are whose, by who brought them and by what the ledger names as evidence. */
export interface DocumentBook {
  /** Marks that an entity brought a document: to this gateway, or to the one that it came from. */
  brought(sha256: string, entity: string, size: number, uploaded: boolean): Promise<void>;
  /** Entities that brought a document. */
  bringers(sha256: string): Promise<string[]>;
  /** Bytes of all documents that an entity brought here. */
  used(entity: string): Promise<number>;
  /** Takes back that anybody brought a document: it is gone. */
  gone(sha256: string): Promise<void>;
  /** Where the ledger names a document, as far as a rule lets it be known. */
  named(sha256: string, rule: RowRule): Promise<EvidenceRow[]>;
}

export function documentBook(database: Database): DocumentBook {
  return {
    brought: async (sha256, entity, size, uploaded) => {
      const row = { sha256, entity, size, uploaded, kept_at: new Date().toISOString() };
      await database
        .insertInto('local.document')
        .values(row)
        .onConflict((conflict) =>
          uploaded ? conflict.columns(['sha256', 'entity']).doUpdateSet({ size, uploaded }) : conflict.doNothing(),
        )
        .execute();
    },
    bringers: async (sha256) => {
      const rows = database.selectFrom('local.document').select('entity').where('sha256', '=', sha256);
      return (await rows.orderBy('entity').execute()).map(({ entity }) => entity);
    },
    gone: async (sha256) => {
      await database.deleteFrom('local.document').where('sha256', '=', sha256).execute();
    },
    used: async (entity) => {
      const { rows } = await sql<{ used: number | null }>`select sum(size) as used from local.document
        where entity = ${entity} and uploaded`.execute(database);
      return rows[0]?.used ?? 0;
    },
    named: async (sha256, rule) => {
      const { rows } = await sql<EvidenceRow>`select t.* from projection.evidence as t
        where t.sha256 = ${sha256} and ${ruleSql(rule, 't')} order by t.named_in, t.brought_by, t.entity`.execute(
        database,
      );
      return rows;
    },
  };
}
