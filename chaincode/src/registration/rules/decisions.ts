import { type Case, type ReturnReason, refuse } from '@suyuan/schemas';
import type { Recorded } from '../../ledger/keys.ts';
import { deadline } from '../../time/deadline.ts';
import {
  awaitReview,
  byRegistrar,
  due,
  inState,
  inTime,
  moved,
  type Party,
  type Setting,
  type Subject,
  takeOffice,
} from './case.ts';
import { inCustody } from './custody.ts';
import { finish } from './ending.ts';
import { resume } from './objections.ts';

/** The office in which a registrar's person acts: before acceptance as acceptor, after it as reviewer. */
const officeIn = (found: Case) => (found.state === 'submitted' ? 'acceptor' : 'reviewer');

function registrarMoves(found: Case, by: Party, setting: Setting): void {
  byRegistrar(found, by);
  inTime(found, setting.time);
}

/** Accepting, once the documents are held, starts the clock of the review. A transfer needs its transferee's consent first. */
export function accept(found: Case, by: Party, setting: Setting): Case {
  inState(found, 'submitted');
  registrarMoves(found, by, setting);
  inCustody(found);
  const { application } = found;
  if (application?.type === 'transfer' && found.people.consenter?.entity !== application.transferee) {
    throw refuse('CASE_CONSENT', { entity: application.transferee }, 'case');
  }
  return moved(found, 'accepted', awaitReview(setting, found.registrar), setting, takeOffice(found, 'acceptor', by));
}

/** Returned with reasons, at most twice, also for documents that never came; the applicant's silence lapses the case. */
export function returnForCorrection(found: Case, by: Party, reasons: ReturnReason[], setting: Setting): Case {
  inState(found, 'submitted', 'accepted', 'in_review');
  registrarMoves(found, by, setting);
  if (found.returns >= 2) throw refuse('CASE_RETURNS', {}, 'case');
  const next = due(setting, setting.profile.clocks.answer, {
    mover: 'applicant',
    entity: found.applicant,
    action: 'registration:resubmit',
    silence: 'lapse',
  });
  return moved(found, 'returned', next, setting, {
    returns: found.returns + 1,
    reasons,
    ...takeOffice(found, officeIn(found), by),
  });
}

/** A reviewer takes the case up, or takes it over; the clock runs on from acceptance. */
export function review(found: Case, by: Party, setting: Setting): Case {
  inState(found, 'accepted', 'in_review');
  registrarMoves(found, by, setting);
  inCustody(found);
  const next = found.next && { ...found.next, action: 'registration:openPublicity' };
  return moved(found, 'in_review', next, setting, takeOffice(found, 'reviewer', by));
}

/** The reviewer finds no fault: whoever objects does so until publicity ends. An objection still open stays so. */
export function openPublicity(found: Case, by: Party, setting: Setting, opinion?: string): Case {
  inState(found, 'in_review');
  registrarMoves(found, by, setting);
  const { reviewer } = found.people;
  if (reviewer?.person !== by.person) throw refuse('CASE_PARTY', { entity: reviewer?.person ?? '–' }, 'case');
  const until = deadline(setting.time, setting.profile.clocks.publicity, setting.calendar);
  const publicity = { from: setting.time, until };
  return resume({ ...found, publicity, ...(opinion === undefined ? {} : { opinion }) }, setting);
}

export function refuseCase(
  found: Case,
  asset: Subject,
  by: Party,
  reasons: ReturnReason[],
  setting: Setting,
): Recorded[] {
  inState(found, 'submitted', 'accepted', 'in_review');
  registrarMoves(found, by, setting);
  inCustody(found);
  return finish(found, 'refused', asset, setting, { reasons, ...takeOffice(found, officeIn(found), by) });
}
