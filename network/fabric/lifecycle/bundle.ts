import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { locatePackage } from '../../embedded/endorser/package.ts';
import { writeWhole } from '../../files.ts';
import type { Layout } from '../layout.ts';
import type { KeptBundle } from '../state.ts';
import { type ServicePackage, servicePackage } from './package.ts';

const folderOf = (layout: Layout): string => join(layout.root, 'bundles');
const packageFile = (layout: Layout, label: string): string => join(folderOf(layout), `${label}.tar.gz`);

/**
 * Takes a chaincode package from its folder and keeps a copy in the home, named by the bundle's digest, so that a
 * restarted service runs what was approved even after the source was built anew. Only a bundle that
 * stands alone is copied; other packages run where they lie.
 */
export const takeBundle = (layout: Layout, name: string, folder: string): ServicePackage => {
  const bundle = servicePackage(locatePackage(name, folder));
  const file = packageFile(layout, bundle.label);
  if (!existsSync(file)) writeWhole(file, bundle.bytes);
  if (!bundle.serves) return bundle;
  const main = join(folderOf(layout), `${bundle.label}.cjs`);
  if (!existsSync(main)) {
    mkdirSync(dirname(main), { recursive: true });
    copyFileSync(bundle.main, `${main}.tmp`);
    renameSync(`${main}.tmp`, main);
  }
  return { ...bundle, main };
};

/** The bundle that the channel runs. */
export const loadBundle = (layout: Layout, kept: KeptBundle): ServicePackage => ({
  ...kept,
  bytes: readFileSync(packageFile(layout, kept.label)),
});

/** What of a bundle is kept in the state. */
export const kept = ({ bytes: _, ...rest }: ServicePackage): KeptBundle => rest;
