import {
  type Asset,
  type Certificate,
  EFFECTS,
  EFFECTS_OF,
  type Encumbrances,
  effectOn,
  type Freeze,
} from '@suyuan/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { precheck } from '../../chaincode/src/registration/rules/precheck.ts';
import { encumber, freeze, unencumber, unfreeze } from '../../chaincode/src/standing/rules/holds.ts';
import { circulable, conditionsOf } from '../../chaincode/src/standing/rules.ts';
import type { Standing } from '../../chaincode/src/standing/state.ts';
import { entity, factsAt, people, submitted, who } from '../support/cases.ts';
import { refused } from '../support/refusals.ts';

const TIME = '2026-03-17T02:00:00.000Z';
const LATER = '2026-03-18T02:00:00.000Z';
const { found, asset: applied } = submitted(TIME);
const { openCase: _, ...rest } = applied;
const asset: Asset = { ...rest, state: 'registered', certificate: 'GG-2026-00000000000000001' };
const certificate: Certificate = {
  schema: 'certificate/1',
  number: 'GG-2026-00000000000000001',
  case: found.id,
  asset: asset.id,
  assetVersion: 1,
  holder: asset.entity,
  registrar: 'registry',
  profile: asset.profile,
  commitments: {},
  committedIn: asset.committedIn,
  issuedAt: TIME,
  issuedBy: people.issuer,
  validUntil: '2029-03-17T02:00:00.000Z',
  state: 'active',
  time: TIME,
};
const regulator = who('regulator', 'qian');
const standing: Standing = {
  asset,
  certificate,
  freeze: undefined,
  encumbrances: undefined,
  openCase: undefined,
  grade: 'general',
};
const MEASURE = `msr-${'0'.repeat(32)}`;
const frozen = freeze(asset, undefined, MEASURE, regulator, '调查', TIME);
const pledge = {
  commandId: 'command-1',
  asset: asset.id,
  kind: 'pledge' as const,
  reference: '质押 1 号',
  from: '2026-03-01',
  basis: '质押合同',
  evidence: [],
};
const seizure = { ...pledge, kind: 'seizure' as const, reference: '(2026) 民初 1 号', basis: '查封裁定' };
const on = { asset, certificate, record: undefined };
const text = (change: Partial<NonNullable<Asset['text']>>) =>
  ({ ...asset, text: { ...(asset.text as NonNullable<Asset['text']>), ...change } }) as Asset;
const codes = (change: Partial<Standing>, agreed?: 'general' | 'important') =>
  circulable({ ...standing, ...change }, LATER, agreed).map(({ code }) => code);

describe('the effects table', () => {
  /** The rules' own table, row by row: 4 Certificates. */
  const DOMAIN = [
    [['suspended', 'frozen'], 'no-new-use', 'no-new-use', 'finish-or-return', 'stop', 'orderer-or-appeal'],
    [['expired'], 'to-term', 'to-term', 'finish', 'finish', 'renewal'],
    [['revoked', 'cancelled'], 'ends', 'ends', 'return', 'ends', 'reinstatement'],
    [['superseded'], 'passes-on', 'passes-on', 'finish', 'finish', 'nothing'],
    [['transferred'], 'passes-on', 'passes-on', 'finish-with-new-holder', 'consent-again', 'nothing'],
  ] as const;

  it.each(DOMAIN)(
    'says for %s what the rules say',
    (conditions, agreement, subLicence, order, computation, liftedBy) => {
      for (const condition of conditions) {
        const row = { agreement, 'sub-licence': subLicence, 'paid-order': order, computation, liftedBy };
        expect(EFFECTS_OF[condition]).toEqual(row);
      }
    },
  );

  it('takes the strictest of several conditions, whatever their order', () => {
    const conditions = Object.keys(EFFECTS_OF) as (keyof typeof EFFECTS_OF)[];
    const resting = ['agreement', 'sub-licence', 'paid-order', 'computation'] as const;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...conditions)), fc.constantFrom(...resting), (held, on) => {
        const effect = effectOn(on, held);
        expect(effectOn(on, [...held].reverse())).toBe(effect);
        for (const one of held)
          expect(EFFECTS.indexOf(effect)).toBeGreaterThanOrEqual(EFFECTS.indexOf(effectOn(on, [one])));
      }),
    );
    expect(effectOn('agreement', [])).toBe('runs');
  });

  it('is asked for what is so of an asset', () => {
    expect(conditionsOf(standing, LATER, 'huaxin')).toEqual(['active']);
    expect(conditionsOf({ ...standing, freeze: frozen }, '2030-01-01T00:00:00.000Z', 'before')).toEqual([
      'expired',
      'frozen',
      'transferred',
    ]);
    expect(effectOn('computation', conditionsOf(standing, LATER, 'before'))).toBe('consent-again');
  });
});

