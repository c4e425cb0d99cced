import { copyFileSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import type { Layout } from '../layout.ts';
import type { ServicePackage } from './package.ts';

/**
 * Keeps a copy of a bundle in the home, named by its digest, so that a restarted service runs what was approved even
 * after the source was built anew. Only a file that stands alone (`.cjs`) can be copied; others run where they lie.
 */
export const keepBundle = (layout: Layout, bundle: ServicePackage): ServicePackage => {
  if (extname(bundle.main) !== '.cjs') return bundle;
  const main = join(layout.root, 'bundles', `${bundle.label}.cjs`);
  if (!existsSync(main)) {
    mkdirSync(dirname(main), { recursive: true });
    copyFileSync(bundle.main, `${main}.tmp`);
    renameSync(`${main}.tmp`, main);
  }
  return { ...bundle, main };
};
