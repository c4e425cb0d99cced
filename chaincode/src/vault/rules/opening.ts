import { type Actor, type Entity, type LegalHold, type NamedVault, type Opening, refuse } from '@suyuan/schemas';

export type Party = Actor & { readonly entity: string };

/** Who is given what, and why. */
export type Grant = {
  readonly ground: Opening['ground'];
  readonly reason: string | undefined;
  readonly to: Entity | undefined;
  readonly toId: string;
  /** The fields that are opened; undefined: all. */
  readonly fields: readonly string[] | undefined;
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
  const opened = { vault: named.vault, entity: to.id };
  if (to.id === named.entity) throw refuse('VAULT_OPENED', opened, 'to');
  const fields = together(named, grant.fields, before);
  if (before && fields?.length === before.fields?.length) throw refuse('VAULT_OPENED', opened, 'to');
  return {
    schema: 'opening/1',
    vault: named.vault,
    entity: named.entity,
    to: to.id,
    toHost: to.host,
    ground,
    ...(fields === undefined ? {} : { fields }),
    ...(reason === undefined ? {} : { reason }),
    by,
    time,
  };
}

/** What is open now and what was before, in the order of the names; undefined once it is everything. */
function together(named: NamedVault, fields: Grant['fields'], before: Opening | undefined): string[] | undefined {
  const unknown = fields?.find((field) => !Object.hasOwn(named.commitments, field));
  if (unknown !== undefined) throw refuse('NOT_FOUND', { what: 'field', id: `${named.vault}/${unknown}` }, 'fields');
  if (fields === undefined || (before && before.fields === undefined)) return undefined;
  const all = new Set([...(before?.fields ?? []), ...fields]);
  return all.size === Object.keys(named.commitments).length ? undefined : [...all].sort();
}

/** The commitments of the fields that an opening gives. */
export const openedOf = ({ commitments }: NamedVault, { fields }: Opening): NamedVault['commitments'] =>
  Object.fromEntries(Object.entries(commitments).filter(([field]) => fields?.includes(field) ?? true));

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
