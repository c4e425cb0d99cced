import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

export type Row = { readonly what: string; readonly value: string; readonly note: string };

/** Runs a task from many workers for some seconds; answers how many a second came back, and the 95th percentile in ms. */
export async function rate(
  workers: number,
  seconds: number,
  task: (worker: number, n: number) => Promise<unknown>,
): Promise<{ perSecond: number; p95: number; failed: number }> {
  const times: number[] = [];
  let failed = 0;
  const began = performance.now();
  const until = began + seconds * 1000;
  const work = async (worker: number) => {
    for (let n = 0; performance.now() < until; n += 1) {
      const start = performance.now();
      try {
        await task(worker, n);
        times.push(performance.now() - start);
      } catch {
        failed += 1;
      }
    }
  };
  await Promise.all(Array.from({ length: workers }, (_, worker) => work(worker)));
  const took = (performance.now() - began) / 1000;
  times.sort((a, b) => a - b);
  return { perSecond: times.length / took, p95: times[Math.floor(times.length * 0.95)] ?? 0, failed };
}

/** Resident memory of a process, in MB. */
export function memoryOf(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}

/** Processes that a process started, and those that they started. */
export function childrenOf(pid: number): { pid: number; command: string }[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  const all = lines.map((line) => {
    const [, id, parent, command] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    return { pid: Number(id), parent: Number(parent), command: command ?? '' };
  });
  const below = (of: number): { pid: number; command: string }[] =>
    all.filter(({ parent }) => parent === of).flatMap((one) => [one, ...below(one.pid)]);
  return below(pid);
}

/** A table for a terminal. */
export function print(rows: readonly Row[]): void {
  const width = Math.max(...rows.map((row) => row.what.length));
  const values = Math.max(...rows.map((row) => row.value.length));
  for (const { what, value, note } of rows) console.log(`${what.padEnd(width)}  ${value.padStart(values)}  ${note}`);
}
