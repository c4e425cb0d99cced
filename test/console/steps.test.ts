import { describe, expect, it } from 'vitest';
import { stepsOf } from '../../gateway/console/src/asset/steps.ts';
import { movesOf } from '../../gateway/console/src/case/moves.ts';

type Asset = Parameters<typeof stepsOf>[0];
type Me = NonNullable<Parameters<typeof stepsOf>[1]>;

const NOW = Date.parse('2026-11-28T00:00:00.000Z');
const TYPES = ['INITIAL', 'CHANGE', 'CORRECTION', 'RENEWAL', 'TRANSFER', 'DEREGISTRATION'];
const person = (entity: string, role: Me['roles'][number]): Me => ({
  name: 'li',
  title: { zh: '李' },
  msp: 'GroupMSP',
  admin: false,
  entity,
  roles: [role],
});
const asset = (change: object = {}, certificate: object = {}): Asset =>
  ({
    entityId: 'huaxin',
    state: 'REGISTERED',
    disclosure: 'OPEN',
    openCase: null,
    profile: { types: TYPES },
    certificate: {
      state: 'ACTIVE',
      registrar: { id: 'registry' },
      renewableFrom: '2026-01-01T00:00:00.000Z',
      ...certificate,
    },
    ...change,
  }) as unknown as Asset;
const holder = person('huaxin', 'HOLDER');
const open = (found: Asset, me: Me | undefined = holder) =>
  stepsOf(found, me, NOW)
    .filter(({ why }) => !why)
    .map(({ type }) => type);
const why = (found: Asset, type: string) => stepsOf(found, holder, NOW).find((step) => step.type === type)?.why;

describe('what one may do with a registered asset', () => {
  it('is everything for its holder, a correction for the registrar that registered it, and nothing for others', () => {
    expect(open(asset())).toEqual(['release', 'change', 'correction', 'renewal', 'transfer', 'deregistration']);
    expect(open(asset(), person('registry', 'REGISTRAR'))).toEqual(['correction']);
    expect(open(asset(), person('south-registry', 'REGISTRAR'))).toEqual([]);
    expect(open(asset(), person('qixiang', 'HOLDER'))).toEqual([]);
    expect(stepsOf(asset(), undefined, NOW)).toEqual([]);
    expect(open(asset({ state: 'ENDED' }))).toEqual([]);
  });

  it('follows the state of its certificate, and says what that is', () => {
    expect(open(asset({}, { state: 'SUSPENDED' }))).toEqual(['correction', 'deregistration']);
    expect(open(asset({}, { state: 'EXPIRED' }))).toEqual(['renewal', 'deregistration']);
    expect(why(asset({}, { state: 'SUSPENDED' }), 'transfer')).toEqual({ code: 'state', state: 'SUSPENDED' });
  });

  it('waits for an open case and for the window of renewal, and is what the profile takes', () => {
    expect(open(asset({ openCase: { id: 'cas-1' } }))).toEqual(['release']);
    const from = '2029-01-01T00:00:00.000Z';
    expect(why(asset({}, { renewableFrom: from }), 'renewal')).toEqual({ code: 'early', from });
    expect(why(asset({ profile: { types: ['INITIAL'] } }), 'change')).toEqual({ code: 'type' });
    expect(why(asset({ disclosure: 'RESTRICTED' }), 'transfer')).toEqual({ code: 'restricted' });
  });
});

describe('the consent of a transferee', () => {
  const of = (change: object) =>
    movesOf(
      {
        state: 'SUBMITTED',
        registrarId: 'registry',
        applicantId: 'huaxin',
        next: null,
        publicity: null,
        people: {} as never,
        transferee: 'qixiang',
        ...change,
      },
      person('qixiang', 'HOLDER'),
      NOW,
    ).map(({ command }) => command);

  it('is offered to who receives the asset, once, until the registrar has accepted', () => {
    expect(of({})).toEqual(['registration:consent']);
    expect(of({ state: 'RETURNED' })).toEqual(['registration:consent']);
    expect(of({ consenter: { person: 'wang', entity: 'qixiang', msp: 'RegistrarMSP' } })).toEqual([]);
    expect(of({ state: 'ACCEPTED' })).toEqual([]);
    expect(of({ transferee: 'yanjiu' })).toEqual([]);
  });
});
