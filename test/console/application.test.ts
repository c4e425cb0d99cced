import { AnyApplication, type Application, AssetText, commands, fits } from '@suyuan/schemas';
import { describe, expect, it } from 'vitest';
import { differences } from '../../gateway/console/src/case/difference.ts';
import { applicationOf, publishing, releaseOf } from '../../gateway/console/src/register/application.ts';
import { type Draft, emptyDraft } from '../../gateway/console/src/register/draft.ts';
import { draftOf, fitsForm, ofAsset } from '../../gateway/console/src/register/draft-of.ts';
import { sameNames, withInput, withoutInput } from '../../gateway/console/src/register/lineage.ts';
import { isWithin, outsideOf } from '../../gateway/console/src/register/outside.ts';
import { unfilled } from '../../gateway/console/src/register/unfilled.ts';
import { assetText, initial, releaseText, sheet } from '../support/builders.ts';

const HOLDER = 'huaxin';
const ASSET = `ast-${'a'.repeat(32)}`;
const release = (n: number) => `rel-${String(n).repeat(32)}`;
const evidence = [sheet('source-statement')];

/** An application of each type, with everything in it that one can say. */
const everything: readonly Application[] = [
  initial(HOLDER, 'plain'),
  initial(HOLDER, 'full', {
    asset: assetText(HOLDER, {
      personalInformation: { contains: true, legalBasis: 'contract', heads: '10k-100k' },
      grade: 'important',
      encumbrances: [
        { kind: 'pledge', reference: '质字第1号', from: '2026-01-01' },
        { kind: 'seizure', reference: '（2026）京01执1号', from: '2026-02-01' },
      ],
      rights: [
        { right: 'operate', holder: 'qixiang', from: '2026-01-01', until: '2027-01-01', basis: '授权经营' },
        { right: 'hold', holder: HOLDER, from: '2025-01-01', basis: '自行生产' },
      ],
    }),
    release: releaseText('full', {
      inputs: [{ release: release(1) }, { external: { namespace: 's3://bucket', name: 'raw' } }],
      grade: 'general',
      records: 12,
      fields: [{ name: 'code', type: 'text', title: '代码', personal: false }],
      run: {
        job: { namespace: HOLDER, name: '按月汇总' },
        kind: 'aggregate',
        startedAt: '2026-01-04T00:00:00.000Z',
        endedAt: '2026-01-04T01:00:00.000Z',
        evidence: [sheet('other')],
      },
      columns: [{ input: 1, from: 'c', to: 'code', transformation: 'masked' }],
      report: `rpt-${'b'.repeat(32)}`,
    }),
  }),
  { type: 'change', assetId: ASSET, asset: assetText(HOLDER), evidence },
  { type: 'correction', assetId: ASSET, asset: assetText(HOLDER), evidence, grounds: '名称有误' },
  { type: 'renewal', assetId: ASSET, evidence },
  { type: 'transfer', assetId: ASSET, transferee: 'qixiang', evidence },
  { type: 'deregistration', assetId: ASSET, evidence, grounds: '不再更新' },
];

const about = { applicant: HOLDER, profile: 'general', registrar: 'registry' };

