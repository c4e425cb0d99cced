import { type Agreement, agreementStateAt, type Commands, refuse } from '@suyuan/schemas';
import { mustBe, type Party } from './grant.ts';

/** Who has a part in an agreement's end: who grants it now, its licensee, and whether the caller is a regulator. */
export type Enders = { readonly grantor: string; readonly regulator: boolean };

function mustRun(agreement: Agreement, time: string): void {
  const state = agreementStateAt(agreement, time);
  if (state !== 'concluded' && state !== 'suspended') {
    throw refuse('LICENCE_STATE', { id: agreement.id, state, allowed: 'concluded / suspended' }, 'agreement');
  }
}

/**
 * Either side ends an agreement by the notice that both agreed on, with or without the other's breach; a regulator
 * orders its end at once. What was paid for its grantor ends for breach alone. Whatever rests on it ends with it.
 */
export function terminate(
  agreement: Agreement,
  said: Pick<Commands['licence:terminate'], 'ground' | 'reason' | 'evidence'>,
  enders: Enders,
  noticeEnds: string,
  by: Party,
  time: string,
): Agreement {
  mustRun(agreement, time);
  const { ground, reason, evidence } = said;
  const ordered = ground === 'order';
  if (ordered && !enders.regulator) throw refuse('CALLER_ROLE', { role: 'regulator' });
  if (!ordered) mustBe(by, enders.grantor, agreement.licensee);
  if (agreement.termination && !ordered) {
    throw refuse('LICENCE_NOTICE', { agreement: agreement.id, state: agreement.termination.effectiveAt }, 'agreement');
  }
  const { order } = agreement;
  if (order && ground === 'notice' && by.entity !== agreement.licensee) {
    throw refuse('LICENCE_PAID', { order }, 'ground');
  }
  if (ground === 'breach' && evidence.length === 0) throw refuse('LICENCE_GROUND', {}, 'evidence');
  const effectiveAt = ordered ? time : noticeEnds;
  return { ...agreement, termination: { ground, by, reason, evidence, givenAt: time, effectiveAt }, time };
}

/** Who gave notice takes it back before it takes effect, such as when a breach was mended. */
export function retract(agreement: Agreement, by: Party, time: string): Agreement {
  mustRun(agreement, time);
  const { termination, ...rest } = agreement;
  if (!termination) throw refuse('LICENCE_NOTICE', { agreement: agreement.id, state: '–' }, 'agreement');
  mustBe(by, termination.by.entity ?? '');
  return { ...rest, time };
}
