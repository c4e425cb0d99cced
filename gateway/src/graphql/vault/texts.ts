import {
  type AssetText,
  assetOfFields,
  type ReleaseText,
  releaseOfFields,
  type SealedApplication,
} from '@suyuan/schemas';
import type { Loaders } from '../loaders.ts';
import type { ApplicationModel } from '../models.ts';
import type { VaultValues } from './values.ts';

const plain = (values: VaultValues) =>
  Object.fromEntries(Object.entries(values).map(([field, { value }]) => [field, value]));

/** The text of an asset that its vault holds, as far as the reader may read it. */
export async function assetInVault(vault: string | undefined, load: Loaders): Promise<Partial<AssetText> | undefined> {
  const found = vault === undefined ? undefined : await load.values(vault);
  if (!found) return undefined;
  const { descriptor, ...text } = assetOfFields(plain(found)) as AssetText;
  return Object.keys(descriptor).length > 0 ? { ...text, descriptor } : text;
}

/** The same of a release. */
export async function releaseInVault(
  vault: string | undefined,
  load: Loaders,
): Promise<Partial<ReleaseText> | undefined> {
  const found = vault === undefined ? undefined : await load.values(vault);
  const text = found && (releaseOfFields(plain(found)) as Partial<ReleaseText>);
  return text && Object.keys(text).length > 1 ? text : undefined;
}

/** A sealed application as it would be in the open, where its reader may read a vault of it; files have no names there. */
export async function applicationInVault(
  sealed: SealedApplication,
  load: Loaders,
): Promise<ApplicationModel | undefined> {
  const [asset, release] = await Promise.all([
    assetInVault(sealed.sealed.vault, load),
    releaseInVault(sealed.type === 'initial' ? sealed.release.vault : undefined, load),
  ]);
  if (!asset && !release) return undefined;
  const { sealed: _, ...rest } = sealed;
  const evidence = sealed.evidence.map((file) => ({ ...file, name: file.kind }));
  return { ...rest, evidence, asset, release };
}
