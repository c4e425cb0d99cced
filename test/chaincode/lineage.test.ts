import type { Edge, GradeMark, Release } from '@suyuan/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gradeFloor, release } from '../../chaincode/src/asset/rules.ts';
import { floorOf, inherit, raise, stricter } from '../../chaincode/src/grading/rules.ts';
import {
  advance,
  arbitrate,
  confirm,
  type Dispute,
  dispute,
  withdraw,
} from '../../chaincode/src/lineage/rules/answer.ts';
import { type Claim, claim, type Party, run } from '../../chaincode/src/lineage/rules/claim.ts';
import type { Input } from '../../chaincode/src/lineage/state.ts';
import { releaseText, txId } from '../support/builders.ts';
import { people, who } from '../support/cases.ts';
import { refused } from '../support/refusals.ts';

const TIME = '2026-03-02T02:00:00.000Z';
const SIDES = { upstream: 'huaxin', downstream: 'qixiang' };
const LATE = '2026-04-01T00:00:00.000Z';
const id = (n: number) => `rel-${n.toString(16).padStart(32, '0')}`;

function made(n: number, entity: string, rank: number): Release {
  return {
    schema: 'release/1',
    id: id(n),
    asset: 'ast-0',
    entity,
    disclosure: 'open',
    commitments: {},
    committedIn: txId(n),
    rank,
    time: TIME,
  };
}
const input = (n: number, entity: string, rank: number, grade: GradeMark['grade'] = 'general'): Input => ({
  id: id(n),
  release: made(n, entity, rank),
  holder: entity,
  rank,
  grade,
});
const grade = (n: number, level: GradeMark['grade']): GradeMark => ({
  schema: 'grade/1',
  release: id(n),
  grade: level,
  because: 'published',
  by: people.holder,
  time: TIME,
});
const plain = (n: number) => ({ mark: grade(n, 'general'), report: undefined });
const said = (reason: string, change: Partial<Dispute> = {}): Dispute => ({
  reason,
  arbiters: ['arbitration', 'second-court'],
  decideBy: '2026-03-20T16:00:00.000Z',
  ...change,
});
const activity = run('run-1', 'qixiang', { job: { namespace: 'etl', name: 'join' }, kind: 'join', evidence: [] }, TIME);

const claimed = (change: Partial<Claim> = {}) =>
  claim(
    {
      from: input(1, 'huaxin', 1),
      to: made(2, 'qixiang', 2),
      toMark: plain(2),
      existing: undefined,
      by: people.other,
      run: activity,
      columns: [],
      answerBy: '2026-03-16T16:00:00.000Z',
      ...change,
    },
    TIME,
  );
const edgeOf = (documents: readonly { schema: string }[]) =>
  documents.find((d): d is Edge => d.schema === 'edge/1') as Edge;

describe('a lineage edge between two entities', () => {
  it('is claimed until the other side confirms', () => {
    const edge = edgeOf(claimed());
    expect(edge).toMatchObject({
      state: 'claimed',
      claimant: 'downstream',
      next: { entity: 'huaxin', silence: 'unanswered' },
    });
    const [confirmed] = confirm(edge, people.holder, SIDES, input(1, 'huaxin', 1), plain(2), TIME);
    expect(confirmed).toMatchObject({ state: 'confirmed' });
    expect(confirmed).not.toHaveProperty('next');
  });

  it('is answered only by the other side', () => {
    const edge = edgeOf(claimed());
    refused('EDGE_OTHER_SIDE', () => dispute(edge, people.other, SIDES, said('无此使用'), TIME));
    refused('EDGE_PARTY', () => dispute(edge, people.arbiter, SIDES, said('无此使用'), TIME));
    expect(dispute(edge, people.holder, SIDES, said('无此使用'), TIME).state).toBe('disputed');
  });

  it('passes on to who holds the assets now', () => {
    const edge = edgeOf(claimed());
    const after = { upstream: 'yanjiu', downstream: 'qixiang' };
    refused('EDGE_PARTY', () => dispute(edge, people.holder, after, said('已转让'), TIME));
    const buyer = { msp: 'yanjiu-msp', entity: 'yanjiu', person: 'xu' };
    expect(dispute(edge, buyer, after, said('无此使用'), TIME).state).toBe('disputed');
  });

  it('that was disputed gives way to the other side’s own claim', () => {
    const wrong = edgeOf(claimed({ by: people.holder }));
    const disputed = dispute(wrong, people.other, SIDES, said('写错了'), TIME);
    expect(edgeOf(claimed({ existing: disputed }))).toMatchObject({ state: 'claimed', claimant: 'downstream' });
    refused('EDGE_EXISTS', () => claimed({ existing: disputed, by: people.holder }));
  });

  it('stays unanswered after silence, unless the other side answers later', () => {
    const edge = edgeOf(claimed());
    refused('DEADLINE_AHEAD', () => advance(edge, TIME));
    const unanswered = advance(edge, LATE);
    expect(unanswered.state).toBe('unanswered');
    expect(confirm(unanswered, people.holder, SIDES, input(1, 'huaxin', 1), plain(2), LATE)[0]).toMatchObject({
      state: 'confirmed',
    });
  });

  it('is confirmed at once within one entity', () => {
    expect(edgeOf(claimed({ from: input(1, 'qixiang', 1) }))).toMatchObject({ state: 'confirmed', claimant: 'both' });
  });

  it('goes only from a lower rank to a higher', () => {
    refused('EDGE_RANK', () => claimed({ from: input(1, 'huaxin', 2) }));
    refused('EDGE_SELF', () => claimed({ from: input(2, 'huaxin', 1) }));
    refused('EDGE_EXISTS', () => claimed({ existing: edgeOf(claimed()) }));
    refused('EDGE_PARTY', () => claimed({ by: people.arbiter }));
    refused('RULE_INPUT', () => claimed({ from: { id: id(9), missing: true } }));
  });

  it('carries a grade on when the downstream claims, and on confirmation when the upstream does', () => {
    const strict = input(1, 'huaxin', 1, 'important');
    expect(claimed({ from: strict }).at(-1)).toMatchObject({
      schema: 'grade/1',
      grade: 'important',
      because: 'inherited',
    });
    const byUpstream = claimed({ from: strict, by: people.holder });
    expect(byUpstream.map((d) => d.schema)).toEqual(['run/1', 'edge/1']);
    expect(confirm(edgeOf(byUpstream), people.other, SIDES, strict, plain(2), TIME)[1]).toMatchObject({
      grade: 'important',
    });
  });

  it('from a dataset outside waits for nobody', () => {
    const documents = claimed({
      from: { id: `ext-${'0'.repeat(32)}`, external: { namespace: 'ftp', name: 'noaa', known: false }, rank: 0 },
    });
    expect(documents.map((d) => d.schema)).toEqual(['run/1', 'external/1', 'edge/1']);
    expect(edgeOf(documents)).not.toHaveProperty('next');
  });
});

