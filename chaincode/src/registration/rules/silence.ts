import { type Case, type Objection, type Roster, refuse } from '@suyuan/schemas';
import { isBatch } from '../../batch/rules/application.ts';
import { excludeUpheld } from '../../batch/rules/exclusion.ts';
import type { Recorded } from '../../ledger/keys.ts';
import { deny } from './appeals.ts';
import { awaitIssue, handedOn, involving, moved, type Setting, type Subject } from './case.ts';
import { brought } from './custody.ts';
import { finish } from './ending.ts';
import { resume, settle } from './objections.ts';

/**
 * What silence does once a stored deadline has passed. Anyone may send it; every chain ends: registrars run out and
 * the case lapses, objections are dismissed or lapse the case, an appeal is denied.
 */
export function advance(
  found: Case,
  asset: Subject,
  objections: readonly Objection[],
  roster: Roster,
  setting: Setting,
): Recorded[] {
  if (!found.next) throw refuse('DEADLINE_NONE', {}, 'case');
  if (setting.time <= found.next.deadline) throw refuse('DEADLINE_AHEAD', { deadline: found.next.deadline }, 'case');
  switch (found.next.silence) {
    case 'pass-on':
      return passOn(found, asset, roster, setting);
    case 'lapse':
      return finish(found, 'lapsed', asset, setting);
    case 'dismiss':
      return dismissAll(found, asset, objections, setting);
    case 'deny':
      return [deny(found, setting, 'unanswered')];
    case 'unanswered':
    case 'disputed':
      throw new Error(`a case has no silence ${found.next.silence}`);
  }
}

/** The next registrar that is no party and has not acted takes the case, and owes its own receipt; without one it lapses. */
function passOn(found: Case, asset: Subject, roster: Roster, setting: Setting): Recorded[] {
  const passedBy = [...found.passedBy, found.registrar];
  const registrar = found.ownMotion ? undefined : roster.registrars.find((entity) => !found.involved.includes(entity));
  if (!registrar) return finish(found, 'lapsed', asset, setting, { passedBy });
  const change = {
    registrar,
    passedBy,
    involved: involving(found, registrar),
    people: handedOn(found.people),
  };
  return found.state === 'in_publicity'
    ? [moved(found, 'in_publicity', awaitIssue(found, setting, registrar), setting, change)]
    : [brought(found, 'submitted', setting, change)];
}

/** Nobody decided in time: objections are dismissed, but a leaf of a batch whose ownership is disputed is excluded. */
function dismissAll(found: Case, subject: Subject, objections: readonly Objection[], setting: Setting): Recorded[] {
  const open = objections.filter((objection) => objection.state === 'open');
  const [after, ...settled] = open.reduce<[Case, ...Recorded[]]>(
    ([so, ...documents], objection) => {
      const disputed = objection.ground === 'ownership' && objection.leaf !== undefined;
      const [changed, document] = settle(so, objection, disputed ? 'upheld' : 'dismissed', setting);
      return [changed, ...documents, document];
    },
    [found],
  );
  return [resume(after, setting), ...settled, ...(isBatch(subject) ? excludeUpheld(subject, after, setting.time) : [])];
}
