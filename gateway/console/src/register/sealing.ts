import type { Salted } from '@suyuan/client';
import type { Application, AssetText, Grade, ReleaseText, SealedApplication } from '@suyuan/schemas';
import { query } from '../data/http.ts';
import { InputFactsDocument } from '../generated/register.ts';
import { agreeTo } from '../session/sheet.ts';
import { session } from '../session/token.ts';
import { storeVault } from '../session/vault.ts';

type Vault = { readonly vault: string; readonly fields: Salted };
type Standing = { readonly rank: number; readonly grade: Grade };

/** Rank and grade of each input, as a sealed release claims them: an outside dataset has none of either. */
function standings(inputs: ReleaseText['inputs']): Promise<Standing[]> {
  return Promise.all(
    inputs.map(async (input): Promise<Standing> => {
      if (!('release' in input)) return { rank: 0, grade: 'general' };
      const { release } = await query(InputFactsDocument, { id: input.release });
      return { rank: release?.rank ?? 0, grade: (release?.grade?.grade.toLowerCase() ?? 'general') as Grade };
    }),
  );
}

/** A file's name may say too much: of a restricted asset only its kind is public. */
const nameless = (evidence: Application['evidence']) => evidence.map(({ name: _, ...file }) => file);
const byKind = (evidence: Application['evidence']) => evidence.map((file) => ({ ...file, name: file.kind }));

/** An application with its texts sealed, and the vaults that they go into. One without texts stays as it is. */
export async function sealed(
  application: Application,
): Promise<{ application: Application | SealedApplication; vaults: readonly Vault[] }> {
  if (!('asset' in application)) {
    return { application: { ...application, evidence: byKind(application.evidence) }, vaults: [] };
  }
  const { sealAsset } = await import('@suyuan/client');
  const text = sealAsset(application.asset);
  const evidence = nameless(application.evidence);
  if (application.type !== 'initial') {
    const { asset: _, ...rest } = application;
    return { application: { ...rest, sealed: text.sealed, evidence }, vaults: [text] };
  }
  const release = await sealedRelease(application.release);
  return {
    application: { type: 'initial', sealed: text.sealed, release: release.sealed, evidence },
    vaults: [text, release],
  };
}

export async function sealedRelease(text: ReleaseText) {
  const { sealRelease } = await import('@suyuan/client');
  return sealRelease(text, await standings(text.inputs));
}

/**
 * Puts texts into vaults of the person's host, once the person has seen what goes there. The public command that names
 * them comes after: what it says was committed to here.
 */
export async function stored(
  vaults: readonly Vault[],
  texts: { readonly asset?: AssetText; readonly release?: ReleaseText },
): Promise<void> {
  const held = session();
  if (vaults.length === 0 || !held) return;
  await agreeTo({ function: 'vault:store', command: texts }, held.key, vaults.length);
  for (const { vault, fields } of vaults) await storeVault(vault, fields, held.person.msp);
}
