import { type NamedVault, refuse } from '@suyuan/schemas';

/** What Fabric keeps in public of one private key: the digest of its value, and whether its policy is the one it needs. */
export type Kept = { readonly digest: string | undefined; readonly guarded: boolean };

/** Refuses commitments that a host's vault does not bear out, or whose keys one operator alone could change. */
export function mustBear(
  vault: { readonly id: string; readonly host: string },
  commitments: Readonly<Record<string, string>>,
  kept: Readonly<Record<string, Kept>>,
): void {
  for (const [name, commitment] of Object.entries(commitments)) {
    const found = kept[name];
    const params = { vault: vault.id, host: vault.host, name };
    if (!found?.digest) throw refuse('VAULT_NOT_THERE', params, 'vault');
    if (found.digest !== commitment) throw refuse('VAULT_MISMATCH', params, 'commitments');
    if (!found.guarded) throw refuse('VAULT_POLICY', params, 'vault');
  }
}

/** A vault is of one asset, for good: naming it again in the same asset changes nothing. */
export function mayName(before: NamedVault | undefined, asset: string, commitments: NamedVault['commitments']): void {
  if (!before) return;
  if (before.asset !== asset) throw refuse('VAULT_NAMED', { vault: before.vault, asset: before.asset }, 'vault');
  for (const [name, commitment] of Object.entries(commitments)) {
    if (before.commitments[name] !== commitment) throw refuse('VAULT_MISMATCH', { vault: before.vault, name }, 'vault');
  }
}
