import { type Static, Type } from 'typebox';
import {
  Actor,
  AssetId,
  CaseId,
  CommandId,
  command,
  EntityId,
  MspId,
  ProfileId,
  Reason,
  Sha256,
  strict,
  Timestamp,
} from './base.ts';

/** Chosen at random by the client, never used twice. */
export const VaultId = Type.String({ pattern: '^vlt-[0-9a-f]{32}$' });
export const VaultFieldName = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9]{0,39}$' });
/** Where a text lies that is not in channel state. */
export const VaultRef = strict({ id: VaultId, host: MspId });

const Salted = strict({ salt: Type.String({ pattern: '^[0-9a-f]{32,64}$' }), value: Type.Unknown() });
const FieldCommitments = Type.Record(VaultFieldName, Sha256);
/** Of a vault that is opened in part: the fields that are, such as `edge0`. */
const OpenedFields = Type.Optional(Type.Array(VaultFieldName, { minItems: 1, maxItems: 200, uniqueItems: true }));

/**
 * What goes into a vault, in the transient field `vault` of the transaction and nowhere else: canonical JSON. A
 * field's commitment is the digest of `[salt, field, value]`, which is also the hash that Fabric keeps in public.
 */
export const VaultContent = strict({ commandId: CommandId, fields: Type.Record(VaultFieldName, Salted) });

/**
 * The private transactions of the vault: their public argument says nothing but ids, their values are transient. Each is
 * endorsed by one operator alone: `vault:store` by the entity's host, `vault:deliver` by the host of whom it was opened to.
 */
export const privateTransactions = {
  'vault:store': strict({ vault: VaultId }),
  'vault:deliver': strict({ vault: VaultId, to: EntityId }),
};

/** Answered by the peer that holds the values; asked of that one alone. */
export const privateQueries = {
  'vault:read': strict({ vault: VaultId, fields: Type.Array(VaultFieldName, { minItems: 1, maxItems: 100 }) }),
  'vault:record': strict({ vault: VaultId }),
};

/** The record of a vault, kept inside its collection. It says nothing of the values. */
export const VaultRecord = strict({
  schema: Type.Literal('vault/1'),
  vault: VaultId,
  entity: EntityId,
  commandId: CommandId,
  fields: Type.Array(VaultFieldName),
  time: Timestamp,
});

const Ground = Type.Enum(['registration', 'transfer', 'agreement', 'supervision']);

export const vaultCommands = {
  'vault:open': command({
    vault: VaultId,
    to: EntityId,
    ground: Ground,
    fields: OpenedFields,
    reason: Type.Optional(Reason),
  }),
  'vault:hold': command({ vault: VaultId, reason: Reason }),
  'vault:lift': command({ vault: VaultId, reason: Reason }),
  'vault:purge': command({ vault: VaultId, host: MspId, record: VaultRecord, reason: Reason }),
  'vault:attest': command({ vault: VaultId, host: MspId }),
};

/** Answered alike by every peer that has read as far. */
export const vaultQueries = {
  'vault:check': strict({ vault: VaultId, host: MspId, commitments: FieldCommitments }),
  'vault:named': strict({ vault: VaultId }),
  'vault:opening': strict({ vault: VaultId, to: EntityId }),
  'vault:presence': strict({
    vault: VaultId,
    host: MspId,
    fields: Type.Array(VaultFieldName, { minItems: 1, maxItems: 200 }),
  }),
  'vault:erasure': strict({ vault: VaultId, host: MspId }),
};

export const vaultDocuments = {
  /** A vault that a public command has named: what it is of, and what each of its fields is committed to. */
  'named-vault/1': strict({
    schema: Type.Literal('named-vault/1'),
    vault: VaultId,
    host: MspId,
    entity: EntityId,
    asset: AssetId,
    part: Type.Enum(['asset', 'release']),
    case: Type.Optional(CaseId),
    profile: strict({ id: ProfileId, version: Type.Integer() }),
    commitments: FieldCommitments,
    time: Timestamp,
  }),
  /** That an entity may read a vault, or the named fields of it, by whom and on what ground. */
  'opening/1': strict({
    schema: Type.Literal('opening/1'),
    vault: VaultId,
    entity: EntityId,
    to: EntityId,
    toHost: MspId,
    ground: Ground,
    fields: OpenedFields,
    reason: Type.Optional(Reason),
    by: Actor,
    time: Timestamp,
  }),
  'legal-hold/1': strict({
    schema: Type.Literal('legal-hold/1'),
    vault: VaultId,
    state: Type.Enum(['in-force', 'lifted']),
    by: Actor,
    reason: Reason,
    liftedBy: Type.Optional(Actor),
    liftedBecause: Type.Optional(Reason),
    time: Timestamp,
  }),
  /** The erasure certificate: what was purged of one host's collection, by whom and why. */
  'erasure/1': strict({
    schema: Type.Literal('erasure/1'),
    vault: VaultId,
    host: MspId,
    entity: EntityId,
    asset: Type.Optional(AssetId),
    fields: Type.Array(VaultFieldName),
    storedAt: Timestamp,
    reason: Reason,
    by: Actor,
    purgedIn: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    time: Timestamp,
  }),
  /** An operator's word that its peer has nothing of an erased vault any more. */
  'absence/1': strict({
    schema: Type.Literal('absence/1'),
    vault: VaultId,
    host: MspId,
    msp: MspId,
    by: Actor,
    time: Timestamp,
  }),
};

export type VaultRef = Static<typeof VaultRef>;
export type VaultContent = Static<typeof VaultContent>;
export type VaultRecord = Static<typeof VaultRecord>;
export type PrivateTransactions = {
  [F in keyof typeof privateTransactions]: Static<(typeof privateTransactions)[F]>;
};
export type PrivateQueries = { [F in keyof typeof privateQueries]: Static<(typeof privateQueries)[F]> };
export type NamedVault = Static<(typeof vaultDocuments)['named-vault/1']>;
export type Opening = Static<(typeof vaultDocuments)['opening/1']>;
export type LegalHold = Static<(typeof vaultDocuments)['legal-hold/1']>;
export type Erasure = Static<(typeof vaultDocuments)['erasure/1']>;
export type Absence = Static<(typeof vaultDocuments)['absence/1']>;
