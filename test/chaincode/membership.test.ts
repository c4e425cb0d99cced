import { type CharterText, digest, type Entity, type Proposal, type Roster, type Vote } from '@suyuan/schemas';
import { describe, expect, it } from 'vitest';
import { checkCharter, enforce, found } from '../../chaincode/src/membership/rules/charter.ts';
import { checkContent, type Situation } from '../../chaincode/src/membership/rules/content.ts';
import { effects } from '../../chaincode/src/membership/rules/effects.ts';
import { execute } from '../../chaincode/src/membership/rules/execution.ts';
import { count as counted, eligible, propose } from '../../chaincode/src/membership/rules/votes.ts';
import { calendarText, profileText } from '../support/builders.ts';
import { refused } from '../support/refusals.ts';

const TIME = '2026-03-02T02:00:00.000Z';
const EXPIRY = '2026-03-09T02:00:00.000Z';
const admin = { msp: 'AMSP', person: 'admin' };
const title = { zh: '机构' };
const MSPS = ['AMSP', 'BMSP', 'CMSP', 'DMSP'];

const charter: CharterText = {
  title,
  operators: MSPS.map((msp) => ({ msp, title, committee: msp !== 'DMSP', entity: msp.toLowerCase() })),
  entities: MSPS.map((msp, n) => ({
    id: msp.toLowerCase(),
    title,
    host: msp,
    roles: [n === 0 ? ('registrar' as const) : n === 1 ? ('regulator' as const) : ('holder' as const)],
    clearance: 'general' as const,
  })),
  profiles: [profileText('general')],
  calendar: calendarText,
};
const inForce = enforce(found(charter, admin, TIME), TIME);
const roster = inForce.find((d): d is Roster => d.schema === 'roster/1') as Roster;

const standing: Situation = { roster, successors: [], profileVersion: 0, replaced: false };
const member = (id: string) => inForce.find((d): d is Entity => d.schema === 'entity/1' && d.id === id) as Entity;
const count = (
  proposal: Proposal,
  roster: Roster,
  operator: readonly Vote[],
  regulator: readonly Vote[],
  time: string,
  successor: readonly Vote[] = [],
) => counted(proposal, roster, { operator, regulator, successor }, time);

const newcomer = (roles: ('holder' | 'registrar')[] = ['holder']) => ({
  kind: 'enter' as const,
  entity: { id: 'newcomer', title, host: 'DMSP', roles, clearance: 'general' as const },
});
const proposal = (content: Proposal['content'] = newcomer(), now: Situation = standing) =>
  propose('prp-1', content, EXPIRY, admin, now, TIME);
const vote = (voter: string, inFavour = true, as: Vote['as'] = 'operator'): Vote => ({
  schema: 'vote/1',
  proposal: 'prp-1',
  as,
  voter,
  inFavour,
  by: admin,
  time: TIME,
});
const votes = (...voters: string[]) => voters.map((voter) => vote(voter));

describe('founding', () => {
  it('puts roster, entities, profiles and calendar in force together', () => {
    expect(inForce.map((d) => d.schema)).toEqual([
      'charter/1',
      'roster/1',
      'entity/1',
      'entity/1',
      'entity/1',
      'entity/1',
      'profile/1',
      'profile-head/1',
      'calendar/1',
      'calendar-head/1',
    ]);
    expect(roster).toMatchObject({ registrars: ['amsp'], regulators: ['bmsp'] });
  });

  const broken: [string, Partial<CharterText>][] = [
    ['a committee of two', { operators: charter.operators.map((o) => ({ ...o, committee: o.msp < 'C' })) }],
    ['an operator twice', { operators: [...charter.operators, ...charter.operators.slice(0, 1)] }],
    ['an entity with a host that is no operator', { entities: charter.entities.map((e) => ({ ...e, host: 'XMSP' })) }],
    ['no regulator', { entities: charter.entities.map((e) => ({ ...e, roles: ['registrar' as const] })) }],
  ];
  it.each(broken)('refuses a charter with %s', (_, change) => {
    refused('CHARTER_INCONSISTENT', () => checkCharter({ ...charter, ...change }, 'AMSP'));
  });
});