describe('an asset', () => {
  const dispute = (state: 'open' | 'dismissed') => ({
    ...found,
    objections: [{ n: 1, entity: 'qixiang', ground: 'ownership' as const, state, decideBy: LATER }],
  });
  const unfit: [string, string, Partial<Standing>][] = [
    ['without a certificate', 'STANDING_CERTIFICATE', { certificate: undefined }],
    ['whose certificate is suspended', 'STANDING_CERTIFICATE', { certificate: { ...certificate, state: 'suspended' } }],
    ['whose certificate has expired', 'STANDING_CERTIFICATE', { certificate: { ...certificate, validUntil: TIME } }],
    ['that ended', 'STANDING_CERTIFICATE', { asset: { ...asset, state: 'ended' } }],
    ['that is frozen', 'STANDING_FROZEN', { freeze: frozen }],
    ['that was registered with a pledge', 'STANDING_ENCUMBERED', { asset: text({ encumbrances: [pledge] }) }],
    ['that was seized since', 'STANDING_ENCUMBERED', { encumbrances: encumber(on, seizure, people.issuer, TIME) }],
    ['whose ownership is disputed', 'STANDING_DISPUTED', { openCase: dispute('open') }],
    [
      'whose dispute is under appeal',
      'STANDING_DISPUTED',
      {
        openCase: {
          ...dispute('dismissed'),
          appeals: [
            { by: people.other, against: 'dismissed', objection: 1, body: 'arbitration', grounds: '', openedAt: TIME },
          ],
        },
      },
    ],
    ['of core grade', 'STANDING_CORE', { grade: 'core' }],
    ['from an unauthorised source', 'STANDING_UNAUTHORISED', { asset: text({ sourceBasis: 'unauthorised' }) }],
  ];

  it.each(unfit)('%s does not circulate', (_, code, change) => {
    expect(codes({})).toEqual([]);
    expect(codes(change)).toEqual([code]);
  });

  it('of a higher grade than agreed does not circulate, once a dispute is dismissed it does', () => {
    expect(codes({ grade: 'important' }, 'general')).toEqual(['STANDING_GRADE']);
    expect(codes({ grade: 'important' }, 'important')).toEqual([]);
    expect(codes({ openCase: dispute('dismissed') })).toEqual([]);
  });

  it('is frozen by a regulator, and let go by the same one alone', () => {
    refused('FREEZE_STATE', () => freeze(asset, frozen, MEASURE, regulator, '再冻结', LATER));
    refused('FREEZE_ORDERER', () => unfreeze(frozen, 'regulator', who('other-regulator', 'x'), '', LATER));
    const lifted = unfreeze(frozen, 'regulator', regulator, '查清', LATER);
    expect(codes({ freeze: lifted })).toEqual([]);
    refused('FREEZE_STATE', () => unfreeze(lifted, 'regulator', regulator, '', LATER));
    refused('ASSET_UNREGISTERED', () => freeze(applied, undefined, MEASURE, regulator, '', TIME));
  });
});

