import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

/** `node build.ts [--if-stale]`: makes `dist`, always or only when its sources are others than those it was made of. */
const here = fileURLToPath(new URL('.', import.meta.url));
const dist = join(here, 'dist');
const mark = join(dist, 'sources.sha256');

/** Digest of everything that the build depends on. */
function sources(): string {
  const hash = createHash('sha256');
  const files = globSync(
    [
      '*.{html,json,ts}',
      'public/**/*.*',
      'src/**/*.*',
      '../client/src/*.ts',
      '../../schemas/{src,profiles}/**/*.*',
      '../../package-lock.json',
    ],
    { cwd: here },
  );
  for (const file of files.sort())
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(here, file)))
      .update('\0');
  return hash.digest('hex');
}

/** Beside each file that compresses, the compressed one, for the gateway to send. */
function compress(folder: string): void {
  for (const file of globSync('assets/*.{js,css,svg,wasm}', { cwd: folder })) {
    const path = join(folder, file);
    writeFileSync(`${path}.gz`, gzipSync(readFileSync(path), { level: 9 }));
  }
}

// Tests run with another mode, for which React would be built with its checks, twice as large.
process.env.NODE_ENV = 'production';

const digest = sources();
const fresh = existsSync(mark) && readFileSync(mark, 'utf8') === digest;

if (!fresh || !process.argv.includes('--if-stale')) {
  const { build } = await import('vite');
  // Made aside and put in place whole: a gateway may be serving the one before.
  const made = join(here, `dist-${process.pid}`);
  await build({ root: here, logLevel: 'warn', build: { outDir: made, emptyOutDir: true } });
  compress(made);
  writeFileSync(join(made, 'sources.sha256'), digest);
  mkdirSync(dist, { recursive: true });
  rmSync(`${made}-old`, { recursive: true, force: true });
  renameSync(dist, `${made}-old`);
  renameSync(made, dist);
  rmSync(`${made}-old`, { recursive: true, force: true });
}
