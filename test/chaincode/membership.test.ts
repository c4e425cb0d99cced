import type { CharterText, Entity, Proposal, Roster, Vote } from '@suyuan/schemas';
import { describe, expect, it } from 'vitest';
import {
  checkCharter,
  checkContent,
  count,
  effects,
  eligible,
  enforce,
  found,
  propose,
} from '../../chaincode/src/membership/rules.ts';
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

const standing = { roster, profileVersion: 0 };

const newcomer = (roles: ('holder' | 'registrar')[] = ['holder']) => ({
  kind: 'enter' as const,
  entity: { id: 'newcomer', title, host: 'DMSP', roles, clearance: 'general' as const },
});
const proposal = (content: Proposal['content'] = newcomer()) =>
  propose('prp-1', content, EXPIRY, admin, standing, TIME);
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
    expect(effects(enacted, { roster, profileVersion: 0 }, TIME)).toMatchObject([
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
    expect(effects(enacted, { roster, profileVersion: 0 }, TIME)[2]).toMatchObject({
      schema: 'roster/1',
      registrars: ['amsp', 'newcomer'],
    });
  });

  it('about an operator’s own entity is not voted on by that operator', () => {
    const roles = proposal({ kind: 'roles', entity: 'dmsp', roles: ['holder'], clearance: 'general' });
    expect(eligible(roles, roster)).toEqual(['AMSP', 'BMSP', 'CMSP']);
    expect(count(roles, roster, votes('AMSP', 'BMSP', 'DMSP'), [], TIME).tally).toEqual({
      eligible: 3,
      inFavour: 2,
      against: 0,
    });
  });

  it('about a registrar or regulator needs the regulator, but not its own word', () => {
    const regulator = inForce.find((d): d is Entity => d.schema === 'entity/1' && d.id === 'bmsp') as Entity;
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
    refused('ENTITY_EXISTS', () => checkContent(newcomer(), { roster, entity: entity as never, profileVersion: 0 }));
    refused('PROFILE_VERSION', () =>
      checkContent({ kind: 'profile', profile: profileText('general') }, { roster, profileVersion: 1 }),
    );
    refused('OPERATOR_UNKNOWN', () =>
      checkContent({ ...newcomer(), entity: { ...newcomer().entity, host: 'XMSP' } }, { roster, profileVersion: 0 }),
    );
  });
});
