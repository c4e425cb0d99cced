import { type Appeal, type Case, type Roster, refuse } from '@suyuan/schemas';
import { type Bearer, mustBeLate, mustStandIn, type StandIn, uninvolved } from '../../succession/rules/stand-in.ts';
import { due, handedOn, involving, moved, type Setting } from './case.ts';
import { brought } from './custody.ts';
import { resume } from './objections.ts';

/** The appeal that a case is under, or that ended it by its body's silence. */
function hearing(found: Case): Appeal | undefined {
  const last = found.appeals.at(-1);
  if (found.state === 'appealed') return last;
  const final = ['refused', 'withdrawn', 'lapsed', 'upheld'].includes(found.state);
  return final && last?.outcome === 'unanswered' ? last : undefined;
}

/** Who bears the next move of a case that it can be relieved of: the body that hears an appeal, or the registrar. */
export const bearerOf = (found: Case): string => hearing(found)?.body ?? found.registrar;

/** Another takes the place of who left, or was replaced by vote after it let its deadline pass, with the whole clock. */
export function caseHanded(found: Case, bearer: Bearer, roster: Roster, setting: Setting): Case {
  const heard = hearing(found);
  const stand = mustStandIn(bearer, heard ? ['arbiter', 'regulator', 'registrar'] : ['registrar']);
  mustBeLate(stand, found.next?.deadline, setting.time);
  return heard ? heardAnew(found, heard, stand, roster, setting) : registeredAnew(found, stand, roster, setting);
}

function heardAnew(found: Case, heard: Appeal, stand: StandIn, roster: Roster, setting: Setting): Case {
  const body = uninvolved(stand, found.involved, [...roster.appealBodies, ...roster.registrars]);
  const { outcome: _, ...appeal } = heard;
  const decide = { mover: 'appeal-body', entity: body, action: 'registration:decideAppeal', silence: 'deny' } as const;
  return moved(found, 'appealed', due(setting, setting.profile.clocks.appealDecision, decide), setting, {
    appeals: [...found.appeals.slice(0, -1), { ...appeal, body }],
    involved: involving(found, body),
  });
}

function registeredAnew(found: Case, stand: StandIn, roster: Roster, setting: Setting): Case {
  const open = ['submitted', 'returned', 'accepted', 'in_review', 'in_publicity', 'objected'].includes(found.state);
  if (!open || found.ownMotion) {
    throw refuse('CASE_STATE', { state: found.state, allowed: 'submitted … objected' }, 'record');
  }
  const registrar = uninvolved(stand, found.involved, roster.registrars);
  const change = { registrar, involved: involving(found, registrar), people: handedOn(found.people) };
  if (found.state === 'returned') return { ...found, ...change, time: setting.time };
  if (found.state === 'in_publicity' || found.state === 'objected') return resume({ ...found, ...change }, setting);
  return brought(found, 'submitted', setting, change);
}