describe('an encumbrance', () => {
  it('is a pledge of the holder’s or its registrar’s, a seizure of the registrar’s alone', () => {
    refused('ENCUMBRANCE_PARTY', () => encumber(on, seizure, people.holder, TIME));
    refused('ENCUMBRANCE_PARTY', () => encumber(on, pledge, people.other, TIME));
    const record = encumber(on, pledge, people.holder, TIME);
    refused('ENCUMBRANCE_KNOWN', () => encumber({ ...on, record }, pledge, people.issuer, TIME));
    refused('ENCUMBRANCE_BENEFICIARY', () => encumber(on, { ...pledge, beneficiary: 'huaxin' }, people.holder, TIME));
  });

  it('is lifted by the registrar or the beneficiary, never by the holder', () => {
    const named = { ...pledge, beneficiary: 'qixiang' };
    const record = encumber({ ...on, beneficiary: entity('qixiang') }, named, people.holder, TIME);
    const lift = { ...pledge, basis: '清偿' };
    refused('ENCUMBRANCE_PARTY', () => unencumber({ ...on, record }, lift, people.holder, LATER));
    refused('ENCUMBRANCE_NONE', () => unencumber({ ...on, record }, seizure, people.issuer, LATER));
    const lifted = unencumber({ ...on, record }, lift, people.other, LATER);
    expect(codes({ encumbrances: lifted })).toEqual([]);
    expect(encumber({ ...on, record: lifted }, pledge, people.holder, LATER).entries).toHaveLength(1);
  });

  it('that was registered with the asset is lifted in the record, and a change may then leave it out', () => {
    const pledged = text({ encumbrances: [{ kind: 'pledge', reference: pledge.reference, from: pledge.from }] });
    const lifted = unencumber({ ...on, asset: pledged }, pledge, people.issuer, LATER);
    expect(codes({ asset: pledged, encumbrances: lifted })).toEqual([]);
    const change = {
      type: 'change' as const,
      assetId: asset.id,
      asset: { ...(asset.text as NonNullable<Asset['text']>), grade: 'important' as const },
      evidence: [],
    };
    const findings = (encumbrances: Encumbrances | undefined) =>
      precheck(factsAt(LATER, { application: change, asset: pledged, certificate, encumbrances })).map(
        ({ code }) => code,
      );
    expect(findings(undefined)).toContain('RULE_KEEPS');
    expect(findings(lifted)).not.toContain('RULE_KEEPS');
  });

  it('or a freeze keeps an asset from transfer and deregistration', () => {
    const application = { type: 'transfer' as const, assetId: asset.id, transferee: 'qixiang', evidence: [] };
    const facts = { application, asset, certificate, transferee: entity('qixiang') };
    const findings = (held: { freeze?: Freeze; encumbrances?: Encumbrances }) =>
      precheck(factsAt(LATER, { ...facts, ...held })).map(({ code }) => code);
    expect(findings({})).not.toContain('RULE_ENCUMBERED');
    expect(findings({ encumbrances: encumber(on, seizure, people.issuer, TIME) })).toContain('RULE_ENCUMBERED');
    expect(findings({ freeze: frozen })).toContain('STANDING_FROZEN');
  });
});

describe('whoever freezes, encumbers and lifts, in whatever order', () => {
  it('a frozen or encumbered asset never circulates, and nobody lifts what is not theirs to lift', () => {
    const callers = [people.holder, people.other, people.issuer, people.southern, regulator, who('regulator-2', 'x')];
    const actions = ['freeze', 'unfreeze', 'pledge', 'seize', 'lift pledge', 'lift seizure'] as const;
    const steps = fc.array(fc.tuple(fc.constantFrom(...actions), fc.constantFrom(...callers)), { maxLength: 20 });
    fc.assert(
      fc.property(steps, (drawn) => {
        let held: Pick<Standing, 'freeze' | 'encumbrances'> = { freeze: undefined, encumbrances: undefined };
        const model = { frozenBy: '', pledged: false, seized: false };
        for (const [action, by] of drawn) {
          const burden = { ...on, record: held.encumbrances };
          try {
            if (action === 'freeze') {
              held = { ...held, freeze: freeze(asset, held.freeze, MEASURE, by, '调查', TIME) };
              model.frozenBy = by.entity;
            } else if (action === 'unfreeze') {
              if (!held.freeze) continue;
              held = { ...held, freeze: unfreeze(held.freeze, model.frozenBy, by, '查清', TIME) };
              expect(model.frozenBy).toBe(by.entity);
              model.frozenBy = '';
            } else if (action === 'pledge') {
              held = { ...held, encumbrances: encumber(burden, pledge, by, TIME) };
              model.pledged = true;
            } else if (action === 'seize') {
              held = { ...held, encumbrances: encumber(burden, seizure, by, TIME) };
              model.seized = true;
            } else {
              const what = action === 'lift pledge' ? pledge : seizure;
              held = { ...held, encumbrances: unencumber(burden, what, by, TIME) };
              expect(by.entity).toBe('registry');
              if (what === pledge) model.pledged = false;
              else model.seized = false;
            }
          } catch (error) {
            if ((error as Error).name !== 'Refusal') throw error;
          }
          const free = model.frozenBy === '' && !model.pledged && !model.seized;
          expect(codes(held).length === 0).toBe(free);
        }
      }),
      { numRuns: 500 },
    );
  });
});
