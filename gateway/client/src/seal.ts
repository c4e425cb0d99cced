import {
  type AssetText,
  assetFields,
  type Commitments,
  commitment,
  type Grade,
  type ReleaseText,
  releaseVaultFields,
  type SealedAsset,
  type SealedRelease,
  type VaultContent,
} from '@suyuan/schemas';

/** Salted values of one vault: they go into it, and nowhere else. */
export type Salted = VaultContent['fields'];

/** What goes into a vault, and what is said of it in public. */
export type Sealing<S> = { readonly vault: string; readonly fields: Salted; readonly sealed: S };

const hex = (bytes: number) =>
  Array.from(crypto.getRandomValues(new Uint8Array(bytes)), (byte) => byte.toString(16).padStart(2, '0')).join('');

function salted(values: Readonly<Record<string, unknown>>): Salted {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given.map(([field, value]) => [field, { salt: hex(32), value }]));
}

const commitmentsOf = (fields: Salted): Commitments =>
  Object.fromEntries(Object.entries(fields).map(([field, { salt, value }]) => [field, commitment(salt, field, value)]));

/** An asset's text for a fresh vault, each field with a random salt of its own. */
export function sealAsset(text: AssetText): Sealing<SealedAsset> {
  const vault = `vlt-${hex(16)}`;
  const fields = salted(assetFields(text));
  return { vault, fields, sealed: { vault, grade: text.grade, commitments: commitmentsOf(fields) } };
}

/** A release's text for a fresh vault. Of each of its inputs, in their order, rank and grade: a dataset outside has rank 0. */
export function sealRelease(
  text: ReleaseText,
  inputs: readonly { readonly rank: number; readonly grade: Grade }[] = [],
): Sealing<SealedRelease> {
  const vault = `vlt-${hex(16)}`;
  const fields = salted(releaseVaultFields(text));
  const all = commitmentsOf(fields);
  const edges = text.inputs.map((_, n) => ({
    commitment: all[`edge${n}`] ?? '',
    grade: inputs[n]?.grade ?? 'general',
  }));
  const commitments = Object.fromEntries(Object.entries(all).filter(([field]) => !field.startsWith('edge')));
  const rank = 1 + Math.max(0, ...inputs.map((input) => input.rank));
  return { vault, fields, sealed: { vault, grade: text.grade, rank, commitments, inputs: edges } };
}
