import { type PrivateQueries, refuse, type VaultRecord } from '@suyuan/schemas';
import type { Member } from '../access/caller.ts';
import { key } from '../ledger/keys.ts';
import type { Ledger } from '../ledger/transaction.ts';
import { mayRead, opened } from './rules/content.ts';
import type { Kept } from './rules/naming.ts';

export const collectionOf = (host: string) => `_implicit_org_${host}`;
export const recordKey = (vault: string) => `vault/${vault}`;
export const fieldKey = (vault: string, field: string) => `vault/${vault}/${field}`;

/** The digest that every peer has of a private value; undefined where there is none. */
export async function digestAt(ledger: Ledger, host: string, at: string): Promise<string | undefined> {
  const hash = await ledger.stub.getPrivateDataHash(collectionOf(host), at);
  return hash.length > 0 ? `sha256:${Buffer.from(hash).toString('hex')}` : undefined;
}

export async function digestsOf(
  ledger: Ledger,
  { id, host }: { id: string; host: string },
  fields: readonly string[],
): Promise<Record<string, string | undefined>> {
  const found: Record<string, string | undefined> = {};
  for (const field of fields) found[field] = await digestAt(ledger, host, fieldKey(id, field));
  return found;
}

/** Digest and policy of each field, as every peer has them. */
export async function keptOf(
  ledger: Ledger,
  vault: { id: string; host: string },
  fields: readonly string[],
  policy: Uint8Array,
): Promise<Record<string, Kept>> {
  const kept: Record<string, Kept> = {};
  for (const [field, digest] of Object.entries(await digestsOf(ledger, vault, fields))) {
    const at = fieldKey(vault.id, field);
    const found = digest
      ? await ledger.stub.getPrivateDataValidationParameter(collectionOf(vault.host), at)
      : new Uint8Array();
    kept[field] = { digest, guarded: Buffer.compare(Buffer.from(found), Buffer.from(policy)) === 0 };
  }
  return kept;
}

/** A private value of this peer's own collection, as text. */
export async function privateText(ledger: Ledger, at: string): Promise<string | undefined> {
  const bytes = await ledger.stub.getPrivateData(collectionOf(ledger.stub.getMspID()), at);
  return bytes.length > 0 ? Buffer.from(bytes).toString('utf8') : undefined;
}

async function recordHere(ledger: Ledger, vault: string): Promise<VaultRecord> {
  const text = await privateText(ledger, recordKey(vault));
  if (!text) throw refuse('NOT_FOUND', { what: 'vault', id: vault }, 'vault');
  return JSON.parse(text) as VaultRecord;
}

/**
 * The record of a vault that this peer holds, for whoever may read it. Implicit collections are not read-protected by
 * Fabric: this check is what keeps strangers out.
 */
export async function readable(
  ledger: Ledger,
  member: Member,
  vault: string,
  fields?: readonly string[],
): Promise<VaultRecord> {
  const record = await recordHere(ledger, vault);
  const entity = member.entity.id;
  mayRead(record, entity, await ledger.get('opening/1', key.opening(vault, entity)), fields);
  return record;
}

/** Salt and value of some fields of a vault that this peer holds, for whoever may read it. */
export async function valuesHere(
  ledger: Ledger,
  member: Member,
  { vault, fields }: PrivateQueries['vault:read'],
): Promise<Record<string, { salt: string; value: unknown }>> {
  await readable(ledger, member, vault, fields);
  const values: Record<string, { salt: string; value: unknown }> = {};
  for (const field of fields) {
    const text = await privateText(ledger, fieldKey(vault, field));
    if (!text) throw refuse('NOT_FOUND', { what: 'field', id: `${vault}/${field}` }, 'fields');
    values[field] = opened(text);
  }
  return values;
}
