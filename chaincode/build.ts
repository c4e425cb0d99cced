import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PluginBuild } from 'esbuild';

/** `node build.ts [--if-stale]`: makes `dist/suyuan.cjs`, always or only when a source is newer. */
const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const outfile = here('dist/suyuan.cjs');

function newest(folder: string): number {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return Math.max(...files.map((name) => statSync(join(folder, name)).mtimeMs));
}

const sources = [here('src'), here('../schemas/src')];
const fresh = existsSync(outfile) && sources.every((folder) => newest(folder) < statSync(outfile).mtimeMs);

/** Puts our logger in the place of the shim's and of the contract API's. */
const quietShim = {
  name: 'quiet-shim',
  setup(build: PluginBuild) {
    build.onResolve({ filter: /\/logger$/ }, ({ importer }) =>
      /fabric-(shim|contract-api)/.test(importer) ? { path: here('src/shim-logger.ts') } : undefined,
    );
  },
};

if (!fresh || !process.argv.includes('--if-stale')) {
  const { build } = await import('esbuild');
  // One file with everything inside: its digest is what operators approve, and it runs on older Nodes too.
  await build({
    entryPoints: [here('src/index.ts')],
    outfile,
    // Paths in the bundle are relative to this folder, so that its digest is the same wherever it is built.
    absWorkingDir: here('.'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    logLevel: 'warning',
    plugins: [quietShim],
    footer: {
      js: 'if (require.main === module) module.exports.serve().catch((e) => { console.error(e); process.exit(1); });',
    },
  });
}
console.log(`${outfile} sha256:${createHash('sha256').update(readFileSync(outfile)).digest('hex')}`);
