import type { Edge, GradeMark, Report } from '@suyuan/schemas';
import { digest } from '@suyuan/schemas';
import { describe, expect, it } from 'vitest';
import { gradeFloor, reportMisfits } from '../../chaincode/src/asset/rules.ts';
import { forced, type Hop, push } from '../../chaincode/src/grading/rules.ts';
import { decide, type Opinion, rest, revoke, sign } from '../../chaincode/src/report/rules.ts';
import { releaseText, sheet } from '../support/builders.ts';
import { people, who } from '../support/cases.ts';
import { markOf, releaseId, releaseOf, TIME } from '../support/lineage.ts';
import { refused } from '../support/refusals.ts';

const assessor = who('assessment', 'deng');
const registrar = people.acceptor;
const OUTPUT = digest('output.json');

const opinion = (change: Partial<Opinion> = {}): Opinion => ({
  entity: 'qixiang',
  outputs: [OUTPUT],
  inputs: [{ release: releaseId(1), grade: 'important' }],
  grade: 'general',
  opinion: '已去标识化',
  evidence: [sheet('de-identification-report')],
  ...change,
});
const inputs = [{ id: releaseId(1), grade: 'important' as const }];
const signed = (change: Partial<Opinion> = {}) => sign('rpt-1', opinion(change), { inputs }, assessor, TIME);
const accepted = (change: Partial<Opinion> = {}) => decide(signed(change), registrar, { state: 'accepted' }, TIME);

const hop = (from: GradeMark, to: GradeMark, report?: Report, change: Partial<Edge> = {}): Hop => ({
  edge: {
    schema: 'edge/1',
    from: from.release,
    to: to.release,
    disclosure: 'open',
    toEntity: 'qixiang',
    columns: [],
    state: 'confirmed',
    claimedBy: people.other,
    claimant: 'downstream',
    claimedAt: TIME,
    time: TIME,
    ...change,
  },
  from,
  to: { mark: to, report },
});
const pushed = (...hops: Hop[]) => push(hops, people.other, TIME);

describe('a push', () => {
  const strict = markOf(1, 'important');

  it('carries a raise over one edge, and over the next in the same transaction', () => {
    expect(pushed(hop(strict, markOf(2, 'general')))).toMatchObject([
      { release: releaseId(2), grade: 'important', because: 'inherited', from: releaseId(1) },
    ]);
    const two = pushed(hop(strict, markOf(2, 'general')), hop(markOf(2, 'general'), markOf(3, 'general')));
    expect(two.map(({ release, grade }) => [release, grade])).toEqual([
      [releaseId(2), 'important'],
      [releaseId(3), 'important'],
    ]);
  });

  it('passes over what has arrived, and is refused when nothing is left', () => {
    expect(pushed(hop(strict, markOf(2, 'core')), hop(strict, markOf(3, 'general')))).toHaveLength(1);
    refused('GRADE_REACHED', () => pushed(hop(strict, markOf(2, 'important'))));
  });

  it('goes over no edge that the downstream side neither made nor confirmed', () => {
    const over = (state: Edge['state'], claimant: Edge['claimant']) => () =>
      pushed(hop(strict, markOf(2, 'general'), undefined, { state, claimant }));
    for (const state of ['claimed', 'unanswered', 'disputed'] as const) {
      expect(refused('GRADE_EDGE', over(state, 'upstream')).field).toBe('edges.0');
      expect(over(state, 'downstream')()).toHaveLength(1);
    }
    for (const state of ['withdrawn', 'rejected'] as const) refused('GRADE_EDGE', over(state, 'downstream'));
    expect(over('confirmed', 'upstream')()).toHaveLength(1);
  });

  it('is held back by an accepted report, and keeps the report of what it raises above it', () => {
    const rests = markOf(2, 'general', { report: 'rpt-1' });
    refused('GRADE_REACHED', () => pushed(hop(strict, rests, accepted())));
    const [raised] = pushed(hop(markOf(1, 'core'), rests, accepted()));
    expect(raised).toMatchObject({ grade: 'core', report: 'rpt-1' });
    expect(pushed(hop(strict, rests, signed()))).toHaveLength(1);
    const gone = revoke(accepted(), registrar, '有误', TIME);
    expect(pushed(hop(strict, rests, gone))).toHaveLength(1);
  });
});

