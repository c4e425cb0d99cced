import { type Case, type Evidence, type Next, type Objection, refuse } from '@suyuan/schemas';
import { isBatch } from '../../batch/rules/application.ts';
import { excludeUpheld, mayObjectAgain } from '../../batch/rules/exclusion.ts';
import type { Recorded } from '../../ledger/keys.ts';
import { deadline, latest } from '../../time/deadline.ts';
import {
  awaitIssue,
  byRegistrar,
  inState,
  inTime,
  involving,
  moved,
  type Party,
  type Setting,
  type Subject,
} from './case.ts';
import { finish } from './ending.ts';

type Statement = { ground: Objection['ground']; statement: string; evidence: Evidence[]; leaf?: number | undefined };

/**
 * Anyone but applicant and registrar objects once, to a batch once for a leaf, while publicity lasts; the registrar's
 * clock starts.
 */
export function object(found: Case, by: Party, { leaf, ...said }: Statement, setting: Setting): [Case, Objection] {
  inState(found, 'in_publicity', 'objected');
  if (by.entity === found.applicant || by.entity === found.registrar) throw refuse('OBJECTION_OWN', {}, 'case');
  const until = found.publicity?.until ?? '';
  if (setting.time > until) throw refuse('DEADLINE_PASSED', { deadline: until }, 'case');
  if (found.objections.some((objection) => objection.entity === by.entity && objection.leaf === leaf)) {
    throw refuse('OBJECTION_REPEATED', { entity: by.entity }, 'case');
  }
  mayObjectAgain(found.objections, by.entity);
  const about = leaf === undefined ? {} : { leaf };
  const n = found.objections.length + 1;
  const decideBy = deadline(setting.time, setting.profile.clocks.objection, setting.calendar);
  const entry = { n, entity: by.entity, ground: said.ground, ...about, state: 'open' as const, decideBy };
  const changed = { ...found, objections: [...found.objections, entry], involved: involving(found, by.entity) };
  const objection: Objection = {
    schema: 'objection/1',
    case: found.id,
    n,
    by,
    ...said,
    ...about,
    state: 'open',
    openedAt: setting.time,
    time: setting.time,
  };
  return [resume(changed, setting), objection];
}

/** Sets the state of one objection in case and document alike. What excludes a leaf can be appealed as a dismissal can. */
export function settle(
  found: Case,
  objection: Objection,
  state: 'upheld' | 'dismissed',
  setting: Setting,
  decision: { decidedBy?: Party; reason?: string } = {},
): [Case, Objection] {
  const until = deadline(setting.time, setting.profile.clocks.appeal, setting.calendar);
  const objections = found.objections.map((entry) => {
    if (entry.n !== objection.n) return entry;
    const { appealUntil: _, ...rest } = entry;
    const appealable = state === 'dismissed' || entry.leaf !== undefined;
    return { ...rest, state, ...(appealable ? { appealUntil: until } : {}) };
  });
  return [
    { ...found, objections, time: setting.time },
    { ...objection, ...decision, state, time: setting.time },
  ];
}

/**
 * Where a case in publicity stands: objected while an objection is open, else waiting for publicity, and for the time
 * to appeal against what was dismissed, to end.
 */
export function resume(found: Case, setting: Setting): Case {
  const open = found.objections.filter((objection) => objection.state === 'open');
  return open.length > 0
    ? moved(found, 'objected', awaitDecision(found.registrar, open, setting), setting)
    : moved(found, 'in_publicity', awaitIssue(found, setting, found.registrar), setting);
}

/**
 * Every open objection has its whole clock; silence lapses the case where ownership is disputed, else dismisses. Of a
 * batch it excludes the leaves whose ownership is disputed.
 */
function awaitDecision(registrar: string, open: Case['objections'], setting: Setting): Next {
  const last = open.map((objection) => objection.decideBy).reduce(latest);
  const anew = deadline(setting.time, setting.profile.clocks.objection, setting.calendar);
  return {
    mover: 'registrar',
    entity: registrar,
    action: 'registration:decideObjection',
    deadline: last > setting.time ? last : anew,
    silence: open.some(({ ground, leaf }) => ground === 'ownership' && leaf === undefined) ? 'lapse' : 'dismiss',
  };
}

/** The registrar upholds, which ends the case, or of a batch excludes the leaf; or dismisses. */
export function decide(
  found: Case,
  objection: Objection,
  asset: Subject,
  by: Party,
  decision: { uphold: boolean; reason: string },
  setting: Setting,
): Recorded[] {
  inState(found, 'objected');
  byRegistrar(found, by);
  inTime(found, setting.time);
  if (objection.state !== 'open')
    throw refuse('OBJECTION_CLOSED', { n: objection.n, state: objection.state }, 'objection');
  const state = decision.uphold ? 'upheld' : 'dismissed';
  const [changed, settled] = settle(found, objection, state, setting, { decidedBy: by, reason: decision.reason });
  if (isBatch(asset)) return [resume(changed, setting), settled, ...excludeUpheld(asset, changed, setting.time)];
  return decision.uphold
    ? [...finish(changed, 'upheld', asset, setting), settled]
    : [resume(changed, setting), settled];
}