describe('a disputed edge', () => {
  const disputed = (change: Partial<Dispute> = {}) =>
    dispute(edgeOf(claimed()), people.holder, SIDES, said('无此使用', change), TIME);
  const decide = (edge: Edge, by: Party, uphold: boolean, time = TIME) =>
    arbitrate(edge, by, { uphold, ground: '日志' }, input(1, 'huaxin', 1, 'important'), plain(2), time);

  it('goes to the first arbiter that is not involved', () => {
    expect(disputed().next).toMatchObject({ mover: 'arbiter', entity: 'arbitration', silence: 'disputed' });
    expect(disputed({ arbiters: ['huaxin', 'second-court'] }).next?.entity).toBe('second-court');
    expect(disputed({ arbiters: ['huaxin', 'qixiang'] })).not.toHaveProperty('next');
  });

  it('is rejected when its arbiter upholds the dispute, confirmed with its grade when it dismisses it', () => {
    expect(decide(disputed(), people.arbiter, true)).toMatchObject([
      { state: 'rejected', arbitration: { outcome: 'upheld', ground: '日志', decidedBy: people.arbiter } },
    ]);
    const [edge, mark] = decide(disputed(), people.arbiter, false);
    expect(edge).toMatchObject({ state: 'confirmed', arbitration: { outcome: 'dismissed' } });
    expect(edge).not.toHaveProperty('next');
    expect(mark).toMatchObject({ grade: 'important', because: 'inherited' });
  });

  it('is decided by its arbiter alone, in time and once', () => {
    refused('EDGE_ARBITER', () => decide(disputed(), people.holder, true));
    refused('EDGE_ARBITER', () => decide(disputed(), who('second-court', 'wei'), true));
    refused('DEADLINE_PASSED', () => decide(disputed(), people.arbiter, true, LATE));
    refused('EDGE_STATE', () => decide(edgeOf(claimed()), people.arbiter, true));
    const [rejected] = decide(disputed(), people.arbiter, true) as [Edge];
    refused('EDGE_STATE', () => decide(rejected, people.arbiter, false));
    refused('EDGE_ARBITER', () => decide(disputed({ arbiters: [] }), people.arbiter, true));
  });

  it('stays disputed when its arbiter is silent, and may still be confirmed by who disputed it', () => {
    refused('DEADLINE_AHEAD', () => advance(disputed(), TIME));
    const left = advance(disputed(), LATE);
    expect(left).toMatchObject({ state: 'disputed', arbitration: { outcome: 'unanswered' } });
    expect(left).not.toHaveProperty('next');
    refused('DEADLINE_NONE', () => advance(left, LATE));
    refused('EDGE_ARBITER', () => decide(left, people.arbiter, true, LATE));
    expect(confirm(left, people.holder, SIDES, input(1, 'huaxin', 1), plain(2), LATE)[0]).toMatchObject({
      state: 'confirmed',
    });
  });

  it('never goes to an arbiter that acted on it before', () => {
    const [rejected] = decide(disputed(), people.arbiter, true) as [Edge];
    const anew = edgeOf(claimed({ existing: rejected, by: people.holder }));
    refused('EDGE_EXISTS', () => claimed({ existing: rejected }));
    const again = dispute(anew, people.other, SIDES, said('也不对'), TIME);
    expect(again.next?.entity).toBe('second-court');
  });
});

