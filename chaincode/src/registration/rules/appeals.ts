import { type Appeal, type Case, type Objection, type Roster, refuse } from '@suyuan/schemas';
import { isBatch } from '../../batch/rules/application.ts';
import { excludeUpheld } from '../../batch/rules/exclusion.ts';
import type { Recorded } from '../../ledger/keys.ts';
import {
  byApplicant,
  due,
  handedOn,
  inState,
  inTime,
  involving,
  moved,
  type Party,
  type Setting,
  type Subject,
} from './case.ts';
import { brought } from './custody.ts';
import { finish, reattach } from './ending.ts';
import { resume, settle } from './objections.ts';

type Against = Appeal['against'];

/** Arbiters and regulators hear appeals, then registrars; never who acted in the case. */
function uninvolved(found: Case, roster: Roster): string | undefined {
  return [...roster.appealBodies, ...roster.registrars].find((entity) => !found.involved.includes(entity));
}

/** An entity appeals one matter once: the end of the case, or how an objection was decided. */
const appealedBefore = (found: Case, by: Party, objection: number | undefined) =>
  found.appeals.some((earlier) => earlier.by.entity === by.entity && earlier.objection === objection);

/**
 * The applicant appeals a final state, or that a leaf of its batch was excluded, an objector the dismissal of its
 * objection: each once, within the stored time, to someone uninvolved, whose silence denies it.
 */
export function appeal(
  found: Case,
  by: Party,
  said: { grounds: string; objection: number | undefined },
  roster: Roster,
  setting: Setting,
): Case {
  const against =
    said.objection === undefined ? byLoser(found, by, setting) : byEither(found, by, said.objection, setting.time);
  if (appealedBefore(found, by, said.objection)) throw refuse('APPEAL_REPEATED', {}, 'case');
  const body = uninvolved(found, roster);
  if (!body) throw refuse('APPEAL_NOBODY', {}, 'case');
  const opened: Appeal = {
    by,
    against,
    ...(said.objection === undefined ? {} : { objection: said.objection }),
    body,
    grounds: said.grounds,
    openedAt: setting.time,
  };
  const { appealUntil: _, ...rest } = found;
  const decide = { mover: 'appeal-body', entity: body, action: 'registration:decideAppeal', silence: 'deny' } as const;
  return moved(rest, 'appealed', due(setting, setting.profile.clocks.appealDecision, decide), setting, {
    appeals: [...found.appeals, opened],
    involved: involving(found, body),
  });
}

function byLoser(found: Case, by: Party, setting: Setting): Against {
  byApplicant(found, by);
  inState(found, 'refused', 'withdrawn', 'lapsed', 'upheld');
  if (appealedBefore(found, by, undefined)) throw refuse('APPEAL_REPEATED', {}, 'case');
  if (!found.appealUntil || setting.time > found.appealUntil) {
    throw refuse('APPEAL_LATE', { deadline: found.appealUntil ?? '–' }, 'case');
  }
  return found.state as Against;
}

/** Objector or, where a leaf was excluded, applicant: whoever the decision on an objection went against. */
function byEither(found: Case, by: Party, n: number, time: string): Against {
  const objection = found.objections.find((entry) => entry.n === n);
  if (!objection) throw refuse('NOT_FOUND', { what: 'objection', id: `${found.id}/${n}` }, 'objection');
  const excluded = objection.leaf !== undefined && objection.state === 'upheld';
  const loser = excluded ? found.applicant : objection.entity;
  if (loser !== by.entity) throw refuse('CASE_PARTY', { entity: loser }, 'objection');
  inState(found, 'in_publicity', 'objected');
  if (objection.state !== 'dismissed' && !excluded)
    throw refuse('OBJECTION_CLOSED', { n, state: objection.state }, 'objection');
  const { appealUntil = '–' } = objection;
  if (time > appealUntil) throw refuse('APPEAL_LATE', { deadline: appealUntil }, 'objection');
  return excluded ? 'excluded' : 'dismissed';
}

