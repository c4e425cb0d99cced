import { type Asset, type Case, type Evidence, type Next, type Objection, refuse } from '@suyuan/schemas';
import type { Recorded } from '../../ledger/keys.ts';
import { latest } from '../../time/deadline.ts';
import { awaitIssue, byRegistrar, due, inState, inTime, involving, moved, type Party, type Setting } from './case.ts';
import { finish } from './ending.ts';

type Statement = { ground: Objection['ground']; statement: string; evidence: Evidence[] };

/** Anyone but applicant and registrar objects once while publicity lasts; the registrar's clock starts. */
export function object(found: Case, by: Party, said: Statement, setting: Setting): [Case, Objection] {
  inState(found, 'in_publicity', 'objected');
  if (by.entity === found.applicant || by.entity === found.registrar) throw refuse('OBJECTION_OWN', {}, 'case');
  const until = found.publicity?.until ?? '';
  if (setting.time > until) throw refuse('DEADLINE_PASSED', { deadline: until }, 'case');
  if (found.objections.some((objection) => objection.entity === by.entity)) {
    throw refuse('OBJECTION_REPEATED', { entity: by.entity }, 'case');
  }
  const n = found.objections.length + 1;
  const waiting = found.state === 'objected' ? found.next : undefined;
  const changed = moved(found, 'objected', waiting ?? awaitDecision(found, setting), setting, {
    objections: [...found.objections, { n, entity: by.entity, state: 'open' }],
    involved: involving(found, by.entity),
  });
  const objection: Objection = {
    schema: 'objection/1',
    case: found.id,
    n,
    by,
    ...said,
    state: 'open',
    openedAt: setting.time,
    time: setting.time,
  };
  return [withSilence(changed, [objection]), objection];
}

/** An open ownership dispute lapses the case in silence; any other objection is dismissed by it. */
function withSilence(found: Case, objections: readonly Objection[]): Case {
  const ownership = objections.some((objection) => objection.state === 'open' && objection.ground === 'ownership');
  return found.next && ownership ? { ...found, next: { ...found.next, silence: 'lapse' } } : found;
}

/** Sets the state of one objection in case and document alike. */
export function settle(
  found: Case,
  objection: Objection,
  state: 'upheld' | 'dismissed',
  setting: Setting,
  decision: { decidedBy?: Party; reason?: string } = {},
): [Case, Objection] {
  const objections = found.objections.map((entry) => (entry.n === objection.n ? { ...entry, state } : entry));
  return [
    { ...found, objections, time: setting.time },
    { ...objection, ...decision, state, time: setting.time },
  ];
}

/**
 * Back to publicity once no objection is open; the issuer's clock runs from its end, or from now if that is past.
 * While one is open the case stays, or is again, objected.
 */
export function resume(found: Case, setting: Setting): Case {
  if (found.objections.some((objection) => objection.state === 'open')) {
    return found.state === 'objected' ? found : moved(found, 'objected', awaitDecision(found, setting), setting);
  }
  const from = latest(found.publicity?.until ?? setting.time, setting.time);
  return moved(found, 'in_publicity', awaitIssue(setting, found.registrar, from), setting);
}

function awaitDecision(found: Case, setting: Setting): Next {
  return due(setting, setting.profile.clocks.objection, {
    mover: 'registrar',
    entity: found.registrar,
    action: 'registration:decideObjection',
    silence: 'dismiss',
  });
}

/** The registrar upholds, which ends the case, or dismisses. */
export function decide(
  found: Case,
  objection: Objection,
  asset: Asset,
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
  return decision.uphold
    ? [...finish(changed, 'upheld', asset, setting), settled]
    : [resume(changed, setting), settled];
}
