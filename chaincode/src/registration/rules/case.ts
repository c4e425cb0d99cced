import {
  type Actor,
  type Asset,
  type Batch,
  type Calendar,
  type Case,
  type CaseState,
  type Figure,
  type Next,
  type Profile,
  refuse,
} from '@suyuan/schemas';
import type { Member } from '../../access/caller.ts';
import { deadline, latest } from '../../time/deadline.ts';

/** What every decision on a case stands on. */
export type Setting = {
  readonly profile: Profile;
  readonly calendar: Calendar;
  readonly txId: string;
  readonly time: string;
};

/** What a case is about. */
export type Subject = Asset | Batch;

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

type Office = Case['held'][number]['office'];

/**
 * Acceptor, reviewer and issuer of a case are different people, whoever holds or ever held these offices; in a
 * registrar's own motion the submitter too.
 */
export function takeOffice(found: Case, office: Office, who: Party): Pick<Case, 'people' | 'held'> {
  const same = (actor: Actor) => actor.msp === who.msp && actor.person === who.person;
  const other = found.held.find((entry) => entry.office !== office && same(entry.by));
  const as = other?.office ?? (found.ownMotion && same(found.people.submitter) ? 'submitter' : undefined);
  if (as) throw refuse('CASE_SAME_PERSON', { person: who.person, as }, 'case');
  const before = found.held.some((entry) => entry.office === office && same(entry.by));
  return {
    people: { ...found.people, [office]: who },
    held: before ? found.held : [...found.held, { office, by: who }],
  };
}

/** The people of a case that goes to another registrar: its own are still to come. */
export function handedOn({ submitter, consenter }: Case['people']): Case['people'] {
  return { submitter, ...(consenter ? { consenter } : {}) };
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

/** Entities that acted on a case or are a party of it, each once: none of them takes it over or hears its appeal. */
export function involving(found: Pick<Case, 'involved'>, ...entities: string[]): string[] {
  return [...new Set([...found.involved, ...entities])];
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

/** When publicity and every time to appeal against a dismissed objection are over. */
export function issuableFrom(found: Case): string {
  const appeals = found.objections.flatMap(({ appealUntil }) => (appealUntil ? [appealUntil] : []));
  return [found.publicity?.until ?? '', ...appeals].reduce(latest);
}

/** Publicity waits for its end, then for the issuer, whose silence passes the case on. */
export function awaitIssue(found: Case, setting: Setting, registrar: string): Next {
  const from = latest(issuableFrom(found), setting.time);
  const move = { mover: 'registrar', entity: registrar, action: 'registration:issue', silence: 'pass-on' } as const;
  return due(setting, setting.profile.clocks.issue, move, from);
}
