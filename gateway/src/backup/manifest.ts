import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { canonical, fits, Sha256, sha256Hex, strict, Timestamp } from '@suyuan/schemas';
import { type Static, Type } from 'typebox';

/** What a backup holds. `digest` is that of the rest, as canonical JSON. */
const Manifest = strict({
  schema: Type.Literal('backup/1'),
  time: Timestamp,
  msp: Type.String(),
  genesis: Type.String(),
  block: Type.Integer({ minimum: 0 }),
  migration: Type.String(),
  files: Type.Array(strict({ path: Type.String(), sha256: Sha256, size: Type.Integer({ minimum: 0 }) })),
  digest: Sha256,
});

export type Manifest = Static<typeof Manifest>;
export type BackedUp = Manifest['files'][number];

const NAME = 'manifest.json';
const digestOf = (body: object) => `sha256:${sha256Hex(canonical(body))}`;

/** Copies a file, seen to the disk and readable by its owner alone; answers what was copied. */
export async function copyWhole(from: string, to: string): Promise<Omit<BackedUp, 'path'>> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  const beside = `${to}.${randomBytes(6).toString('hex')}.tmp`;
  const hash = createHash('sha256');
  let size = 0;
  const counted = new Transform({
    transform(part: Buffer, _encoding, done) {
      hash.update(part);
      size += part.length;
      done(null, part);
    },
  });
  await pipeline(createReadStream(from), counted, createWriteStream(beside, { flags: 'wx', mode: 0o600, flush: true }));
  await rename(beside, to);
  return { sha256: `sha256:${hash.digest('hex')}`, size };
}

/** Every file under a folder, by its path from there; none where there is no folder. */
export async function filesIn(folder: string): Promise<string[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    },
  );
  const files = found.filter((entry) => entry.isFile() && !entry.name.endsWith('.tmp'));
  return files.map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}

/** Written last: a folder without it is no backup. */
export async function writeManifest(folder: string, said: Omit<Manifest, 'digest' | 'schema'>): Promise<Manifest> {
  const body = { schema: 'backup/1' as const, ...said };
  const manifest = { ...body, digest: digestOf(body) };
  const handle = await open(join(folder, NAME), 'wx', 0o600);
  await handle.writeFile(canonical(manifest));
  await handle.sync();
  await handle.close();
  return manifest;
}

const inside = (path: string) => path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');

/** Reads the manifest of a backup and looks at every file of it. @throws Error that names what is not as it was made */
export async function checkBackup(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, NAME), 'utf8').catch(() => '');
  if (!text) throw new Error(`${folder} has no ${NAME}: it is no backup, or one that was not finished`);
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    throw new Error(`${NAME} is damaged`);
  }
  if (!fits(Manifest, manifest)) throw new Error(`${NAME} is damaged, or of another version`);
  const { digest, ...body } = manifest;
  if (digestOf(body) !== digest) throw new Error(`${NAME} is damaged: its digest is another`);
  for (const { path, sha256 } of manifest.files) {
    if (!inside(path)) throw new Error(`${NAME} names ${path}`);
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, path)), hash).catch(() => {
      throw new Error(`${path} is missing or cannot be read`);
    });
    if (`sha256:${hash.digest('hex')}` !== sha256)
      throw new Error(`${path} is damaged: its SHA-256 is not the manifest’s`);
  }
  return manifest;
}
