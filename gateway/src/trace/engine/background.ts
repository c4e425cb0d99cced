import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Compressor } from './graph.ts';
import type { Rows } from './rows.ts';

async function run<T>(file: string, workerData: unknown): Promise<T> {
  const worker = new Worker(new URL(file, import.meta.url), { workerData });
  const [answer] = (await once(worker, 'message')) as [T];
  return answer;
}

/** Makes rows on a thread of its own; shared memory comes and goes without a copy. */
export const inBackground: Compressor = (before, further, nodes) =>
  run<Rows>('./compress-worker.ts', { before, further, nodes });

/** Writes arrays to a file on a thread of its own. */
export const writeInBackground = (file: string, frozen: object): Promise<void> =>
  run('./snapshot-worker.ts', { file, ...frozen });
