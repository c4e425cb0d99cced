import {
  type Actor,
  type Charter,
  type CharterText,
  digestOf,
  type Entity,
  type Roster,
  refuse,
} from '@suyuan/schemas';
import type { Recorded } from '../../ledger/keys.ts';
import { entered } from './roster.ts';

/** A charter must hold together before operators are asked to ratify it. */
export function checkCharter(text: CharterText, proposer: string): void {
  const wrong = (field: string, rule: string) => refuse('CHARTER_INCONSISTENT', { rule }, `charter.${field}`);
  const operators = new Set(text.operators.map((operator) => operator.msp));
  const entities = new Map(text.entities.map((entity) => [entity.id, entity]));
  const committee = text.operators.filter((operator) => operator.committee).length;
  if (!operators.has(proposer)) throw refuse('OPERATOR_UNKNOWN', { msp: proposer });
  if (operators.size !== text.operators.length) throw wrong('operators', 'each operator once');
  if (entities.size !== text.entities.length) throw wrong('entities', 'each entity once');
  if (committee < 3 || committee > 7) throw wrong('operators', 'three to seven operators form the committee');
  for (const entity of text.entities) {
    if (!operators.has(entity.host)) throw wrong('entities', `host ${entity.host} is not an operator`);
  }
  for (const operator of text.operators) {
    if (entities.get(operator.entity)?.host !== operator.msp) {
      throw wrong('operators', `${operator.entity} is not an entity that ${operator.msp} hosts`);
    }
  }
  for (const role of ['registrar', 'regulator'] as const) {
    if (!text.entities.some((entity) => entity.roles.includes(role))) throw wrong('entities', `no ${role}`);
  }
  if (new Set(text.profiles.map((p) => p.id)).size !== text.profiles.length)
    throw wrong('profiles', 'each profile once');
}

export function found(text: CharterText, by: Actor, time: string): Charter {
  checkCharter(text, by.msp);
  return { schema: 'charter/1', digest: digestOf(text), text, state: 'proposed', proposedBy: by, time };
}

/** What the last ratification puts in force: roster, entities, profiles and calendar of the charter. */
export function enforce(charter: Charter, time: string): Recorded[] {
  const { text } = charter;
  const entities = text.entities.map((entity) => entered(entity, time));
  return [
    { ...charter, state: 'in-force', time },
    rosterOf(text.operators, entities, time),
    ...entities,
    ...text.profiles.flatMap((profile): Recorded[] => [
      { schema: 'profile/1', ...profile, time },
      { schema: 'profile-head/1', id: profile.id, version: profile.version, time },
    ]),
    { schema: 'calendar/1', ...text.calendar, time },
    { schema: 'calendar-head/1', version: text.calendar.version, time },
  ];
}

function rosterOf(operators: Roster['operators'], entities: readonly Entity[], time: string): Roster {
  const having = (role: Entity['roles'][number]) => entities.filter((e) => e.roles.includes(role)).map((e) => e.id);
  return {
    schema: 'roster/1',
    operators,
    registrars: having('registrar'),
    appealBodies: [...new Set([...having('arbiter'), ...having('regulator')])],
    regulators: having('regulator'),
    time,
  };
}
