import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { PostgresPool, PostgresPoolClient } from 'kysely';
import type { Answer, Question } from './pglite-worker.ts';

type Rows = { rows: never[]; rowCount: number; command: 'SELECT' };

/** PGlite knows one connection: its users take turns, each until it gives the connection back. */
class Turns {
  #last: Promise<void> = Promise.resolve();

  async take(): Promise<() => void> {
    const before = this.#last;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#last = promise;
    await before;
    return resolve;
  }
}

/**
 * A PGlite database in a worker of its own, spoken to as a pool of one connection, so that the PostgreSQL dialect
 * serves both. `directory` holds its files.
 */
export async function openPglite(directory: string): Promise<PostgresPool> {
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), { workerData: { directory } });
  const waiting = new Map<number, { resolve(rows: Rows): void; reject(error: Error): void }>();
  const fail = (error: Error) => {
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  await once(worker, 'message');
  worker.on('error', fail);
  worker.on('exit', () => fail(new Error('the database was closed')));
  worker.on('message', (answer: Answer) => {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if ('error' in answer) asked?.reject(Object.assign(new Error(answer.error.message), { code: answer.error.code }));
    else asked?.resolve({ rows: answer.rows as never[], rowCount: answer.affected, command: 'SELECT' });
  });

  let next = 0;
  const turns = new Turns();
  const ask = (sql: string, parameters: readonly unknown[]) =>
    new Promise<Rows>((resolve, reject) => {
      next += 1;
      waiting.set(next, { resolve, reject });
      worker.postMessage({ id: next, sql, parameters } satisfies Question);
    });

  return {
    options: {},
    connect: async () => {
      const release = await turns.take();
      const client = { query: (sql: string, parameters: readonly unknown[]) => ask(sql, parameters ?? []), release };
      return client as unknown as PostgresPoolClient;
    },
    end: async () => {
      await turns.take();
      worker.postMessage('close');
      await once(worker, 'exit');
    },
  } as PostgresPool;
}
