import { X509Certificate } from 'node:crypto';
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Config, templateDir } from '../config.ts';
import type { Keeper } from '../documents/index.ts';
import { isServed, keepsNothing, knowsMigration, openDatabase, restoreLocal } from '../store/index.ts';
import { checkBackup, copyWhole, filesIn, type Manifest } from './manifest.ts';
import { folders, KEEPER, keys, LOCAL } from './places.ts';

/** Into what a backup is restored. */
export interface Restoring {
  readonly config: Config;
  /** The gateway's own identity now. */
  readonly keeper: Keeper;
  /** Hash of the channel's block 0, as the peer gives it. */
  readonly genesis: () => Promise<string>;
  /** Puts the backup in the place of what is there. */
  readonly replace: boolean;
}

async function* rows(file: string): AsyncGenerator<string> {
  let first = true;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (!first) yield line;
    first = false;
  }
}

/** Where a file of a backup belongs; undefined for what is not laid as it is. */
function placeOf(path: string, config: Config): string | undefined {
  const key = keys(config).find(({ name }) => name === path);
  if (key) return key.at;
  const folder = folders(config).find(({ name }) => path.startsWith(`${name}/`));
  return folder && join(folder.at, path.slice(folder.name.length + 1));
}

/** What was sealed to an identity that is no longer the gateway's stays open by it. */
async function keepFormerIdentity(from: string, config: Config, keeper: Keeper): Promise<void> {
  const fingerprint = (pem: string) => new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase();
  const former = fingerprint(readFileSync(join(from, KEEPER.certificate), 'utf8'));
  if (former === fingerprint(keeper.certificate)) return;
  const at = join(config.home, 'gateway', 'documents', 'keys', `former-${former.slice(0, 16)}`);
  await copyWhole(join(from, KEEPER.key), `${at}.key`);
  await copyWhole(join(from, KEEPER.certificate), `${at}.pem`);
}

/**
 * Puts a backup back: the gateway's own tables and its files. The projection is not among them; the gateway reads it anew
 * from block 0. @throws Error when the backup is damaged, newer or of another channel, or the home is not empty
 */
export async function restoreBackup(from: string, { config, keeper, genesis, replace }: Restoring): Promise<Manifest> {
  const manifest = await checkBackup(from);
  if (!knowsMigration(manifest.migration))
    throw new Error(`the backup is of a newer version (${manifest.migration}): install that version first`);
  const here = await genesis();
  if (manifest.genesis !== here)
    throw new Error(`the backup is of another channel: its block 0 is ${manifest.genesis}, here it is ${here}`);
  const there = await Promise.all(folders(config).map(({ asked, at }) => (asked ? [] : filesIn(at))));
  if (!replace && there.flat().length > 0) throw new Error('there are documents in this home: --replace keeps both');
  const directory = join(config.home, 'gateway', 'pg');
  const database = await openDatabase({ url: config.databaseUrl, directory, cache: templateDir() });
  try {
    if (await isServed(database)) throw new Error('a gateway of this database runs: stop it first');
    if (!replace && !(await keepsNothing(database)))
      throw new Error('the database holds a gateway’s own data: --replace puts the backup in its place');
    for (const { path } of manifest.files) {
      const place = placeOf(path, config);
      if (place) await copyWhole(join(from, path), place);
    }
    await keepFormerIdentity(from, config, keeper);
    await restoreLocal(database, rows(join(from, LOCAL)));
  } finally {
    await database.destroy();
  }
  return manifest;
}