/** The appeal that is open, if the case is under one. */
export function openAppeal(found: Case): Appeal | undefined {
  return found.appeals.find((entry) => entry.outcome === undefined);
}

function closed(found: Case, outcome: 'allowed' | 'denied' | 'unanswered', by?: Party, reason?: string): Case {
  const appeals = found.appeals.map((entry) =>
    entry.outcome === undefined
      ? { ...entry, outcome, ...(by ? { decidedBy: by } : {}), ...(reason === undefined ? {} : { reason }) }
      : entry,
  );
  return { ...found, appeals };
}

/** What an appeal that is denied, or that nobody answered, goes back to. */
export function deny(
  found: Case,
  setting: Setting,
  outcome: 'denied' | 'unanswered',
  by?: Party,
  reason?: string,
): Case {
  const against = openAppeal(found)?.against;
  if (!against) throw refuse('CASE_STATE', { state: found.state, allowed: 'appealed' }, 'case');
  const after = closed(found, outcome, by, reason);
  return against === 'dismissed' || against === 'excluded'
    ? resume(after, setting)
    : moved(after, against, undefined, setting);
}

/** The appeal body decides. Allowing reopens what was lost, at the stage where it was lost. */
export function decideAppeal(
  found: Case,
  asset: Subject,
  objections: readonly Objection[],
  by: Party,
  decision: { allow: boolean; reason: string },
  roster: Roster,
  setting: Setting,
): Recorded[] {
  inState(found, 'appealed');
  inTime(found, setting.time);
  const open = openAppeal(found);
  if (!open || open.body !== by.entity) throw refuse('APPEAL_INVOLVED', { entity: by.entity }, 'case');
  if (!decision.allow) return [deny(found, setting, 'denied', by, decision.reason)];
  const allowed = closed(found, 'allowed', by, decision.reason);
  if (open.against === 'dismissed' || open.against === 'excluded') {
    return decideAfterAll(allowed, asset, objections, open, setting);
  }
  if (asset.openCase && asset.openCase !== found.id) {
    throw refuse('CASE_OPEN', { asset: asset.id, case: asset.openCase }, 'case');
  }
  return [...reopen(allowed, open, objections, roster, setting), reattach(asset, found, setting)];
}

/** The objection is decided the other way. */
function decideAfterAll(
  found: Case,
  asset: Subject,
  objections: readonly Objection[],
  open: Appeal,
  setting: Setting,
): Recorded[] {
  const objection = objections.find((entry) => entry.n === open.objection);
  if (!objection) throw refuse('NOT_FOUND', { what: 'objection', id: `${found.id}/${open.objection}` });
  const state = open.against === 'excluded' ? 'dismissed' : 'upheld';
  const [changed, settled] = settle(found, objection, state, setting);
  if (isBatch(asset)) return [resume(changed, setting), settled, ...excludeUpheld(asset, changed, setting.time)];
  return [...finish(changed, 'upheld', asset, setting), settled];
}

function reopen(
  found: Case,
  open: Appeal,
  objections: readonly Objection[],
  roster: Roster,
  setting: Setting,
): Recorded[] {
  if (open.against === 'upheld') {
    const upheld = objections.filter((objection) => objection.state === 'upheld');
    return upheld.reduce<[Case, ...Recorded[]]>(
      ([so, ...documents], objection) => {
        const [changed, settled] = settle(so, objection, 'dismissed', setting);
        return [resume(changed, setting), ...documents, settled];
      },
      [found],
    );
  }
  const other = roster.registrars.find((entity) => !found.involved.includes(entity)) ?? found.registrar;
  const change = {
    registrar: other,
    people: other === found.registrar ? found.people : handedOn(found.people),
    involved: involving(found, other),
    passedBy: [],
    reasons: [],
  };
  return [brought(found, open.against === 'refused' ? 'accepted' : 'submitted', setting, change)];
}
