import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Rows written after which PGlite looks at its tables, and by how much they grow until it does again. */
const FIRST = 1000;
const GROWTH = 0.5;

/**
 * PGlite has no autovacuum: it would go on planning queries as for the empty tables that it once had. Answers what to tell
 * how many rows were written; now and then it looks at its tables anew. PostgreSQL does so by itself.
 */
export function keepPlans(database: Database, onError: (error: unknown) => void): (written: number) => void {
  let rows = 0;
  let next = FIRST;
  return (written) => {
    rows += written;
    if (rows < next) return;
    next = rows * (1 + GROWTH);
    sql`analyze`.execute(database).catch(onError);
  };
}
