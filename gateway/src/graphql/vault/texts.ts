import {
  type AssetText,
  assetOfFields,
  externalId,
  type InputRef,
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
export async function assetInVault(
  vault: string | undefined,
  { values }: Loaders,
): Promise<Partial<AssetText> | undefined> {
  const found = vault === undefined ? undefined : await values(vault);
  return found && (assetOfFields(plain(found)) as Partial<AssetText>);
}

type Hidden = Partial<ReleaseText> & Pick<ReleaseText, 'inputs'>;

/** The same of a release. */
export async function releaseInVault(vault: string | undefined, { values }: Loaders): Promise<Hidden | undefined> {
  const found = vault === undefined ? undefined : await values(vault);
  return found && (releaseOfFields(plain(found)) as Hidden);
}

export const inputId = (input: InputRef): string => ('release' in input ? input.release : externalId(input.external));

/** Ids of the inputs that a release's vault holds. */
export const inputsInVault = async (vault: string | undefined, load: Loaders): Promise<string[] | undefined> =>
  (await releaseInVault(vault, load))?.inputs.map(inputId);

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
