import type { Salted } from '@suyuan/client';
import type { VaultRecord } from '@suyuan/schemas';
import { query } from '../data/http.ts';
import { DeliverVaultDocument, QuestionDocument, StoreVaultDocument } from '../generated/command.ts';
import { byWallet, ownClient } from './act.ts';

/**
 * Values that are for one operator's peer alone: they go in transactions of their own, which the client signs for no other
 * operator, at the gateway of the person's own host.
 */
export async function storeVault(vault: string, fields: Salted, host: string): Promise<void> {
  if (byWallet()) await query(StoreVaultDocument, { input: { vault, fields } });
  else await (await ownClient()).transactPrivately('vault:store', { vault }, fields, host);
}

/** All that a vault of one's own holds, of the peer of its host. */
export async function readVault(vault: string, host: string): Promise<Salted> {
  const ask = async <Answer>(name: 'vault:record' | 'vault:read', argument: { vault: string; fields?: string[] }) =>
    byWallet()
      ? ((await query(QuestionDocument, { function: name, argument })).question as Answer)
      : (await ownClient()).ask<Answer>(name, argument as never, host);
  const { fields } = await ask<VaultRecord>('vault:record', { vault });
  return ask<Salted>('vault:read', { vault, fields });
}

/** Brings a vault's values to the peer of an entity's host, to which they were opened. */
export async function deliverVault(vault: string, to: { entity: string; host: string }, host: string): Promise<void> {
  if (byWallet()) {
    await query(DeliverVaultDocument, { input: { vault, to: to.entity } });
    return;
  }
  const fields = await readVault(vault, host);
  await (await ownClient()).transactPrivately('vault:deliver', { vault, to: to.entity }, fields, to.host);
}
