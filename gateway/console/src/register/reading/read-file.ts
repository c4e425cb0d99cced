import type { Structure } from './structure.ts';
import type { Told } from './worker.ts';

/** What was read of a file, for the application. */
export type FileFacts = {
  readonly name: string;
  readonly size: number;
  readonly mediaType: string;
  readonly sha256: string;
  readonly sm3: string;
  readonly structure?: Structure | undefined;
  readonly unread?: string | undefined;
};

const TYPES: Readonly<Record<string, string>> = {
  csv: 'text/csv',
  json: 'application/json',
  ndjson: 'application/x-ndjson',
  jsonl: 'application/x-ndjson',
  parquet: 'application/vnd.apache.parquet',
  pdf: 'application/pdf',
  txt: 'text/plain',
  ofd: 'application/ofd',
};

export function mediaTypeOf(file: File): string {
  const ending = /\.(\w+)$/.exec(file.name.toLowerCase())?.[1] ?? '';
  return TYPES[ending] ?? (file.type.split(';')[0] || 'application/octet-stream');
}

/** Reads a file in a worker of its own, which ends when it is told to. Throws when it was cancelled. */
export function readFile(file: File, progress: (at: number) => void, signal: AbortSignal): Promise<FileFacts> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' });
  return new Promise<FileFacts>((resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason));
    worker.onerror = (event) => reject(new Error(event.message));
    worker.onmessage = ({ data }: MessageEvent<Told>) => {
      if ('at' in data) return progress(data.at);
      resolve({ name: file.name, size: file.size, mediaType: mediaTypeOf(file), ...data });
    };
    worker.postMessage(file);
  }).finally(() => worker.terminate());
}