describe('a de-identification report', () => {
  it('lowers what a named input forces, to its own grade and no further', () => {
    const [input] = inputs;
    expect(forced(input as never, accepted())).toBe('general');
    expect(forced({ id: releaseId(1), grade: 'core' }, accepted())).toBe('core');
    expect(forced({ id: releaseId(2), grade: 'important' }, accepted())).toBe('important');
    expect(forced({ id: releaseId(1), grade: 'general' }, accepted({ grade: 'important' }))).toBe('general');
    const node = {
      id: releaseId(1),
      release: releaseOf(1, 'huaxin'),
      holder: 'huaxin',
      rank: 1,
      grade: 'important' as const,
    };
    expect(gradeFloor([node], accepted())).toBe('general');
    expect(gradeFloor([node], undefined)).toBe('important');
  });

  it('is signed by an assessor that is no party, over the grades that the inputs have', () => {
    refused('REPORT_PARTY', () => sign('rpt-1', opinion(), { inputs }, who('qixiang', 'wang'), TIME));
    const low = refused('REPORT_GRADE', () => signed({ inputs: [{ release: releaseId(1), grade: 'general' }] }));
    expect(low).toMatchObject({ field: 'inputs.0.grade', params: { named: 'general', grade: 'important' } });
  });

  it('about a release is about its holder and its outputs', () => {
    const about = (holder: string, output: string) => () => {
      const document = releaseOf(2, 'qixiang', { text: releaseText(output) });
      const named = opinion({ release: releaseId(2), outputs: [digest('a.json')] });
      return sign('rpt-1', named, { inputs, release: { document, holder } }, assessor, TIME);
    };
    refused('REPORT_SUBJECT', about('huaxin', 'a.json'));
    refused('REPORT_SUBJECT', about('qixiang', 'b.json'));
    const report = decide(about('qixiang', 'a.json')(), registrar, { state: 'accepted' }, TIME);
    const resting = rest({ mark: markOf(2, 'important'), report: undefined }, report, registrar, TIME);
    expect(resting).toMatchObject({ grade: 'important', because: 'reported', report: 'rpt-1' });
  });

  it('is accepted by a registrar that is no party, once, and revoked by that registrar', () => {
    const by = (entity: string) => () => decide(signed(), who(entity, 'x'), { state: 'accepted' }, TIME);
    refused('REPORT_PARTY', by('qixiang'));
    refused('REPORT_PARTY', by('assessment'));
    refused('REPORT_STATE', () => decide(accepted(), registrar, { state: 'refused', reason: '晚' }, TIME));
    refused('REPORT_REGISTRAR', () => revoke(accepted(), people.southern, '有误', TIME));
    refused('REPORT_STATE', () => revoke(signed(), registrar, '有误', TIME));
  });

  it('serves a release of its entity, whose outputs it assessed, once it is accepted', () => {
    const text = releaseText('output.json');
    const codes = (report: Report, entity = 'qixiang', of = text) =>
      reportMisfits(of, report, entity).map(({ code }) => code);
    expect(codes(accepted())).toEqual([]);
    expect(codes(signed())).toEqual(['REPORT_STATE']);
    expect(codes(accepted(), 'huaxin')).toEqual(['REPORT_SUBJECT']);
    expect(codes(accepted(), 'qixiang', releaseText('other.json'))).toEqual(['REPORT_SUBJECT']);
    expect(reportMisfits(text, undefined, 'qixiang')).toEqual([]);
  });
});
