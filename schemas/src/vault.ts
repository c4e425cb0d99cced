import { type Static, Type } from 'typebox';
import { CommandId, EntityId, Sha256, strict, Timestamp } from './base.ts';

/** Chosen at random by the client, never used twice. */
export const VaultId = Type.String({ pattern: '^vlt-[0-9a-f]{32}$' });
export const VaultFieldName = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9]{0,39}$' });

/**
 * What goes into a vault, in the transient field `vault` of the transaction and nowhere else: canonical JSON. A
 * field's commitment is the digest of `[salt, field, value]`, which is also the hash that Fabric keeps in public.
 */
export const VaultContent = strict({
  commandId: CommandId,
  fields: Type.Record(
    VaultFieldName,
    strict({ salt: Type.String({ pattern: '^[0-9a-f]{32,64}$' }), value: Type.Unknown() }),
  ),
});

/** The transactions of the vault take public arguments that say nothing but ids and digests. */
export const vaultTransactions = {
  'vault:store': strict({ vault: VaultId }),
  'vault:read': strict({ vault: VaultId, fields: Type.Array(VaultFieldName, { minItems: 1, maxItems: 100 }) }),
  'vault:check': strict({ vault: VaultId, host: Type.String(), commitments: Type.Record(VaultFieldName, Sha256) }),
};

/** The record of a vault, kept inside its collection. */
export const VaultRecord = strict({
  schema: Type.Literal('vault/1'),
  vault: VaultId,
  entity: EntityId,
  commandId: CommandId,
  fields: Type.Array(VaultFieldName),
  time: Timestamp,
});

export type VaultContent = Static<typeof VaultContent>;
export type VaultRecord = Static<typeof VaultRecord>;
export type VaultTransactions = { [F in keyof typeof vaultTransactions]: Static<(typeof vaultTransactions)[F]> };
