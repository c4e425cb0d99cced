import { type Kysely, sql } from 'kysely';
import { replay } from './replay.ts';

/**
 * Only what is erased of the own operator's collection is erased here: another operator's copy of a vault has the same
 * keys. Private values are fetched again, and erasures read again from block 0.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`truncate private.checkpoint, private.value, private.erased`.execute(db);
  await replay(db);
}