describe('the form and the application that it writes', () => {
  it.each(everything.map((application) => [application.type, application] as const))(
    'writes a %s application again just as it was sent, and lacks nothing',
    (_, application) => {
      expect(fitsForm(application, HOLDER)).toBe(true);
      const draft = draftOf(application, about);
      expect(unfilled(draft)).toEqual([]);
      expect(fits(AnyApplication, applicationOf(draft, HOLDER))).toBe(true);
    },
  );

  it('does not write a batch, of which much would be lost', () => {
    const batch = { type: 'batch', batch: {}, evidence } as unknown as Application;
    expect(fitsForm(batch, HOLDER)).toBe(false);
    expect(fitsForm(undefined, HOLDER)).toBe(false);
  });

  it('gives a right without another holder to who holds the asset', () => {
    const draft: Draft = { ...emptyDraft(), ...ofAsset(assetText(HOLDER), HOLDER) };
    const written = applicationOf({ ...draft, type: 'change', of: ASSET }, 'qixiang');
    expect('asset' in written && written.asset.rights[0]?.holder).toBe('qixiang');
    expect('asset' in written && fits(AssetText, written.asset)).toBe(true);
  });

  it('publishes a release within what is registered, and says where it is beyond', () => {
    const registered = assetText(HOLDER);
    const file = releaseText('new').distributions;
    const fields = [{ name: 'code', type: 'text' as const }];
    const draft: Draft = { ...emptyDraft(), type: 'release', of: ASSET, files: file, fields, grade: 'general' };
    expect(fits(commands['asset:publish'], { commandId: 'publish-1', ...publishing(draft) })).toBe(true);
    expect(isWithin(outsideOf(draft, registered, Date.now()))).toBe(true);
    const beyond: Draft = {
      ...draft,
      fields: [...fields, { name: 'name', type: 'integer' }, { name: 'phone', type: 'text' }],
      releaseGrade: 'important',
      producedAt: '2026-01-02T00:00:00.000Z',
    };
    expect(outsideOf(beyond, registered, Date.parse('2026-01-01'))).toEqual({
      fields: ['name', 'phone'],
      grade: true,
      early: true,
    });
  });

  it('lists what is not filled in, each part by its name', () => {
    expect(unfilled(emptyDraft())).toEqual([
      'profile',
      'registrar',
      'files',
      'titleZh',
      'abstractZh',
      'keywords',
      'subject',
      'basis',
    ]);
    expect(unfilled({ ...emptyDraft(), type: 'transfer', profile: 'p', registrar: 'r' })).toEqual(['transferee']);
    expect(unfilled({ ...emptyDraft(), type: 'release' })).toEqual(['files']);
    const encumbrances = [{ kind: 'pledge' as const, reference: ' ', from: '2026-01-01' }];
    expect(unfilled({ ...emptyDraft(), encumbrances })).toContain('encumbrances');
  });
});

describe('what a release was made from', () => {
  const [one, two] = [{ release: release(1) }, { release: release(2) }];
  const column = (input: number, to: string) => ({ input, from: 'x', to, transformation: 'derived' as const });

  it('is taken once, and the first input says that something was derived', () => {
    const draft = { ...emptyDraft(), titleZh: '月表' };
    const first = { ...draft, ...withInput(draft, one, HOLDER) };
    expect(first.run).toMatchObject({ kind: 'derive', namespace: HOLDER, name: '月表' });
    expect(withInput(first, one, HOLDER)).toEqual({});
    expect(releaseOf({ ...first, run: { ...first.run, kind: '' } })).not.toHaveProperty('run');
  });

  it('loses an input with its columns, and the others keep theirs', () => {
    const draft = { ...emptyDraft(), inputs: [one, two], columns: [column(0, 'a'), column(1, 'b')] };
    expect(withoutInput(draft, 0)).toEqual({ inputs: [two], columns: [column(0, 'b')] });
    expect(withoutInput({ ...draft, inputs: [one], columns: [] }, 0)).toMatchObject({ run: { kind: '' } });
  });

  it('maps columns of the same name as they are, once', () => {
    const fields = [
      { name: 'a', type: 'text' as const },
      { name: 'b', type: 'text' as const },
    ];
    const draft = { ...emptyDraft(), fields, columns: [column(0, 'a')] };
    expect(sameNames(draft, 0, ['a', 'b', 'c'])).toEqual([
      { input: 0, from: 'b', to: 'b', transformation: 'identity' },
    ]);
  });
});

describe('what an application changes', () => {
  it('is told place by place, and a field that is taken away shifts no other', () => {
    const before = assetText(HOLDER);
    const [, kept] = before.descriptor.fields;
    const now = assetText(HOLDER, {
      descriptor: { ...before.descriptor, fields: kept ? [kept] : [], keywords: ['行政区划'] },
      grade: 'important',
    });
    expect(differences(before, now).map(({ path }) => path.join('.'))).toEqual([
      'descriptor.keywords',
      'descriptor.fields.=code',
      'grade',
    ]);
  });
});
