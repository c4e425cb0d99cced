import { DUTIES, type Entity, type ProposalContent, type Role, type Roster, refuse } from '@suyuan/schemas';

/** What a proposal is checked against, both when it is made and when it is enacted. */
export type Situation = {
  readonly roster: Roster;
  /** The entity that the proposal is about, where there is one. */
  readonly entity?: Entity | undefined;
  /** Those that are to take something over. */
  readonly successors: readonly Entity[];
  readonly profileVersion: number;
  /** The silent entity was replaced in this case before. */
  readonly replaced: boolean;
};

type Content<K extends ProposalContent['kind']> = Extract<ProposalContent, { kind: K }>;

type Checks = { readonly [K in ProposalContent['kind']]: (content: Content<K>, now: Situation) => void };

const CHECKS: Checks = {
  enter: ({ entity }, now) => {
    mustBeNew(now);
    mustHost(now.roster, entity.host, 'content.entity.host');
  },
  operator: mayOperate,
  roles: ({ entity, roles }, now) => {
    mustStayPeopled(entity, roles, now.roster, 'content.roles');
    mustBeMember(entity, now.entity);
  },
  committee: ({ msp, member }, { roster }) => maySit(msp, member, roster),
  leave: mayLeave,
  replace: mayReplace,
  profile: ({ profile: { id, version } }, { profileVersion }) => {
    const expected = profileVersion + 1;
    if (version !== expected) throw refuse('PROFILE_VERSION', { id, expected }, 'content.profile.version');
  },
};

/** Refuses a content that does not fit what stands. */
export function checkContent(content: ProposalContent, now: Situation): void {
  (CHECKS[content.kind] as (content: ProposalContent, now: Situation) => void)(content, now);
}

function mustBeNew({ entity }: Situation): void {
  if (entity) throw refuse('ENTITY_EXISTS', { entity: entity.id }, 'content.entity.id');
}

function mustBeMember(id: string, entity: Entity | undefined): void {
  if (entity?.state !== 'active') throw refuse('CALLER_NOT_MEMBER', { entity: id }, 'content.entity');
}

const isOperator = (roster: Roster, msp: string) => roster.operators.some((operator) => operator.msp === msp);

function mustHost(roster: Roster, msp: string, field: string): void {
  if (!isOperator(roster, msp)) throw refuse('OPERATOR_UNKNOWN', { msp }, field);
}

/** A new operator brings its own legal person, which it hosts, under a name that no operator ever had. */
function mayOperate({ entity }: Content<'operator'>, now: Situation): void {
  mustBeNew(now);
  const { host } = entity;
  const was = now.roster.left?.some((operator) => operator.msp === host);
  if (isOperator(now.roster, host) || was) throw refuse('OPERATOR_HOST', { host }, 'content.entity.host');
}

/** The consortium is never without a registrar or a regulator. */
function mustStayPeopled(entity: string, roles: readonly Role[], roster: Roster, field: string): void {
  for (const [role, list] of [
    ['registrar', roster.registrars],
    ['regulator', roster.regulators],
  ] as const) {
    const others = list.filter((id) => id !== entity);
    if (list.length > 0 && others.length === 0 && !roles.includes(role)) throw refuse('ROSTER_EMPTY', { role }, field);
  }
}

/** One seat changes at a time, and the committee keeps three to seven. */
function maySit(msp: string, member: boolean, roster: Roster): void {
  mustHost(roster, msp, 'content.msp');
  const seats = roster.operators.filter((operator) => operator.committee).map((operator) => operator.msp);
  if (seats.includes(msp) === member) throw refuse('COMMITTEE_SAME', { msp }, 'content.member');
  const size = seats.length + (member ? 1 : -1);
  if (size < 3 || size > 7) throw refuse('COMMITTEE_SIZE', { size }, 'content.member');
}

/** Who leaves names one successor for each of its duties; an operator also who hosts for it, once it left the committee. */
function mayLeave(content: Content<'leave'>, now: Situation): void {
  const { entity } = now;
  mustBeMember(content.entity, entity);
  mustStayPeopled(content.entity, [], now.roster, 'content.entity');
  const duties = DUTIES.filter((duty) => entity?.roles.includes(duty));
  for (const role of new Set([...duties, ...content.successors.map((one) => one.role)])) {
    const named = content.successors.filter((one) => one.role === role);
    const [one] = named;
    const fit = named.length === 1 && duties.includes(role) && isFit(one?.entity, role, content.entity, now);
    if (!fit) throw refuse('LEAVE_SUCCESSOR', { role, entity: one?.entity ?? '–' }, 'content.successors');
  }
  const operator = now.roster.operators.find((one) => one.entity === content.entity);
  if (operator?.committee) throw refuse('COMMITTEE_MEMBER', { msp: operator.msp }, 'content.entity');
  const { host } = content;
  const hosted = operator ? host !== undefined && host !== operator.msp : host === undefined;
  if (!hosted) throw refuse('LEAVE_HOST', { host: host ?? '–' }, 'content.host');
  if (host !== undefined) mustHost(now.roster, host, 'content.host');
}

/** In one case an active member with the role takes the place of another, once. */
function mayReplace({ subject, role, silent, successor }: Content<'replace'>, now: Situation): void {
  if (!isFit(successor, role, silent, now)) {
    throw refuse('REPLACEMENT_FIT', { entity: successor, role }, 'content.successor');
  }
  mustBeMember(silent, now.entity);
  if (now.replaced) throw refuse('REPLACEMENT_KNOWN', { entity: silent, subject }, 'content.silent');
}

function isFit(id: string | undefined, role: Role, instead: string, now: Situation): boolean {
  const entity = now.successors.find((one) => one.id === id);
  return entity !== undefined && entity.id !== instead && entity.state === 'active' && entity.roles.includes(role);
}
