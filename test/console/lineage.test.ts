import { describe, expect, it } from 'vitest';
import { type ClaimDraft, claimOf, emptyClaim, missingOf, sameNames } from '../../gateway/console/src/lineage/claim.ts';
import { type Answerable, movesOf } from '../../gateway/console/src/lineage/moves.ts';

const NOW = Date.parse('2026-11-28T00:00:00.000Z');
const AHEAD = '2026-11-29T00:00:00.000Z';
const PAST = '2026-11-27T00:00:00.000Z';
const rel = (digit: string) => `rel-${digit.repeat(32)}`;

const next = (entity: string, deadline = AHEAD): NonNullable<Answerable['next']> => ({
  mover: 'COUNTERPARTY',
  entity,
  action: 'lineage:confirm',
  deadline,
  silence: 'UNANSWERED',
});

const claimed: Answerable = {
  from: rel('a'),
  state: 'CLAIMED',
  claimant: 'DOWNSTREAM',
  fromEntity: 'up',
  toEntity: 'down',
  arbitration: null,
  next: next('up'),
};
const holder = (entity: string) => ({ entity, roles: ['HOLDER'] as const });

describe('What one may do about an edge', () => {
  it('is for the other side to confirm or dispute, and for its claimant to withdraw', () => {
    expect(movesOf(claimed, holder('up'), NOW)).toEqual(['lineage:confirm', 'lineage:dispute']);
    expect(movesOf(claimed, holder('down'), NOW)).toEqual(['lineage:withdraw']);
    expect(movesOf(claimed, holder('other'), NOW)).toEqual([]);
    expect(movesOf(claimed, { entity: 'up', roles: ['ANALYST'] }, NOW)).toEqual([]);
    expect(movesOf(claimed, undefined, NOW)).toEqual([]);
  });

  it('is the same the other way round where the upstream side claims', () => {
    const upstream: Answerable = { ...claimed, claimant: 'UPSTREAM', next: next('down') };
    expect(movesOf(upstream, holder('down'), NOW)).toEqual(['lineage:confirm', 'lineage:dispute']);
    expect(movesOf(upstream, holder('up'), NOW)).toEqual(['lineage:withdraw']);
  });

  it('goes over to who holds the asset now', () => {
    const moved: Answerable = { ...claimed, fromRelease: { asset: { entityId: 'heir' } } };
    expect(movesOf(moved, holder('heir'), NOW)).toEqual(['lineage:confirm', 'lineage:dispute']);
    expect(movesOf(moved, holder('up'), NOW)).toEqual([]);
  });

  it('lets an answer come late, and a dispute be taken back', () => {
    expect(movesOf({ ...claimed, state: 'UNANSWERED', next: null }, holder('up'), NOW)).toEqual([
      'lineage:confirm',
      'lineage:dispute',
    ]);
    const disputed: Answerable = {
      ...claimed,
      state: 'DISPUTED',
      arbitration: { arbiter: 'court', outcome: null },
      next: { ...next('court'), mover: 'ARBITER' },
    };
    expect(movesOf(disputed, holder('up'), NOW)).toEqual(['lineage:confirm']);
    expect(movesOf(disputed, { entity: 'court', roles: ['ARBITER'] }, NOW)).toEqual(['lineage:arbitrate']);
  });

  it('leaves what a release names itself to the release, and what is hidden alone', () => {
    const named: Answerable = { ...claimed, toRelease: { inputs: [rel('a')] } };
    expect(movesOf(named, holder('down'), NOW)).toEqual([]);
    expect(movesOf({ ...claimed, from: `sha256:${'0'.repeat(64)}` }, holder('up'), NOW)).toEqual([]);
  });

  it('lets anyone apply what silence does once the deadline has passed', () => {
    expect(movesOf({ ...claimed, next: next('up', PAST) }, holder('other'), NOW)).toEqual(['lineage:advance']);
  });

  it('is over once an edge is confirmed, rejected or withdrawn', () => {
    for (const state of ['CONFIRMED', 'REJECTED', 'WITHDRAWN'] as const)
      expect(movesOf({ ...claimed, state, next: null }, holder('up'), NOW)).toEqual([]);
  });
});

describe('A claim', () => {
  const draft: ClaimDraft = { ...emptyClaim('down'), other: rel('b'), jobName: ' join ' };

  it('says which release went into which, on either side of the one it is written for', () => {
    expect(claimOf(rel('a'), draft)).toMatchObject({ from: { release: rel('b') }, to: rel('a') });
    expect(claimOf(rel('a'), { ...draft, side: 'downstream' })).toMatchObject({
      from: { release: rel('a') },
      to: rel('b'),
      run: { job: { namespace: 'down', name: 'join' }, kind: 'derive', evidence: [] },
      columns: [],
    });
  });

  it('may be of a dataset outside', () => {
    const outside: ClaimDraft = { ...draft, where: 'outside', namespace: 'hdfs://x', name: 'raw' };
    expect(missingOf({ ...outside, other: '' })).toEqual([]);
    expect(claimOf(rel('a'), outside)).toMatchObject({ from: { external: { namespace: 'hdfs://x', name: 'raw' } } });
  });

  it('says what it lacks by the names of its fields', () => {
    expect(missingOf(emptyClaim('down'))).toEqual(['other', 'jobName']);
    const wrong: ClaimDraft = {
      ...draft,
      code: 'md5:1',
      startedAt: '2026-01-02T00:00',
      endedAt: '2026-01-01T00:00',
      columns: [{ from: 'a', to: '', transformation: 'identity' }],
    };
    expect(missingOf(wrong)).toEqual(['code', 'endedAt', 'columns']);
  });

  it('takes over columns of the same name, and none that is mapped already', () => {
    const already = [{ from: 'x', to: 'id', transformation: 'derived' }] as const;
    expect(sameNames(['id', 'name', 'x'], ['id', 'name', 'sum'], already)).toEqual([
      ...already,
      { from: 'name', to: 'name', transformation: 'identity' },
    ]);
  });
});