describe('a proposal', () => {
  it('passes by a majority of the operators', () => {
    expect(
      refused('PROPOSAL_UNDECIDED', () => count(proposal(), roster, votes('AMSP', 'BMSP'), [], TIME)).params,
    ).toMatchObject({ inFavour: 2, eligible: 4 });
    const enacted = count(proposal(), roster, votes('AMSP', 'BMSP', 'CMSP'), [], TIME);
    expect(effects(enacted, standing, TIME)).toMatchObject([
      { state: 'enacted' },
      { schema: 'entity/1', id: 'newcomer', state: 'active', proposal: 'prp-1' },
    ]);
  });

  it('that makes a registrar also needs the regulator, whose no is final', () => {
    const registrar = proposal(newcomer(['registrar']));
    const all = votes('AMSP', 'BMSP', 'CMSP');
    refused('PROPOSAL_UNDECIDED', () => count(registrar, roster, all, [], TIME));
    expect(count(registrar, roster, all, [vote('bmsp', true, 'regulator')], TIME).state).toBe('enacted');
    expect(count(registrar, roster, all, [vote('bmsp', false, 'regulator')], TIME).state).toBe('rejected');
    const enacted = count(registrar, roster, all, [vote('bmsp', true, 'regulator')], TIME);
    expect(effects(enacted, standing, TIME)[2]).toMatchObject({
      schema: 'roster/1',
      registrars: ['amsp', 'newcomer'],
    });
  });

  it('about an operator’s own entity is not voted on by that operator', () => {
    const roles = proposal(
      { kind: 'roles', entity: 'dmsp', roles: ['holder'], clearance: 'general' },
      { ...standing, entity: member('dmsp') },
    );
    expect(eligible(roles, roster)).toEqual(['AMSP', 'BMSP', 'CMSP']);
    expect(count(roles, roster, votes('AMSP', 'BMSP', 'DMSP'), [], TIME).tally).toEqual({
      eligible: 3,
      inFavour: 2,
      against: 0,
    });
  });

  it('about a registrar or regulator needs the regulator, but not its own word', () => {
    const regulator = member('bmsp');
    const content = {
      kind: 'roles' as const,
      entity: 'bmsp',
      roles: ['regulator' as const, 'registrar' as const],
      clearance: 'core' as const,
    };
    const own = propose('prp-1', content, EXPIRY, admin, { ...standing, entity: regulator }, TIME);
    expect(own.needsRegulator).toBe(true);
    refused('PROPOSAL_UNDECIDED', () =>
      count(own, roster, votes('AMSP', 'CMSP', 'DMSP'), [vote('bmsp', true, 'regulator')], TIME),
    );
    const unmade = { ...content, roles: ['holder' as const] };
    refused('ROSTER_EMPTY', () => checkContent(unmade, { ...standing, entity: regulator }));
  });

  it('is not enacted after it expired', () => {
    expect(count(proposal(), roster, votes('AMSP', 'BMSP', 'CMSP'), [], '2026-04-01T00:00:00.000Z').state).toBe(
      'expired',
    );
  });

  it('is rejected when half are against, and expires', () => {
    const against = [vote('AMSP', false), vote('BMSP', false)];
    expect(count(proposal(), roster, against, [], TIME).state).toBe('rejected');
    expect(count(proposal(), roster, [], [], '2026-04-01T00:00:00.000Z').state).toBe('expired');
    refused('PROPOSAL_EXPIRY', () => propose('prp-1', newcomer(), TIME, admin, standing, TIME));
  });

  it('must fit what stands when it is made', () => {
    const entity = inForce.find((d) => d.schema === 'entity/1');
    refused('ENTITY_EXISTS', () => checkContent(newcomer(), { ...standing, entity: entity as never }));
    refused('PROFILE_VERSION', () =>
      checkContent({ kind: 'profile', profile: profileText('general') }, { ...standing, profileVersion: 1 }),
    );
    refused('OPERATOR_UNKNOWN', () =>
      checkContent({ ...newcomer(), entity: { ...newcomer().entity, host: 'XMSP' } }, standing),
    );
  });
});

