import { digest, type VaultRecord } from '@suyuan/schemas';
import { sql } from 'kysely';
import type { Database } from './database.ts';

/** A private value that is to lie among the documents, under its digest, which is its field's commitment. */
export interface ValueToKeep {
  readonly keyHash: string;
  readonly sha256: string;
  readonly value: string;
  /** Whose vault it is of. */
  readonly entity: string;
}

/** What of the own peer's private values is kept among the documents, and what of it blocks have erased since. */
export interface KeptValues {
  /** Some values that are not kept yet, the earliest first. */
  missing(limit: number): Promise<readonly ValueToKeep[]>;
  /** Notes that a value is about to be kept: from here on it is found when it is erased. */
  begin(keyHash: string, sha256: string): Promise<void>;
  done(keyHash: string): Promise<void>;
  /** Kept values of which nothing is to be left; `shared` where another vault has the very same, which stays. */
  lapsed(
    limit: number,
  ): Promise<readonly { readonly keyHash: string; readonly sha256: string; readonly shared: boolean }[]>;
  forget(keyHash: string): Promise<void>;
  /** Whether a value is known to be kept under a digest. */
  marked(sha256: string): Promise<boolean>;
  /** Of some private keys, by their hashes, those that blocks erased. */
  erased(keyHashes: readonly string[]): Promise<ReadonlySet<string>>;
}

type MissingRow = { key_hash: string; value: string; record: string };
type LapsedRow = { key_hash: string; sha256: string; shared: boolean };

export function keptValues(database: Database): KeptValues {
  return {
    missing: async (limit) => {
      const { rows } = await sql<MissingRow>`select v.key_hash, v.value, r.value as record from private.value as v
        join private.value as r on r.vault = v.vault and r.field = ''
        where not exists (select 1 from local.kept_value as k where k.key_hash = v.key_hash and k.done)
          and not exists (select 1 from private.erased as e where e.key_hash = v.key_hash)
        order by v.block, v.key_hash limit ${limit}`.execute(database);
      return rows.map(({ key_hash: keyHash, value, record }) => ({
        keyHash,
        sha256: digest(value),
        value,
        entity: (JSON.parse(record) as VaultRecord).entity,
      }));
    },
    begin: async (keyHash, sha256) => {
      await sql`insert into local.kept_value (key_hash, sha256, done) values (${keyHash}, ${sha256}, false)
        on conflict (key_hash) do nothing`.execute(database);
    },
    done: async (keyHash) => {
      await sql`update local.kept_value set done = true where key_hash = ${keyHash}`.execute(database);
    },
    lapsed: async (limit) => {
      const { rows } = await sql<LapsedRow>`select k.key_hash, k.sha256, exists (select 1 from local.kept_value as o
          where o.sha256 = k.sha256 and o.key_hash <> k.key_hash
            and not exists (select 1 from private.erased as e where e.key_hash = o.key_hash)) as shared
        from local.kept_value as k join private.erased as e on e.key_hash = k.key_hash limit ${limit}`.execute(
        database,
      );
      return rows.map(({ key_hash: keyHash, sha256, shared }) => ({ keyHash, sha256, shared }));
    },
    forget: async (keyHash) => {
      await sql`delete from local.kept_value where key_hash = ${keyHash}`.execute(database);
    },
    marked: async (sha256) => {
      const { rows } = await sql`select 1 from local.kept_value where sha256 = ${sha256} limit 1`.execute(database);
      return rows.length > 0;
    },
    erased: async (keyHashes) => {
      if (keyHashes.length === 0) return new Set();
      const { rows } = await sql<{ key_hash: string }>`select key_hash from private.erased
        where key_hash in (${sql.join([...keyHashes])})`.execute(database);
      return new Set(rows.map(({ key_hash }) => key_hash));
    },
  };
}
