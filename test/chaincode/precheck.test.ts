import type { AssetText } from '@suyuan/schemas';
import { describe, expect, it } from 'vitest';
import { type Facts, mustPass, precheck } from '../../chaincode/src/registration/rules/precheck.ts';
import { assetText, initial, profileNames, profileText, releaseText } from '../support/builders.ts';
import { entity, factsAt, submitted } from '../support/cases.ts';
import { refused } from '../support/refusals.ts';

const NOW = '2026-03-02T02:00:00.000Z';
const codes = (change: Partial<Facts>) => precheck(factsAt(NOW, change)).map((finding) => finding.code);
const withAsset = (change: Partial<AssetText>) => ({
  application: initial('huaxin', 'a', { asset: assetText('huaxin', change) }),
});

describe('the pre-check', () => {
  it('finds nothing wrong with a complete application', () => {
    expect(precheck(factsAt(NOW))).toEqual([]);
  });

  const broken: [string, Partial<Facts>, string][] = [
    ['core data', withAsset({ grade: 'core' }), 'RULE_CORE'],
    ['an unauthorised source', withAsset({ sourceBasis: 'unauthorised' }), 'RULE_UNAUTHORISED'],
    [
      'personal information without its basis',
      withAsset({ personalInformation: { contains: true } }),
      'RULE_PERSONAL_BASIS',
    ],
    ['a work registered as public data', withAsset({ kind: 'ip-work' }), 'RULE_KIND'],
    [
      'no right to hold',
      withAsset({ rights: [{ right: 'operate', holder: 'huaxin', from: '2026-01-01', basis: '合同' }] }),
      'RULE_RIGHTS',
    ],
    [
      'a right held by somebody else',
      withAsset({ rights: [{ right: 'hold', holder: 'qixiang', from: '2026-01-01', basis: '合同' }] }),
      'RULE_RIGHTS',
    ],
    [
      'a release under the grade of its input',
      { inputs: [{ id: 'rel-1', release: {} as never, holder: 'huaxin', rank: 1, grade: 'important' }] },
      'RULE_GRADE_FLOOR',
    ],
    ['an input that is not on the ledger', { inputs: [{ id: 'rel-1', missing: true }] }, 'RULE_INPUT'],
    ['missing evidence', { application: initial('huaxin', 'a', { evidence: [] }) }, 'RULE_EVIDENCE'],
    [
      'a release from the future',
      {
        application: initial('huaxin', 'a', { release: releaseText('a', { producedAt: '2027-01-01T00:00:00.000Z' }) }),
      },
      'RULE_PRODUCED',
    ],
  ];
  it.each(broken)('refuses %s', (_, change, code) => {
    expect(codes(change)).toContain(code);
  });

  it('lists every failing rule at once, with field, citation and both languages', () => {
    const { timeCoverage: _, spaceCoverage: __, ...descriptor } = assetText('huaxin').descriptor;
    const findings = precheck(factsAt(NOW, withAsset({ descriptor, grade: 'core' })));
    expect(findings.map((finding) => finding.field)).toEqual([
      'application.asset.descriptor.timeCoverage',
      'application.asset.descriptor.spaceCoverage',
      'application.asset.grade',
    ]);
    for (const finding of findings) {
      expect(finding.citation).not.toBe('');
      expect(finding.zh).toMatch(/\p{Script=Han}/u);
      expect(finding.en).toMatch(/[a-z]/);
    }
  });

  it('refuses an asset that is in another case, and passes the answer to its own', () => {
    const { asset, found } = submitted(NOW);
    expect(codes({ asset, applicant: entity('huaxin') })).toContain('CASE_OPEN');
    expect(codes({ asset, answering: found.id })).not.toContain('CASE_OPEN');
  });

  it('refuses a registrar that is none, or a party', () => {
    expect(codes({ registrar: 'nobody' })).toEqual(['CASE_REGISTRAR']);
    expect(
      codes({ applicant: entity('registry', ['holder', 'registrar']), application: initial('registry', 'a') }),
    ).toEqual(['RULE_REGISTRAR']);
  });

  it('refuses a release outside its descriptor, and columns of inputs that are not there', () => {
    const release = releaseText('a', {
      fields: [{ name: 'secret', type: 'text' }],
      columns: [{ input: 1, from: 'a', to: 'b', transformation: 'identity' }],
    });
    expect(codes({ application: initial('huaxin', 'a', { release }) })).toEqual(['RELEASE_OUTSIDE', 'RULE_COLUMNS']);
  });

  it('lets a change take nothing from what protects others', () => {
    const { openCase: _, ...asset } = submitted(NOW).asset;
    const pledged = assetText('huaxin', {
      grade: 'important',
      encumbrances: [{ kind: 'pledge', reference: '1', from: '2026-01-01' }],
    });
    const application = {
      type: 'change' as const,
      assetId: asset.id,
      asset: assetText('huaxin'),
      evidence: initial('huaxin', 'a').evidence,
    };
    const kept = codes({ application, asset: { ...asset, text: pledged } });
    expect(kept.filter((code) => code === 'RULE_KEEPS')).toHaveLength(2);
  });

  it('is what submit refuses by', () => {
    const body = refused('PRECHECK_FAILED', () => mustPass(factsAt(NOW, withAsset({ grade: 'core' }))));
    expect(body.findings?.map((finding) => finding.code)).toEqual(['RULE_CORE']);
  });

  it('lets only the holder follow up, on a certificate that stands', () => {
    const { openCase: _, ...asset } = submitted(NOW).asset;
    const application = { type: 'renewal' as const, assetId: asset.id, evidence: initial('huaxin', 'a').evidence };
    expect(codes({ application, asset, applicant: entity('qixiang') })).toEqual(['RULE_OWNER', 'RULE_REGISTERED']);
  });

  it.each(profileNames)('cites a source for every figure of %s', (name) => {
    const { clocks, retention } = profileText(name);
    for (const figure of [...Object.values(clocks), retention]) expect(figure.citation.source).not.toBe('');
  });
});
