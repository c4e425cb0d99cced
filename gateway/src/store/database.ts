import { Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { migrations } from './migrations/index.ts';
import { openPglite } from './pglite.ts';
import type { Tables } from './tables.ts';
import { layDirectory } from './template.ts';

export type Database = Kysely<Tables>;

/** Brings a database to the newest migration. @throws the migration's error */
export async function migrate(database: Database): Promise<void> {
  const provider = { getMigrations: async () => ({ ...migrations }) };
  const { error } = await new Migrator({ db: database, provider }).migrateToLatest();
  if (error) throw error;
}

const over = (pool: PostgresPool): Database => new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });

export interface Where {
  /** A PostgreSQL server's address; absent: PGlite in `directory`. */
  readonly url?: string | undefined;
  readonly directory: string;
  readonly cache: string;
}

/** Opens the database, made and migrated when it is new. Close it by `destroy()`. */
export async function openDatabase({ url, directory, cache }: Where): Promise<Database> {
  if (!url)
    await layDirectory(directory, cache, async (fresh) => {
      const template = over(await openPglite(fresh));
      await migrate(template);
      await template.destroy();
    });
  const database = over(url ? new pg.Pool({ connectionString: url, max: 10 }) : await openPglite(directory));
  await migrate(database);
  return database;
}
