import { createReadStream, existsSync, readdirSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Config } from '../config.ts';
import type { Keeper } from '../documents/index.ts';
import type { CopyHead } from '../store/index.ts';
import { type BackedUp, copyWhole, filesIn, type Manifest, writeManifest } from './manifest.ts';
import { folders, KEEPER, keys, LOCAL } from './places.ts';

/** What a backup is of, and how the gateway's own tables come into a file. */
export interface Taking {
  readonly config: Config;
  readonly msp: string;
  readonly keeper: Keeper;
  readonly wallets: boolean;
  readonly copyLocal: (file: string) => Promise<void>;
}

async function firstLine(file: string): Promise<CopyHead> {
  for await (const line of createInterface({ input: createReadStream(file) })) return JSON.parse(line) as CopyHead;
  throw new Error('the gateway gave nothing');
}

/**
 * Makes a backup in a folder that is new or empty. Tables first, documents after: a document that a row names is whole
 * by then, and is never changed. The manifest comes last. @throws where the folder holds something
 */
export async function takeBackup(to: string, { config, msp, keeper, wallets, copyLocal }: Taking): Promise<Manifest> {
  await mkdir(to, { recursive: true, mode: 0o700 });
  if (readdirSync(to).length > 0) throw new Error(`${to} is not empty`);
  const time = new Date().toISOString();
  const files: BackedUp[] = [];
  const take = async (from: string, path: string) => files.push({ path, ...(await copyWhole(from, join(to, path))) });

  const lines = join(to, `${LOCAL}.part`);
  await copyLocal(lines);
  const head = await firstLine(lines);
  await take(lines, LOCAL);
  await rm(lines);

  for (const { name, at, asked } of folders(config))
    if (!asked || wallets) for (const file of await filesIn(at)) await take(join(at, file), `${name}/${file}`);
  for (const { name, at } of keys(config)) if (existsSync(at)) await take(at, name);
  await mkdir(join(to, 'keeper'), { mode: 0o700 });
  for (const part of ['certificate', 'key'] as const) {
    const file = join(to, `${KEEPER[part]}.part`);
    await writeFile(file, keeper[part], { mode: 0o600 });
    await take(file, KEEPER[part]);
    await rm(file);
  }
  return writeManifest(to, { time, msp, ...head, files });
}
