import {
  type Actor,
  type Asset,
  type BatchLeaf,
  type Calendar,
  type Certificate,
  type Freeze,
  type Measure,
  type Profile,
  type Roster,
  refuse,
} from '@suyuan/schemas';
import { deadline } from '../time/deadline.ts';

type Party = Actor & { entity: string };

/** What a decision on a measure stands on: the profile of its asset, whose clocks it keeps. */
export type Setting = {
  readonly profile: Pick<Profile, 'clocks'>;
  readonly calendar: Pick<Calendar, 'holidays' | 'workdays'>;
  readonly time: string;
};

/** What somebody orders: it stands until who ordered it, or an appeal, lifts it. */
export function order(
  what: Pick<Measure, 'id' | 'kind' | 'asset' | 'leaf'> & {
    certificate: string | undefined;
    involved: readonly string[];
  },
  by: Party,
  reason: string,
  { profile, calendar, time }: Setting,
): Measure {
  const { certificate, involved, ...rest } = what;
  return {
    schema: 'measure/1',
    ...rest,
    ...(certificate === undefined ? {} : { certificate }),
    by,
    orderer: by.entity,
    reason,
    orderedAt: time,
    state: 'in-force',
    involved: [...new Set([by.entity, ...involved])],
    appealUntil: deadline(time, profile.clocks.appeal, calendar),
    time,
  };
}

/** No longer in force: lifted by who ordered it, or replaced by a stricter one. An open appeal has lost its matter. */
export function end(measure: Measure, to: 'lifted' | 'replaced', by: Actor, reason: string, time: string): Measure {
  const { next: _, appeal, ...rest } = measure;
  const open = appeal && appeal.outcome === undefined;
  return {
    ...rest,
    ...(appeal ? { appeal: open ? { ...appeal, outcome: 'moot' } : appeal } : {}),
    state: to,
    ...(to === 'lifted' ? { lifted: { by, reason, at: time } } : {}),
    time,
  };
}

/** The holder appeals once, within the stored time, to someone uninvolved, whose silence denies it. */
export function appeal(
  measure: Measure,
  holder: string,
  by: Party,
  grounds: string,
  roster: Roster,
  setting: Setting,
): Measure {
  const { id } = measure;
  const { profile, calendar, time } = setting;
  if (by.entity !== holder) throw refuse('MEASURE_PARTY', { id, entity: holder }, 'measure');
  if (measure.appeal) throw refuse('MEASURE_APPEALED', { id }, 'measure');
  inState(measure, 'in-force');
  if (time > measure.appealUntil) throw refuse('MEASURE_LATE', { id, deadline: measure.appealUntil }, 'measure');
  const involved = [...measure.involved, holder];
  const body = [...roster.appealBodies, ...roster.registrars].find((entity) => !involved.includes(entity));
  if (!body) throw refuse('MEASURE_NOBODY', { id }, 'measure');
  const until = deadline(time, profile.clocks.appealDecision, calendar);
  return heardBy({ ...measure, appeal: { by, body, grounds, openedAt: time } }, body, until, time);
}

/** The appeal before a body, which has until a deadline to decide it. */
export function heardBy(measure: Measure, body: string, until: string, time: string): Measure {
  const { appeal } = measure;
  if (!appeal) throw refuse('MEASURE_STATE', { id: measure.id, state: measure.state, allowed: 'appealed' }, 'measure');
  const { outcome: _, ...open } = appeal;
  return {
    ...measure,
    state: 'appealed',
    involved: [...new Set([...measure.involved, appeal.by.entity ?? body, body])],
    appeal: { ...open, body },
    next: { mover: 'appeal-body', entity: body, action: 'measure:decide', deadline: until, silence: 'deny' },
    time,
  };
}

/** The body allows the appeal, which lifts the measure, or denies it. */
export function decide(measure: Measure, by: Party, said: { allow: boolean; reason: string }, time: string): Measure {
  inState(measure, 'appealed');
  const { appeal, next, id } = measure;
  if (!appeal || by.entity !== appeal.body) {
    throw refuse('MEASURE_BODY', { id, entity: appeal?.body ?? '–' }, 'measure');
  }
  if (next && time > next.deadline) throw refuse('DEADLINE_PASSED', { deadline: next.deadline }, 'measure');
  const outcome = said.allow ? 'allowed' : 'denied';
  const decided = { ...measure, appeal: { ...appeal, outcome, decidedBy: by, reason: said.reason } as const };
  return said.allow ? end(decided, 'lifted', by, said.reason, time) : stands(decided, time);
}

/** The body's silence after the deadline denies the appeal. */
export function advance(measure: Measure, time: string): Measure {
  const { next, appeal } = measure;
  if (!next || !appeal) throw refuse('DEADLINE_NONE', {}, 'measure');
  if (time <= next.deadline) throw refuse('DEADLINE_AHEAD', { deadline: next.deadline }, 'measure');
  return stands({ ...measure, appeal: { ...appeal, outcome: 'unanswered' } }, time);
}

function stands({ next: _, ...measure }: Measure, time: string): Measure {
  return { ...measure, state: 'in-force', time };
}

function inState(measure: Measure, ...allowed: Measure['state'][]): void {
  const { id, state } = measure;
  if (!allowed.includes(state)) throw refuse('MEASURE_STATE', { id, state, allowed: allowed.join(' / ') }, 'measure');
}

/** The certificate in force again, where the measure is what holds it; it may have superseded the one that was held. */
export function restored(
  certificate: Certificate | undefined,
  measure: Measure,
  by: Actor,
  reason: string,
): Certificate[] {
  const holds = certificate?.changed?.measure === measure.id && ['suspended', 'revoked'].includes(certificate.state);
  return certificate && holds ? [{ ...certificate, state: 'active', changed: { by, reason }, time: measure.time }] : [];
}

/** The same of a leaf that nobody has used yet. */
export function restoredLeaf(own: BatchLeaf | undefined, measure: Measure, by: Actor, reason: string): BatchLeaf[] {
  const holds = own?.changed?.measure === measure.id && ['suspended', 'revoked'].includes(own.state);
  return own && holds ? [{ ...own, state: 'active', changed: { by, reason }, time: measure.time }] : [];
}

/** The asset free again, where the measure is what froze it. */
export function thawed(freeze: Freeze | undefined, measure: Measure, by: Actor, reason: string): Freeze[] {
  const holds = freeze?.measure === measure.id && freeze.state === 'frozen';
  return freeze && holds
    ? [{ ...freeze, state: 'lifted', lifted: { by, reason, at: measure.time }, time: measure.time }]
    : [];
}

/** The asset's holder, its registrar and everybody of the case behind its certificate have a part in a measure. */
export function involvedIn(
  asset: Pick<Asset, 'entity'>,
  certificate: Certificate | undefined,
  ofCase: readonly string[],
): string[] {
  return [asset.entity, ...(certificate ? [certificate.registrar] : []), ...ofCase];
}
