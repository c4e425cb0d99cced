import type { CommandName } from '@suyuan/schemas';
import type { AgreementPageQuery } from '../generated/licence.ts';
import type { Session } from '../session/token.ts';

export type Found = NonNullable<AgreementPageQuery['agreement']>;
export type Move = Extract<CommandName, `licence:${string}` | `usage:${string}`> | 'licence:under';
type Movable = Pick<Found, 'state' | 'usable' | 'next' | 'quota'> & {
  readonly grantor?: { readonly id: string } | null;
  readonly licensee?: { readonly id: string } | null;
  readonly terms: { readonly onward: number };
  readonly termination?: { readonly by: { readonly entity?: string | null } } | null;
};
type Person = Pick<Session['person'], 'entity' | 'roles'>;

function whileProposed({ next, grantor, licensee }: Movable, entity: string, now: number): Move[] {
  const late = next ? Date.parse(next.deadline) < now : false;
  const mine = next?.entity === entity;
  const party = grantor?.id === entity || licensee?.id === entity;
  return [
    ...(mine && !late ? ['licence:conclude' as const] : []),
    ...(party ? ['licence:decline' as const] : []),
    ...(late ? ['licence:advance' as const] : []),
  ];
}

/** What the licensee of an agreement in force does under it. */
function usingIt({ quota, usable, terms, termination }: Movable): Move[] {
  return [
    ...(usable && quota ? ['usage:spend' as const] : []),
    ...(usable && quota && quota.kept > 0 ? ['usage:allot' as const] : []),
    ...(usable && terms.onward > 0 && !termination ? ['licence:under' as const] : []),
  ];
}

function ending({ grantor, licensee, termination }: Movable, { entity, roles }: Person): Move[] {
  if (termination && termination.by.entity === entity) return ['licence:retract'];
  const party = grantor?.id === entity || licensee?.id === entity;
  if (roles.includes('REGULATOR') || (party && !termination)) return ['licence:terminate'];
  return [];
}

/** What a person may do about an agreement now. The ledger decides; this says beforehand what it would say. */
export function movesOf(of: Movable, me: Person | undefined, now: number): readonly Move[] {
  if (!me?.entity) return [];
  if (of.state === 'PROPOSED') return whileProposed(of, me.entity, now);
  if (of.state !== 'CONCLUDED' && of.state !== 'SUSPENDED') return [];
  return [...(of.licensee?.id === me.entity ? usingIt(of) : []), ...ending(of, me)];
}

/** The lane of a counted licence that has most left, for the next use. */
export function widestLane(
  lanes: readonly { readonly lane: number; readonly slots: number; readonly spent: number }[],
) {
  const left = ({ slots, spent }: (typeof lanes)[number]) => slots - spent;
  return lanes.toSorted((one, other) => left(other) - left(one))[0];
}
