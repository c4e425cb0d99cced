import { type Entity, type Proposal, type Roster, refuse } from '@suyuan/schemas';
import type { Recorded } from '../../ledger/keys.ts';
import type { Situation } from './content.ts';
import { entered, rosterAfter } from './roster.ts';

/** The documents that a decided proposal leaves, itself among them. */
export function effects(proposal: Proposal, now: Situation, time: string): Recorded[] {
  return proposal.state === 'enacted' ? [proposal, ...changes(proposal, now, time)] : [proposal];
}

function changes({ id, content }: Proposal, now: Situation, time: string): Recorded[] {
  const { roster } = now;
  switch (content.kind) {
    case 'enter': {
      const entity = entered(content.entity, time, id);
      return [entity, ...rosterAfter(roster, entity, time)];
    }
    case 'operator': {
      const entity = entered(content.entity, time, id);
      const operator = { msp: entity.host, title: content.title, committee: false, entity: entity.id };
      return [entity, ...rosterAfter(roster, entity, time, { operators: [...roster.operators, operator] })];
    }
    case 'roles': {
      const entity: Entity = {
        ...member(now, content.entity),
        roles: content.roles,
        clearance: content.clearance,
        time,
      };
      return [entity, ...rosterAfter(roster, entity, time)];
    }
    case 'committee': {
      const operators = roster.operators.map((one) =>
        one.msp === content.msp ? { ...one, committee: content.member } : one,
      );
      return [{ ...roster, operators, time }];
    }
    case 'leave': {
      const { successors, host } = content;
      const entity: Entity = { ...member(now, content.entity), state: 'left', successors, proposal: id, time };
      return [entity, ...rosterAfter(roster, entity, time, host === undefined ? {} : without(roster, entity, host))];
    }
    case 'replace': {
      const { subject, role, silent, successor } = content;
      return [{ schema: 'replacement/1', subject, role, silent, successor, proposal: id, time }];
    }
    case 'profile':
      return [
        { schema: 'profile/1', ...content.profile, time },
        { schema: 'profile-head/1', id: content.profile.id, version: content.profile.version, time },
      ];
  }
}

function member({ entity }: Situation, id: string): Entity {
  if (!entity) throw refuse('CALLER_NOT_MEMBER', { entity: id });
  return entity;
}

/** The operators without the one whose own entity leaves, and who hosts for it from now on. */
function without(roster: Roster, entity: Entity, host: string): Partial<Roster> {
  const operator = roster.operators.find((one) => one.entity === entity.id);
  if (!operator) return {};
  return {
    operators: roster.operators.filter((one) => one !== operator),
    left: [...(roster.left ?? []), { msp: operator.msp, host }],
  };
}
