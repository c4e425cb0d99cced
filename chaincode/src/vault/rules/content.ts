import { canonical, firstBreach, type Opening, refuse, VaultContent, type VaultRecord } from '@suyuan/schemas';

/** Reads what the transient field holds; it is canonical JSON that fits its schema, with at least one field. */
export function content(bytes: Uint8Array | undefined): VaultContent {
  if (!bytes) throw refuse('VAULT_TRANSIENT', { rule: 'missing 缺失' }, 'vault');
  const value = parse(new TextDecoder().decode(bytes));
  const breach = firstBreach(VaultContent, value);
  if (breach) throw refuse('VAULT_TRANSIENT', { rule: `${breach.field}: ${breach.rule}` }, 'vault');
  const found = value as VaultContent;
  if (Object.keys(found.fields).length === 0) throw refuse('VAULT_TRANSIENT', { rule: 'no field 没有字段' }, 'vault');
  return found;
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    if (canonical(value) === text) return value;
  } catch {
    // What does not parse is not canonical either.
  }
  throw refuse('VAULT_TRANSIENT', { rule: 'canonical JSON (RFC 8785)' }, 'vault');
}

/** One private value: its SHA-256, which Fabric keeps in public, is the commitment of the field. */
export function entry(field: string, salted: { salt: string; value: unknown }): string {
  return canonical([salted.salt, field, salted.value]);
}

/** What was put in, read back: salt and value of a field. */
export function opened(text: string): { salt: string; value: unknown } {
  const [salt, , value] = JSON.parse(text) as [string, string, unknown];
  return { salt, value };
}

/** A vault is read by its own entity, and by those to whom the ledger says that it, or the fields asked for, were opened. */
export function mayRead(
  record: VaultRecord,
  entity: string,
  opening: Opening | undefined,
  fields: readonly string[] = [],
): void {
  if (record.entity === entity) return;
  if (opening?.to !== entity) throw refuse('VAULT_OWNER', { vault: record.vault }, 'vault');
  const hidden = opening.fields && fields.some((field) => !opening.fields?.includes(field));
  if (hidden) throw refuse('VAULT_UNOPENED', { vault: record.vault, entity }, 'fields');
}