describe('operators and the committee', () => {
  const operator = {
    kind: 'operator' as const,
    title,
    entity: { id: 'newcomer', title, host: 'NMSP', roles: ['holder' as const], clearance: 'general' as const },
  };

  it('grow by an operator that hosts its own legal person, and votes from then on', () => {
    const enacted = count(proposal(operator), roster, votes('AMSP', 'BMSP', 'CMSP'), [], TIME);
    const [, entity, after] = effects(enacted, standing, TIME);
    expect(entity).toMatchObject({ id: 'newcomer', host: 'NMSP' });
    expect((after as Roster).operators.at(-1)).toEqual({ msp: 'NMSP', title, committee: false, entity: 'newcomer' });
    const again = { ...operator, entity: { ...operator.entity, host: 'AMSP' } };
    refused('OPERATOR_HOST', () => checkContent(again, standing));
  });

  it('change one seat at a time, and never below three', () => {
    const join = { kind: 'committee' as const, msp: 'DMSP', member: true };
    expect(eligible(proposal(join), roster)).toEqual(['AMSP', 'BMSP', 'CMSP']);
    const enacted = count(proposal(join), roster, votes('AMSP', 'BMSP'), [], TIME);
    const [, four] = effects(enacted, standing, TIME) as [Proposal, Roster];
    expect(four.operators.filter((one) => one.committee).map((one) => one.msp)).toEqual(MSPS);
    refused('COMMITTEE_SAME', () => checkContent({ ...join, member: false }, standing));
    refused('COMMITTEE_SIZE', () => checkContent({ kind: 'committee', msp: 'AMSP', member: false }, standing));
    checkContent({ kind: 'committee', msp: 'AMSP', member: false }, { ...standing, roster: four });
  });

  it('are carried out in the channel’s configuration once, on the mandate of an enacted proposal that still stands', () => {
    const join = { kind: 'committee' as const, msp: 'DMSP', member: true };
    const enacted = count(proposal(join), roster, votes('AMSP', 'BMSP'), [], TIME);
    const [, four] = effects(enacted, standing, TIME) as [Proposal, Roster];
    const said = { update: digest('update'), sequence: 3 };
    const by = { msp: 'AMSP', person: 'admin' };
    const done = execute(enacted, undefined, four, said, by, TIME);
    expect(done).toEqual({ schema: 'execution/1', proposal: enacted.id, ...said, by, time: TIME });
    refused('PROPOSAL_EXECUTED', () => execute(enacted, done, four, said, by, TIME));
    refused('PROPOSAL_MANDATE', () => execute(proposal(join), undefined, four, said, by, TIME));
    refused('PROPOSAL_MANDATE', () => execute(enacted, undefined, roster, said, by, TIME));
    const other = { ...enacted, content: operator };
    refused('PROPOSAL_MANDATE', () => execute(other, undefined, four, said, by, TIME));
  });
});

