import {
  type Actor,
  type Charter,
  type CharterText,
  digestOf,
  type Entity,
  type EntityText,
  type Proposal,
  type ProposalContent,
  type Roster,
  refuse,
  type Vote,
} from '@suyuan/schemas';
import type { Recorded } from '../ledger/keys.ts';

const DAY = 86_400_000;
const LONGEST_PROPOSAL_DAYS = 90;

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
  const entities = text.entities.map((entity) => enter(entity, time));
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

function enter(text: EntityText, time: string, proposal?: string): Entity {
  return { schema: 'entity/1', ...text, state: 'active', since: time, ...(proposal ? { proposal } : {}), time };
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

/** The roster after one entity has other roles: it keeps its place in a list, or goes to the end. */
function rosterWith(roster: Roster, entity: Entity, time: string): Roster {
  const list = (members: readonly string[], belongs: boolean) =>
    belongs ? [...new Set([...members, entity.id])] : members.filter((id) => id !== entity.id);
  const has = (role: Entity['roles'][number]) => entity.roles.includes(role);
  return {
    ...roster,
    registrars: list(roster.registrars, has('registrar')),
    appealBodies: list(roster.appealBodies, has('arbiter') || has('regulator')),
    regulators: list(roster.regulators, has('regulator')),
    time,
  };
}

/** What a proposal is checked against, both when it is made and when it is enacted. */
export type Standing = {
  readonly roster: Roster;
  readonly entity?: Entity | undefined;
  readonly profileVersion: number;
};

export function checkContent(content: ProposalContent, standing: Standing): void {
  switch (content.kind) {
    case 'enter':
      if (standing.entity) throw refuse('ENTITY_EXISTS', { entity: content.entity.id }, 'content.entity.id');
      if (!standing.roster.operators.some((operator) => operator.msp === content.entity.host)) {
        throw refuse('OPERATOR_UNKNOWN', { msp: content.entity.host }, 'content.entity.host');
      }
      return;
    case 'roles':
      mustStayPeopled(content, standing.roster);
      if (standing.entity?.state !== 'active')
        throw refuse('CALLER_NOT_MEMBER', { entity: content.entity }, 'content.entity');
      return;
    case 'profile':
      if (content.profile.version !== standing.profileVersion + 1) {
        const expected = standing.profileVersion + 1;
        throw refuse('PROFILE_VERSION', { id: content.profile.id, expected }, 'content.profile.version');
      }
  }
}

/** The consortium is never without a registrar or a regulator. */
function mustStayPeopled(content: Extract<ProposalContent, { kind: 'roles' }>, roster: Roster): void {
  for (const [role, list] of [
    ['registrar', roster.registrars],
    ['regulator', roster.regulators],
  ] as const) {
    const others = list.filter((entity) => entity !== content.entity);
    if (list.length > 0 && others.length === 0 && !content.roles.includes(role)) {
      throw refuse('ROSTER_EMPTY', { role }, 'content.roles');
    }
  }
}

/** Profiles, and whatever makes or unmakes a registrar or regulator, also need the regulator. */
function needsRegulator(content: ProposalContent, standing: Standing): boolean {
  if (content.kind === 'profile') return true;
  const after = content.kind === 'enter' ? content.entity.roles : content.roles;
  const roles = [...after, ...(standing.entity?.roles ?? [])];
  return roles.includes('registrar') || roles.includes('regulator');
}

export function propose(
  id: string,
  content: ProposalContent,
  expiresAt: string,
  by: Actor,
  standing: Standing,
  time: string,
): Proposal {
  const until = new Date(Date.parse(time) + LONGEST_PROPOSAL_DAYS * DAY).toISOString();
  if (expiresAt <= time || expiresAt > until) throw refuse('PROPOSAL_EXPIRY', { from: time, until }, 'expiresAt');
  return {
    schema: 'proposal/1',
    id,
    content,
    proposer: by,
    openedAt: time,
    expiresAt,
    needsRegulator: needsRegulator(content, standing),
    state: 'open',
    time,
  };
}

export function mustBeOpen(proposal: Proposal, time: string): void {
  if (proposal.state !== 'open') throw refuse('PROPOSAL_CLOSED', { id: proposal.id, state: proposal.state });
  if (time > proposal.expiresAt) throw refuse('PROPOSAL_CLOSED', { id: proposal.id, state: 'expired' });
}

/** The entity that a proposal is about, if it is about one. */
export function subjectOf(content: ProposalContent): string | undefined {
  return content.kind === 'roles' ? content.entity : content.kind === 'enter' ? content.entity.id : undefined;
}

/** The operators that vote: all but the one whose own entity the proposal is about. */
export function eligible(proposal: Proposal, roster: Roster): string[] {
  const subject = subjectOf(proposal.content);
  return roster.operators.filter((operator) => operator.entity !== subject).map((operator) => operator.msp);
}

/**
 * Counts the votes. A majority of the eligible operators, and the regulator where it is needed, enacts; a majority
 * against, or the regulator against, rejects; a passed expiry expires; otherwise it is refused as undecided. A subject is not heard on itself.
 */
export function count(
  proposal: Proposal,
  roster: Roster,
  votes: readonly Vote[],
  approvals: readonly Vote[],
  time: string,
): Proposal {
  const voters = eligible(proposal, roster);
  const inFavour = votes.filter((vote) => vote.inFavour && voters.includes(vote.voter)).length;
  const against = votes.filter((vote) => !vote.inFavour && voters.includes(vote.voter)).length;
  const tally = { eligible: voters.length, inFavour, against };
  const heard = approvals.filter((vote) => vote.voter !== subjectOf(proposal.content));
  const approved = !proposal.needsRegulator || heard.some((vote) => vote.inFavour);
  const vetoed = proposal.needsRegulator && heard.some((vote) => !vote.inFavour);
  if (time > proposal.expiresAt) return { ...proposal, state: 'expired', tally, time };
  const state =
    inFavour * 2 > voters.length && approved && !vetoed
      ? 'enacted'
      : against * 2 >= voters.length || vetoed
        ? 'rejected'
        : undefined;
  if (!state) {
    throw refuse('PROPOSAL_UNDECIDED', { ...tally, regulator: approved ? '' : ' + regulator 监管机构' });
  }
  return { ...proposal, state, tally, time };
}

/** The documents that an enacted proposal leaves, itself among them. */
export function effects(proposal: Proposal, standing: Standing, time: string): Recorded[] {
  const { content } = proposal;
  if (proposal.state !== 'enacted') return [proposal];
  switch (content.kind) {
    case 'enter': {
      const entity = enter(content.entity, time, proposal.id);
      return [proposal, entity, ...rosterIfChanged(standing.roster, entity, time)];
    }
    case 'roles': {
      if (!standing.entity) throw refuse('CALLER_NOT_MEMBER', { entity: content.entity });
      const entity: Entity = { ...standing.entity, roles: content.roles, clearance: content.clearance, time };
      return [proposal, entity, ...rosterIfChanged(standing.roster, entity, time)];
    }
    case 'profile':
      return [
        proposal,
        { schema: 'profile/1', ...content.profile, time },
        { schema: 'profile-head/1', id: content.profile.id, version: content.profile.version, time },
      ];
  }
}

function rosterIfChanged(roster: Roster, entity: Entity, time: string): Roster[] {
  const changed = rosterWith(roster, entity, roster.time);
  return digestOf(changed) === digestOf(roster) ? [] : [{ ...changed, time }];
}
