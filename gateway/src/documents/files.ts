import { randomBytes } from 'node:crypto';
import { open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { canonical, fits } from '@suyuan/schemas';
import type { Static, TSchema } from 'typebox';

/** Sees a folder's own entries to the disk, after which a rename in it outlasts a crash. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/** Writes a file whole or not at all, also where the machine stops in the middle. */
export async function writeJson(file: string, value: object): Promise<void> {
  const beside = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  const handle = await open(beside, 'wx', 0o600);
  try {
    await handle.writeFile(canonical(value));
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(beside, file);
  await syncFolder(dirname(file));
}

const isMissing = (error: unknown) => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** What a promise answers, or undefined where the file or folder that it is about is not there. */
export const ifThere = <T>(promise: Promise<T>): Promise<T | undefined> =>
  promise.catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });

/** A JSON file that fits a schema; undefined where it is not there, or is something else. */
export async function readJson<S extends TSchema>(schema: S, file: string): Promise<Static<S> | undefined> {
  const text = await ifThere(readFile(file, 'utf8'));
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return fits(schema, value) ? value : undefined;
  } catch {
    return undefined;
  }
}