describe('an entity that leaves', () => {
  const other = { ...member('cmsp'), roles: ['holder' as const, 'registrar' as const] };
  const leaves = (change: object = {}): Extract<Proposal['content'], { kind: 'leave' }> => ({
    kind: 'leave',
    entity: 'dmsp',
    successors: [{ role: 'holder', entity: 'cmsp' }],
    host: 'CMSP',
    ...change,
  });
  const now: Situation = { ...standing, entity: member('dmsp'), successors: [other] };

  it('names one fitting successor for each of its duties, and an operator who hosts for it', () => {
    checkContent(leaves(), now);
    const wrong = [
      [],
      [{ role: 'holder' as const, entity: 'dmsp' }],
      [{ role: 'holder' as const, entity: 'nobody' }],
      [...leaves().successors, { role: 'bank' as const, entity: 'cmsp' }],
      [...leaves().successors, ...leaves().successors],
    ];
    for (const successors of wrong) refused('LEAVE_SUCCESSOR', () => checkContent(leaves({ successors }), now));
    refused('LEAVE_HOST', () => checkContent(leaves({ host: undefined }), now));
    refused('LEAVE_HOST', () => checkContent(leaves({ host: 'DMSP' }), now));
    refused('OPERATOR_UNKNOWN', () => checkContent(leaves({ host: 'XMSP' }), now));
  });

  it('does so after it left the committee, and never as the last registrar', () => {
    const seated = leaves({ entity: 'cmsp', successors: [{ role: 'holder', entity: 'dmsp' }], host: 'AMSP' });
    const situated = { ...standing, entity: member('cmsp'), successors: [member('dmsp')] };
    refused('COMMITTEE_MEMBER', () => checkContent(seated, situated));
    const registrar = leaves({ entity: 'amsp', successors: [{ role: 'registrar', entity: 'cmsp' }] });
    refused('ROSTER_EMPTY', () => checkContent(registrar, { ...now, entity: member('amsp') }));
  });

  it('is let go when the others, the successor and the new host agree', () => {
    const made = proposal(leaves(), now);
    const majority = votes('AMSP', 'BMSP');
    const agreed = [vote('cmsp', true, 'successor')];
    refused('PROPOSAL_UNDECIDED', () => count(made, roster, majority, [], TIME, agreed));
    refused('PROPOSAL_UNDECIDED', () => count(made, roster, votes('AMSP', 'CMSP'), [], TIME));
    expect(count(made, roster, majority, [], TIME, [vote('cmsp', false, 'successor')]).state).toBe('rejected');
    expect(count(made, roster, [...majority, vote('CMSP', false)], [], TIME, agreed).state).toBe('rejected');
    const enacted = count(made, roster, votes('AMSP', 'CMSP'), [], TIME, agreed);
    expect(effects(enacted, now, TIME)).toMatchObject([
      { state: 'enacted' },
      { id: 'dmsp', state: 'left', successors: [{ role: 'holder', entity: 'cmsp' }] },
      { schema: 'roster/1', left: [{ msp: 'DMSP', host: 'CMSP' }], operators: [{}, {}, {}] },
    ]);
  });
});

describe('who stays silent in a case', () => {
  const content = {
    kind: 'replace' as const,
    subject: `cas-${'0'.repeat(32)}`,
    role: 'registrar' as const,
    silent: 'amsp',
    successor: 'dmsp',
  };
  const now: Situation = {
    ...standing,
    entity: member('amsp'),
    successors: [{ ...member('dmsp'), roles: ['registrar'] }],
  };

  it('is replaced by a majority of the committee, once, without a say of either', () => {
    const made = proposal(content, now);
    expect(made.needsRegulator).toBe(false);
    expect(eligible(made, roster)).toEqual(['BMSP', 'CMSP']);
    refused('PROPOSAL_UNDECIDED', () => count(made, roster, votes('AMSP', 'DMSP', 'BMSP'), [], TIME));
    const enacted = count(made, roster, votes('BMSP', 'CMSP'), [], TIME);
    expect(effects(enacted, now, TIME)[1]).toMatchObject({
      schema: 'replacement/1',
      silent: 'amsp',
      successor: 'dmsp',
    });
    refused('REPLACEMENT_FIT', () => checkContent(content, { ...now, successors: [member('dmsp')] }));
    refused('REPLACEMENT_KNOWN', () => checkContent(content, { ...now, replaced: true }));
  });
});
