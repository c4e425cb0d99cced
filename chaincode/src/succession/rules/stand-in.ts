import { type Entity, type Replacement, type Role, refuse } from '@suyuan/schemas';

/** Who bears a duty in a record, and what the ledger says of it: that it left, or was replaced in this very case. */
export type Bearer = {
  readonly id: string;
  readonly entity: Entity | undefined;
  readonly replacement: Replacement | undefined;
};

/** Who takes the place of a bearer, and why; roles in the order in which its successors are looked for. */
export type StandIn = { readonly successor: string; readonly why: 'left' | 'replaced' };

/** Who stands in for a bearer in one of these roles. Undefined while the duty is still its own. */
export function standIn({ entity, replacement }: Bearer, roles: readonly Role[]): StandIn | undefined {
  if (replacement && roles.includes(replacement.role)) return { successor: replacement.successor, why: 'replaced' };
  if (entity?.state !== 'left') return undefined;
  const [named] = roles.flatMap((role) => (entity.successors ?? []).filter((one) => one.role === role));
  return named ? { successor: named.entity, why: 'left' } : undefined;
}

/** As standIn, refused while the duty is still the bearer's own. */
export function mustStandIn(bearer: Bearer, roles: readonly Role[]): StandIn {
  const found = standIn(bearer, roles);
  if (!found) throw refuse('HANDOVER_NOBODY', { entity: bearer.id }, 'record');
  return found;
}

/** Whom a vote named must fit; for who left, the next that is no party will do as well. */
export function uninvolved(
  { successor, why }: StandIn,
  involved: readonly string[],
  others: readonly string[],
): string {
  const candidates = why === 'replaced' ? [successor] : [successor, ...others];
  const found = candidates.find((entity) => !involved.includes(entity));
  if (!found) throw refuse('HANDOVER_INVOLVED', { entity: successor }, 'record');
  return found;
}

/** A vote replaces whoever let its deadline pass, not before. */
export function mustBeLate({ why }: StandIn, deadline: string | undefined, time: string): void {
  if (why === 'replaced' && deadline !== undefined && time <= deadline)
    throw refuse('DEADLINE_AHEAD', { deadline }, 'record');
}
