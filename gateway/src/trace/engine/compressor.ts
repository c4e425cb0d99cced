import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Compressor } from './graph.ts';
import type { Rows } from './rows.ts';

/** Makes rows on a thread of its own; shared memory comes and goes without a copy. */
export const inBackground: Compressor = async (before, further, nodes) => {
  const worker = new Worker(new URL('./compress-worker.ts', import.meta.url), {
    workerData: { before, further, nodes },
  });
  const [rows] = (await once(worker, 'message')) as [Rows];
  return rows;
};
