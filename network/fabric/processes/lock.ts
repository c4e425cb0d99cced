import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readJson } from '../../files.ts';
import { beginningOf } from './identity.ts';
import type { ProcessRecord } from './registry.ts';

const take = (file: string): boolean => {
  const own: ProcessRecord = { pid: process.pid, began: beginningOf(process.pid) ?? '' };
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(own), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
};

/**
 * Runs some work while no other command of this machine changes the same consortium; a lock that a killed command left
 * behind is taken over.
 * @throws naming the process that is at work
 */
export const exclusively = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
  if (!take(file)) {
    const holder = readJson(file) as ProcessRecord | undefined;
    if (holder && beginningOf(holder.pid) === holder.began) {
      throw new Error(`process ${holder.pid} is changing this network: wait until it has done`);
    }
    rmSync(file, { force: true });
    if (!take(file)) throw new Error('another command is changing this network: wait until it has done');
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
};

/** Fails the work when this process is told to end, so that its own clearing up still runs. */
export const unlessInterrupted = async <T>(work: Promise<T>): Promise<T> => {
  let stop = (): void => undefined;
  const interrupted = new Promise<never>((_, reject) => {
    stop = () => reject(new Error('interrupted'));
  });
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    return await Promise.race([work, interrupted]);
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
};
