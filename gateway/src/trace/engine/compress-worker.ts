import { parentPort, workerData } from 'node:worker_threads';
import { compress, type Rows } from './rows.ts';

const { before, further, nodes } = workerData as { before: Rows; further: Uint32Array; nodes: number };
parentPort?.postMessage(compress(before, further, nodes));
