import type { Application, AssetText, ReleaseText, SealedApplication } from '@suyuan/schemas';
import { session } from '../session/token.ts';
import { readVault } from '../session/vault.ts';

const valuesOf = async (vault: string) => {
  const found = await readVault(vault, session()?.person.msp ?? '');
  return Object.fromEntries(Object.entries(found).map(([field, { value }]) => [field, value]));
};

/** The text of a restricted asset of one's own, out of its vault. */
export async function assetIn(vault: string): Promise<AssetText> {
  const { assetOfFields } = await import('@suyuan/schemas');
  return assetOfFields(await valuesOf(vault)) as AssetText;
}

/** A sealed application of one's own as it would be in the open; its files have no names there. */
export async function unsealed(application: SealedApplication): Promise<Application> {
  const evidence = application.evidence.map((file) => ({ ...file, name: file.kind }));
  const { sealed, ...rest } = application;
  const asset = await assetIn(sealed.vault);
  if (rest.type !== 'initial') return { ...rest, evidence, asset };
  const { releaseOfFields } = await import('@suyuan/schemas');
  return { ...rest, evidence, asset, release: releaseOfFields(await valuesOf(rest.release.vault)) as ReleaseText };
}