describe('a claim that its maker withdraws', () => {
  const take = (edge: Edge, by: Party, to = made(2, 'qixiang', 2)) => withdraw(edge, by, SIDES, to, '写错了', TIME);

  it('is over, and may be made anew by either side', () => {
    const withdrawn = take(edgeOf(claimed()), people.other);
    expect(withdrawn).toMatchObject({ state: 'withdrawn', withdrawal: { reason: '写错了' } });
    expect(withdrawn).not.toHaveProperty('next');
    expect(edgeOf(claimed({ existing: withdrawn, by: people.holder })).claimant).toBe('upstream');
  });

  it('is its own and not confirmed', () => {
    const edge = edgeOf(claimed());
    expect(refused('EDGE_CLAIMANT', () => take(edge, people.holder)).params.entity).toBe('qixiang');
    const [confirmed] = confirm(edge, people.holder, SIDES, input(1, 'huaxin', 1), plain(2), TIME) as [Edge];
    refused('EDGE_STATE', () => take(confirmed, people.other));
    expect(take(dispute(edge, people.holder, SIDES, said('无'), TIME), people.other).state).toBe('withdrawn');
  });

  it('is no input that the release itself names', () => {
    refused('EDGE_NAMED', () => take(edgeOf(claimed()), people.other, { ...made(2, 'qixiang', 2), inputs: [id(1)] }));
  });
});

describe('columns of a claim', () => {
  const mapping = (from: string, to: string) => [{ from, to, transformation: 'identity' as const }];
  const known = { ...input(1, 'huaxin', 1), fields: ['code', 'name'] };

  it('are among the registered fields of input and output', () => {
    const wrong = refused('EDGE_COLUMN', () => claimed({ from: known, columns: mapping('rain', 'code') }));
    expect(wrong).toMatchObject({ field: 'columns.0.from', params: { column: 'rain', release: id(1) } });
    const foreign = () => claimed({ from: known, toFields: ['month'], columns: mapping('code', 'rain') });
    expect(refused('EDGE_COLUMN', foreign).field).toBe('columns.0.to');
    expect(edgeOf(claimed({ from: known, columns: mapping('code', 'anything') })).columns).toHaveLength(1);
  });

  it('are not looked at where fields are hidden', () => {
    expect(edgeOf(claimed({ columns: mapping('rain', 'x') })).columns).toHaveLength(1);
  });
});

describe('ranks and grades', () => {
  const levels = fc.constantFrom('general' as const, 'important' as const, 'core' as const);
  const inputs = fc.array(fc.record({ rank: fc.integer({ min: 1, max: 50 }), grade: levels }), { maxLength: 8 });

  it('give a release a rank above each of its inputs, and one edge for each', () => {
    fc.assert(
      fc.property(inputs, (drawn) => {
        const from = drawn.map(({ rank, grade: level }, n) => input(n + 10, 'huaxin', rank, level));
        const asset = { id: 'ast-0', entity: 'qixiang', disclosure: 'open' as const };
        const documents = release(
          { id: id(1), asset, text: releaseText('x'), inputs: from, by: people.other, answerBy: LATE },
          { txId: txId(1), time: TIME },
        );
        const [node] = documents as [Release];
        for (const { rank } of drawn) expect(node.rank).toBeGreaterThan(rank);
        expect(documents.filter((d) => d.schema === 'edge/1')).toHaveLength(drawn.length);
      }),
    );
  });

  it('never let a descendant stay under the strictest of its inputs', () => {
    fc.assert(
      fc.property(fc.array(levels), levels, (above, own) => {
        const floor = floorOf(above);
        for (const level of above) expect(stricter(level, floor)).toBe(false);
        const raised =
          inherit({ mark: grade(1, own), report: undefined }, { id: id(2), grade: floor }, people.other, TIME)?.grade ??
          own;
        expect(stricter(floor, raised)).toBe(false);
      }),
    );
    expect(gradeFloor([input(1, 'huaxin', 1, 'important'), input(2, 'huaxin', 1)], undefined)).toBe('important');
  });

  it('are only raised', () => {
    refused('GRADE_NOT_RAISED', () => raise(grade(1, 'important'), 'general', people.holder, '误标', TIME));
    expect(raise(grade(1, 'general'), 'important', people.holder, '升级', TIME)).toMatchObject({
      grade: 'important',
      because: 'raised',
    });
  });
});
