import {
  type Actor,
  type Calendar,
  type Case,
  type CaseState,
  type Figure,
  type Next,
  type Profile,
  refuse,
} from '@suyuan/schemas';
import type { Member } from '../../access/caller.ts';
import { deadline } from '../../time/deadline.ts';

/** What every decision on a case stands on. */
export type Setting = {
  readonly profile: Profile;
  readonly calendar: Calendar;
  readonly txId: string;
  readonly time: string;
};

export type Party = Member['actor'];

export function inState(found: Case, ...allowed: CaseState[]): void {
  if (!allowed.includes(found.state)) {
    throw refuse('CASE_STATE', { state: found.state, allowed: allowed.join(' / ') }, 'case');
  }
}

/** Whoever let a deadline pass has lost the move: the state's silence comes first. */
export function inTime(found: Case, time: string): void {
  if (found.next && time > found.next.deadline)
    throw refuse('DEADLINE_PASSED', { deadline: found.next.deadline }, 'case');
}

/** Only the registrar of the case moves it here. */
export function byRegistrar(found: Case, who: Party): void {
  if (who.entity !== found.registrar) throw refuse('CASE_PARTY', { entity: found.registrar }, 'case');
}

export function byApplicant(found: Case, who: Party): void {
  if (who.entity !== found.applicant) throw refuse('CASE_PARTY', { entity: found.applicant }, 'case');
}

type Office = 'acceptor' | 'reviewer' | 'issuer';
const OFFICES: readonly Office[] = ['acceptor', 'reviewer', 'issuer'];

/** Acceptor, reviewer and issuer of a case are different people; in a registrar's own motion the submitter too. */
export function takeOffice(found: Case, office: Office, who: Party): Case['people'] {
  const same = (actor: Actor | undefined) => actor?.msp === who.msp && actor.person === who.person;
  const held = OFFICES.find((other) => other !== office && same(found.people[other]));
  const as = held ?? (found.ownMotion && same(found.people.submitter) ? 'submitter' : undefined);
  if (as) throw refuse('CASE_SAME_PERSON', { person: who.person, as }, 'case');
  return { ...found.people, [office]: who };
}

/** A next move: who, what, until when by the profile's clock, and what silence does. */
export function due(setting: Setting, clock: Figure, move: Omit<Next, 'deadline'>, from: string = setting.time): Next {
  return { ...move, deadline: deadline(from, clock, setting.calendar) };
}

/** The case in another state. A final state has no next move. */
export function moved(
  found: Case,
  state: CaseState,
  next: Next | undefined,
  setting: Setting,
  change: Partial<Case> = {},
): Case {
  const { next: _, ...rest } = found;
  return { ...rest, ...change, state, since: setting.time, time: setting.time, ...(next ? { next } : {}) };
}

/** Entities that acted on a case, each once. */
export function involving(found: Case, entity: string): string[] {
  return [...new Set([...found.involved, entity])];
}

export function awaitAcceptance(setting: Setting, registrar: string): Next {
  return due(setting, setting.profile.clocks.accept, {
    mover: 'registrar',
    entity: registrar,
    action: 'registration:accept',
    silence: 'pass-on',
  });
}

export function awaitReview(setting: Setting, registrar: string): Next {
  return due(setting, setting.profile.clocks.review, {
    mover: 'registrar',
    entity: registrar,
    action: 'registration:review',
    silence: 'pass-on',
  });
}

/** Publicity waits for its end, then for the issuer, whose silence passes the case on. */
export function awaitIssue(setting: Setting, registrar: string, from: string): Next {
  const move = { mover: 'registrar', entity: registrar, action: 'registration:issue', silence: 'pass-on' } as const;
  return due(setting, setting.profile.clocks.issue, move, from);
}
