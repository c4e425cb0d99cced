import {
  type CommandName,
  carriesGrades,
  type Documents,
  digest,
  type Edge,
  type GradeMark,
  type Release,
  type SchemaName,
} from '@suyuan/schemas';
import fc from 'fast-check';
import { expect } from 'vitest';
import { forced, stricter } from '../../../chaincode/src/grading/rules.ts';
import { releaseText, sheet } from '../builders.ts';

/** What is on the ledger, in memory or of a network, with the holders and the asset that each publishes releases of. */
export interface Seen {
  readonly holders: readonly string[];
  readonly assets: readonly string[];
  all<S extends SchemaName>(schema: S): Documents[S][];
  read<T>(key: string): T;
}

const DAY = 86_400_000;
export const LINEAGE_ACTIONS = [
  'publish',
  'claim',
  'confirm',
  'dispute',
  'withdraw',
  'arbitrate',
  'advance',
  'raise',
  'push',
  'report',
  'accept',
  'revoke',
  'recall',
  'unrecall',
] as const;
export type LineageAction = (typeof LINEAGE_ACTIONS)[number];

/** Draws of one step: who acts, or whoever may (`fit`), on what, how, and how long after the step before. */
export type LineageStep = {
  action: LineageAction;
  who: number;
  fit: boolean;
  a: number;
  b: number;
  flag: boolean;
  wait: number;
};

const OFFICES: Partial<Record<LineageAction, number>> = { accept: 3, revoke: 3, report: 4, arbitrate: 5, unrecall: 0 };
const OTHER_SIDE: readonly LineageAction[] = ['confirm', 'dispute'];

export const gradeOf = (seen: Seen, release: string) => seen.read<GradeMark>(`grade/${release}`);

/** Edges over which a grade has still to go, by the definition: less than what the input forces. */
export function gapsIn(seen: Seen): Edge[] {
  return seen.all('edge/1').filter((edge) => {
    if (!edge.from.startsWith('rel-') || !carriesGrades(edge)) return false;
    const to = gradeOf(seen, edge.to);
    const report = to.report ? seen.read<Documents['report/1']>(`report/${to.report}`) : undefined;
    return stricter(forced({ id: edge.from, grade: gradeOf(seen, edge.from).grade }, report), to.grade);
  });
}

/** The command of a step, about what there is; undefined where there is nothing of the kind yet. */
export function lineageCommand(
  seen: Seen,
  { action, who, a, b, flag }: LineageStep,
): [CommandName, object] | undefined {
  const pick = <T>(list: readonly T[], n: number) => list[n % Math.max(1, list.length)];
  const releases = seen.all('release/1');
  const from = pick(releases, a);
  const to = pick(releases, b);
  const edge = pick(seen.all('edge/1'), a);
  const pair = edge ? { from: edge.from, to: edge.to } : undefined;
  const report = pick(seen.all('report/1'), a)?.id;
  const recall = pick(seen.all('recall/1'), a)?.id;
  const run = { job: { namespace: 'etl', name: 'job' }, kind: 'derive', evidence: [] };
  switch (action) {
    case 'publish': {
      const inputs = [...new Set([from?.id, ...(flag ? [to?.id] : [])])].map((release) => ({ release }));
      const grade = flag ? 'important' : 'general';
      const resting = report && b % 2 ? { report } : {};
      const release = releaseText('output.json', { inputs: inputs as never, grade, ...resting });
      return ['asset:publish', { asset: seen.assets[who % seen.assets.length], release }];
    }
    case 'claim':
      return ['lineage:claim', { from: { release: from?.id }, to: to?.id, run, columns: [] }];
    case 'confirm':
      return pair && ['lineage:confirm', pair];
    case 'dispute':
      return pair && ['lineage:dispute', { ...pair, reason: '无此使用' }];
    case 'withdraw':
      return pair && ['lineage:withdraw', { ...pair, reason: '写错了' }];
    case 'arbitrate':
      return pair && ['lineage:arbitrate', { ...pair, uphold: flag, ground: '日志' }];
    case 'advance':
      return pair && ['lineage:advance', pair];
    case 'raise':
      return ['grading:raise', { release: from?.id, grade: flag ? 'core' : 'important', reason: '升级' }];
    case 'push': {
      const hop = pick(gapsIn(seen), a) ?? edge;
      return hop && ['grading:push', { edges: [{ from: hop.from, to: hop.to }] }];
    }
    case 'report':
      return ['report:sign', opinion(from as Release, to as Release, flag)];
    case 'accept':
      return report ? ['report:accept', { report }] : undefined;
    case 'revoke':
      return report ? ['report:revoke', { report, reason: '有误' }] : undefined;
    case 'recall':
      return ['recall:order', { release: from?.id, reason: '有误', evidence: [] }];
    case 'unrecall':
      return recall ? ['recall:withdraw', { recall, reason: '无误' }] : undefined;
  }
}

function opinion(input: Release, about: Release, named: boolean) {
  const release = named && about.text ? { release: about.id } : {};
  return {
    entity: about.entity,
    ...release,
    outputs: [digest('output.json')],
    inputs: [{ release: input.id, grade: named ? 'core' : 'important' }],
    grade: 'general',
    opinion: '已去标识化',
    evidence: [sheet('de-identification-report')],
  };
}

/** Whoever a step is for. */
export function entitled(seen: Seen, { action, who, a, b }: LineageStep): number {
  const office = OFFICES[action];
  if (office !== undefined) return office;
  const releases = seen.all('release/1');
  const edges = seen.all('edge/1');
  const edge = edges[a % Math.max(1, edges.length)];
  // The claimant acts on its own claim, but the other side answers it.
  const down = (edge?.claimant === 'upstream') === OTHER_SIDE.includes(action);
  const entity =
    action === 'raise' || action === 'recall'
      ? releases[a % releases.length]?.entity
      : action === 'claim'
        ? releases[(who % 2 ? a : b) % releases.length]?.entity
        : down
          ? edge?.toEntity
          : edge?.fromEntity;
  return Math.max(0, seen.holders.indexOf(entity ?? ''));
}

/** What holds after each step, whatever it was. */
export function lineageLaws(seen: Seen): void {
  for (const edge of seen.all('edge/1')) {
    const [from, to] = [edge.from, edge.to].map((id) => seen.read<Release>(`release/${id}`));
    expect(from?.rank).toBeLessThan(to?.rank ?? 0);
    const { arbitration, next } = edge;
    if (arbitration) expect([edge.fromEntity, edge.toEntity, edge.claimedBy.entity]).not.toContain(arbitration.arbiter);
    if (next) expect(next.silence).toBe(edge.state === 'disputed' ? 'disputed' : 'unanswered');
    if (['confirmed', 'withdrawn', 'rejected', 'unanswered'].includes(edge.state)) expect(next).toBeUndefined();
    if (arbitration?.outcome === 'upheld') expect(edge.state).toBe('rejected');
  }
}

export const lineageStep: fc.Arbitrary<LineageStep> = fc.record({
  action: fc.constantFrom(...LINEAGE_ACTIONS),
  who: fc.nat(6),
  fit: fc.boolean(),
  a: fc.nat(30),
  b: fc.nat(30),
  flag: fc.boolean(),
  wait: fc.constantFrom(0, 1000, DAY, 20 * DAY),
});
