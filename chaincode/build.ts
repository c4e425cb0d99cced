import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const outfile = fileURLToPath(new URL('dist/suyuan.cjs', import.meta.url));

// One file with everything inside: its digest is what operators approve, and it runs on older Nodes too.
await build({
  entryPoints: [fileURLToPath(new URL('src/index.ts', import.meta.url))],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  logLevel: 'warning',
  footer: {
    js: 'if (require.main === module) module.exports.serve().catch((e) => { console.error(e); process.exit(1); });',
  },
});
console.log(`${outfile} sha256:${createHash('sha256').update(readFileSync(outfile)).digest('hex')}`);
