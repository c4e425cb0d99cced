import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import type { Database } from './database.ts';
import type { Tables } from './tables.ts';

/** Answers that are kept at once, and rows of one, at most. */
const KEPT = 4000;
const ROWS = 500;

/** A database that is asked a question once between two changes of what is read. Only for reading. */
export interface Memo {
  readonly database: Database;
  /** What was read may have changed. Questions under way are answered, and not kept. */
  forget(): void;
}

/**
 * Keeps answers by their statement and parameters, which hold who asks: row rules are part of them. What is asked at the
 * same time is asked once.
 */
export function memoised(source: Database): Memo {
  let kept = new Map<string, Promise<QueryResult<unknown>>>();
  const ask = (query: CompiledQuery): Promise<QueryResult<unknown>> => {
    const key = `${query.sql}\n${JSON.stringify(query.parameters)}`;
    const known = kept.get(key);
    if (known) return known;
    const into = kept;
    const answer = source.executeQuery(query);
    const drop = () => void into.delete(key);
    answer.then(({ rows }) => rows.length > ROWS && drop(), drop);
    if (into.size < KEPT) into.set(key, answer);
    return answer;
  };
  const none = async () => {};
  const never = async () => {
    throw new Error('this database is only read');
  };
  const connection: DatabaseConnection = {
    executeQuery: <R>(query: CompiledQuery) => ask(query) as Promise<QueryResult<R>>,
    // biome-ignore lint/correctness/useYield: nothing streams through here
    streamQuery: async function* () {
      await never();
    },
  };
  const driver: Driver = {
    init: none,
    acquireConnection: async () => connection,
    beginTransaction: never,
    commitTransaction: never,
    rollbackTransaction: never,
    releaseConnection: none,
    destroy: none,
  };
  const database: Database = new Kysely<Tables>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  });
  return {
    database,
    forget: () => {
      kept = new Map();
    },
  };
}
