import { commitment, type VaultContent } from '@suyuan/schemas';
import { type Reader, readsVault } from '../../access/index.ts';
import type { Reads, VaultStore } from '../../store/index.ts';

/** Salted values of a vault, by field. */
export type VaultValues = VaultContent['fields'];

/**
 * What some vaults hold, in the order of their ids: undefined for one that its reader may not read, or that this operator's
 * peer has not. Of each field only what the ledger is committed to.
 */
export async function vaultValues(
  ids: readonly string[],
  reader: Reader,
  { reads, vaults }: { readonly reads: Reads; readonly vaults: VaultStore },
): Promise<readonly (VaultValues | undefined)[]> {
  if (reader.entity === undefined) return ids.map(() => undefined);
  const [named, openings] = await Promise.all([reads.byRef('named-vault/1', ids), reads.byRef('opening/1', ids)]);
  const readable = ids.flatMap((id) => {
    const found = named.get(id)?.[0];
    const may = found && readsVault(reader, found.entity, openings.get(id) ?? []);
    const commitments = Object.entries(found?.commitments ?? {}).filter(([field]) => may?.(field));
    return commitments.length > 0 ? [{ vault: id, commitments: Object.fromEntries(commitments) }] : [];
  });
  const held = await vaults.heldAll(readable.map(({ vault }) => vault));
  const values = readable.flatMap(({ vault, commitments }) => {
    const fields = Object.entries(held.get(vault)?.fields ?? {});
    const borne = fields.filter(([field, { salt, value }]) => commitments[field] === commitment(salt, field, value));
    return borne.length > 0 ? [[vault, Object.fromEntries(borne)] as const] : [];
  });
  const known = new Map(values);
  return ids.map((id) => known.get(id));
}
