import { parentPort, workerData } from 'node:worker_threads';
import { writeSections } from './sections.ts';

const { file, header, sections } = workerData as {
  file: string;
  header: unknown;
  sections: Readonly<Record<string, Uint8Array>>;
};
writeSections(file, header, sections);
parentPort?.postMessage('written');
