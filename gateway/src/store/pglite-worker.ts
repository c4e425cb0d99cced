import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';

/** A question to the database and its answer, as they cross the worker's port. */
export type Question = { readonly id: number; readonly sql: string; readonly parameters: readonly unknown[] };
export type Answer = { readonly id: number } & (
  | { readonly rows: readonly Record<string, unknown>[]; readonly affected: number }
  | { readonly error: { readonly message: string; readonly code?: string } }
);

const port = parentPort;
if (!port) throw new Error('this file runs as a worker');
const { directory } = workerData as { directory: string };
const database = await PGlite.create(directory);

port.on('message', async (question: Question | 'close') => {
  if (question === 'close') {
    await database.close();
    port.close();
    return;
  }
  const { id, sql, parameters } = question;
  try {
    const result = await database.query<Record<string, unknown>>(sql, [...parameters]);
    port.postMessage({ id, rows: result.rows, affected: result.affectedRows ?? 0 } satisfies Answer);
  } catch (error) {
    const { message, code } = error as { message: string; code?: string };
    port.postMessage({ id, error: { message, ...(code ? { code } : {}) } } satisfies Answer);
  }
});
port.postMessage('ready');
