import { type Actor, type Entity, type LegalHold, type NamedVault, type Opening, refuse } from '@suyuan/schemas';

export type Party = Actor & { readonly entity: string };

/** Who is given what, and why. */
export type Grant = {
  readonly ground: Opening['ground'];
  readonly reason: string | undefined;
  readonly to: Entity | undefined;
  readonly toId: string;
  readonly before: Opening | undefined;
  readonly byRegulator: boolean;
};

/** The entity of a vault opens it to another member; a regulator by its right to itself, with a reason. */
export function open(named: NamedVault, grant: Grant, by: Party, time: string): Opening {
  const { to, toId, ground, reason, before } = grant;
  if (to?.state !== 'active') throw refuse('NOT_FOUND', { what: 'entity', id: toId }, 'to');
  if (ground === 'supervision') {
    if (!grant.byRegulator || to.id !== by.entity || reason === undefined) throw refuse('VAULT_GROUND', {}, 'ground');
  } else if (named.entity !== by.entity) throw refuse('VAULT_OWNER', { vault: named.vault }, 'vault');
  if (before || to.id === named.entity) throw refuse('VAULT_OPENED', { vault: named.vault, entity: to.id }, 'to');
  return {
    schema: 'opening/1',
    vault: named.vault,
    entity: named.entity,
    to: to.id,
    toHost: to.host,
    ground,
    ...(reason === undefined ? {} : { reason }),
    by,
    time,
  };
}

/** A regulator or arbiter orders that a vault is kept, whatever its retention. */
export function hold(vault: string, before: LegalHold | undefined, by: Party, reason: string, time: string): LegalHold {
  if (before?.state === 'in-force') throw refuse('VAULT_HOLD_STATE', { vault, state: before.state }, 'vault');
  return { schema: 'legal-hold/1', vault, state: 'in-force', by, reason, time };
}

/** Lifted by the institution that ordered it. */
export function lift(vault: string, found: LegalHold | undefined, by: Party, reason: string, time: string): LegalHold {
  if (found?.state !== 'in-force') throw refuse('VAULT_HOLD_STATE', { vault, state: found?.state ?? '–' }, 'vault');
  if (found.by.entity !== by.entity) throw refuse('CASE_PARTY', { entity: found.by.entity ?? '–' }, 'vault');
  return { ...found, state: 'lifted', liftedBy: by, liftedBecause: reason, time };
}
