import { type NamedVault, type Profile, refuse } from '@suyuan/schemas';
import { key } from '../ledger/keys.ts';
import type { Ledger } from '../ledger/transaction.ts';
import { roster } from '../membership/state.ts';
import { digestsOf, keptOf } from './collection.ts';
import { hostAndTwo } from './policy.ts';
import { mayName, mustBear } from './rules/naming.ts';

/** What every key of a host's vaults is guarded by, with the committee as it is now. */
export async function guard(ledger: Ledger, host: string): Promise<Uint8Array> {
  const { operators } = await roster(ledger);
  return hostAndTwo(
    host,
    operators.filter((operator) => operator.committee).map((operator) => operator.msp),
  );
}

/** A vault and what a public command says of it. */
export type Naming = {
  readonly id: string;
  readonly host: string;
  readonly commitments: Readonly<Record<string, string>>;
};

/**
 * Checks what a public command commits to against the vault, by the hashes and policies that every peer has, and answers
 * the document that names the vault; none when the same asset has named it before.
 */
export async function name(
  ledger: Ledger,
  vault: Naming,
  of: Pick<NamedVault, 'entity' | 'asset' | 'part' | 'case'> & { profile: Pick<Profile, 'id' | 'version'> },
): Promise<NamedVault[]> {
  const { id, host, commitments } = vault;
  const before = await ledger.get('named-vault/1', key.namedVault(id));
  mayName(before, of.asset, commitments);
  mustBear(vault, commitments, await keptOf(ledger, vault, Object.keys(commitments), await guard(ledger, host)));
  if (before) return [];
  const { profile, ...about } = of;
  return [
    {
      schema: 'named-vault/1',
      vault: id,
      host,
      ...about,
      profile: { id: profile.id, version: profile.version },
      commitments: { ...commitments },
      time: ledger.time,
    },
  ];
}

/** Refuses unless a named vault was opened to an entity, all of it, and its values have come to the entity's host. */
export async function mustBeOpen(ledger: Ledger, vault: string, to: { id: string; host: string }): Promise<void> {
  const named = await ledger.need('named-vault/1', key.namedVault(vault), 'vault');
  if (named.entity === to.id) return;
  const opening = await ledger.get('opening/1', key.opening(vault, to.id));
  if (!opening || opening.fields) throw refuse('VAULT_UNOPENED', { vault, entity: to.id }, 'case');
  const there = await digestsOf(ledger, { id: vault, host: to.host }, Object.keys(named.commitments));
  for (const [field, commitment] of Object.entries(named.commitments)) {
    if (there[field] !== commitment) {
      throw refuse('VAULT_UNDELIVERED', { vault, name: field, host: to.host }, 'case');
    }
  }
}
