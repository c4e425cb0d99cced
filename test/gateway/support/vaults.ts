import type { Salted } from '@suyuan/client';
import { type Asset, canonical, type NamedVault, type Opening, type Release, type VaultRecord } from '@suyuan/schemas';
import { at, tx } from './chain.ts';
import { assetId, releaseId } from './documents.ts';

const by = { msp: 'GroupMSP', entity: 'huaxin', person: 'li' };
const HOST = 'GroupMSP';

/** What a host's peer delivers of a vault: one private write for each field, and one for its record. */
export function vaultWrites(vault: string, fields: Salted, entity = 'huaxin') {
  const record: VaultRecord = {
    schema: 'vault/1',
    vault,
    entity,
    commandId: `store-${vault}`,
    fields: Object.keys(fields),
    time: at(0),
  };
  const values = Object.entries(fields).map(([field, { salt, value }]) => ({
    key: `vault/${vault}/${field}`,
    value: canonical([salt, field, value]),
  }));
  return [...values, { key: `vault/${vault}`, value: canonical(record) }];
}

export function namedVault(n: number, vault: string, commitments: NamedVault['commitments'], change = {}) {
  const document: NamedVault = {
    schema: 'named-vault/1',
    vault,
    host: HOST,
    entity: 'huaxin',
    asset: assetId(n),
    part: 'asset',
    profile: { id: 'general', version: 1 },
    commitments,
    time: at(n),
    ...change,
  };
  return { key: `named/${vault}`, document };
}

export function opening(vault: string, to: string, change: Partial<Opening> = {}) {
  const document: Opening = {
    schema: 'opening/1',
    vault,
    entity: 'huaxin',
    to,
    toHost: HOST,
    ground: 'agreement',
    by,
    time: at(0),
    ...change,
  };
  return { key: `opening/${vault}/${to}`, document };
}

export function restrictedAsset(n: number, vault: string, commitments: Asset['commitments']) {
  const document: Asset = {
    schema: 'asset/1',
    id: assetId(n),
    entity: 'huaxin',
    disclosure: 'restricted',
    gradeFloor: 'general',
    state: 'registered',
    vault: { id: vault, host: HOST },
    commitments,
    committedIn: tx(n),
    version: 1,
    profile: { id: 'general', version: 1 },
    time: at(n),
  };
  return { key: `asset/${document.id}`, document };
}

export function restrictedRelease(n: number, vault: string, commitments: Release['commitments']) {
  const document: Release = {
    schema: 'release/1',
    id: releaseId(n),
    asset: assetId(n),
    entity: 'huaxin',
    disclosure: 'restricted',
    vault: { id: vault, host: HOST },
    commitments,
    committedIn: tx(n),
    rank: 1,
    time: at(n),
  };
  return { key: `release/${document.id}`, document };
}
