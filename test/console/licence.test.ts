import { describe, expect, it } from 'vitest';
import { movesOf, widestLane } from '../../gateway/console/src/licence/moves.ts';
import { questionOf } from '../../gateway/console/src/licence/question.ts';
import { contentOf, draftOf, NO_TERMS, strangersIn } from '../../gateway/console/src/licence/terms.ts';

const NOW = new Date('2026-11-28T00:00:00Z');

describe('the terms of a licence as they are written down', () => {
  it('constrain nothing where nothing was written, and say which codes are none', () => {
    expect(contentOf({ ...NO_TERMS, territories: '' }, NOW)?.terms).toEqual({
      actions: ['read', 'derive'],
      from: NOW.toISOString(),
      onward: 0,
    });
    const wrong = { ...NO_TERMS, purposes: 'research, Credit Risk', territories: 'cn, China' };
    expect(strangersIn(wrong)).toEqual({ purposes: ['Credit', 'Risk'], territories: ['CHINA'] });
    expect(contentOf(wrong, NOW)).toBeUndefined();
  });

  it('name a route across the border with its documents, or none', () => {
    const paper = {
      kind: 'other',
      name: '评估.pdf',
      sha256: `sha256:${'0'.repeat(64)}`,
      size: 1,
      mediaType: 'application/pdf',
    } as const;
    const abroad = { ...NO_TERMS, route: 'standard-contract', reference: 'SCC-1' } as const;
    expect(contentOf(abroad, NOW)).toBeUndefined();
    expect(contentOf({ ...abroad, papers: [paper] }, NOW)?.route).toMatchObject({ reference: 'SCC-1' });
  });

  it('are those of the API again when an offer is changed', () => {
    const terms = {
      actions: ['READ', 'TRAIN'],
      purposes: ['research'],
      territories: ['CN'],
      count: 40,
      onward: 1,
      until: null,
    };
    const draft = draftOf(terms, { amount: 5, unit: 'WORKING_DAY' });
    expect(contentOf(draft, NOW)).toEqual({
      terms: {
        actions: ['read', 'train'],
        purposes: ['research'],
        territories: ['CN'],
        count: 40,
        onward: 1,
        from: NOW.toISOString(),
      },
      notice: { amount: 5, unit: 'workingDay' },
    });
  });
});

describe('what a person may do about an agreement', () => {
  const base = {
    state: 'CONCLUDED',
    usable: true,
    grantor: { id: 'huaxin' },
    licensee: { id: 'qixiang' },
    terms: { onward: 1 },
    quota: null,
    next: null,
    termination: null,
  } as const;
  const as = (entity: string, ...roles: 'REGULATOR'[]) => ({ entity, roles });
  const next = {
    mover: 'COUNTERPARTY',
    entity: 'qixiang',
    action: 'licence:conclude',
    deadline: '2026-11-29T00:00:00Z',
    silence: 'LAPSE',
  } as const;

  it('is to answer what was proposed in time, to take it back, or to apply silence', () => {
    const proposed = { ...base, state: 'PROPOSED', next } as const;
    expect(movesOf(proposed, as('qixiang'), NOW.getTime())).toEqual(['licence:conclude', 'licence:decline']);
    expect(movesOf(proposed, as('huaxin'), NOW.getTime())).toEqual(['licence:decline']);
    expect(movesOf(proposed, as('yanjiu'), Date.parse('2026-11-30T00:00:00Z'))).toEqual(['licence:advance']);
  });

  it('is to use it and pass it on for its licensee, and to end it for either side and the regulator', () => {
    expect(movesOf(base, as('qixiang'), 0)).toEqual(['licence:under', 'licence:terminate']);
    expect(movesOf({ ...base, usable: false }, as('qixiang'), 0)).toEqual(['licence:terminate']);
    expect(movesOf(base, as('huaxin'), 0)).toEqual(['licence:terminate']);
    expect(movesOf(base, as('regulator', 'REGULATOR'), 0)).toEqual(['licence:terminate']);
    expect(movesOf(base, as('yanjiu'), 0)).toEqual([]);
    const ending = { ...base, termination: { by: { entity: 'huaxin' } } };
    expect(movesOf(ending, as('huaxin'), 0)).toEqual(['licence:retract']);
    expect(movesOf({ ...base, state: 'TERMINATED' }, as('huaxin'), 0)).toEqual([]);
  });

  it('spends uses on the lane that has most left', () => {
    const lane = (n: number, slots: number, spent: number) => ({ lane: n, slots, spent });
    expect(widestLane([lane(0, 5, 5), lane(1, 5, 1), lane(2, 4, 1)])?.lane).toBe(1);
    expect(widestLane([])).toBeUndefined();
  });
});

describe('a question to the ledger', () => {
  it('is whole with release, user and purpose, and is about now', () => {
    const asking = {
      release: `rel-${'0'.repeat(32)}`,
      action: 'read',
      purpose: 'research',
      recipient: 'qixiang',
      territory: ' us ',
      agreement: '',
    } as const;
    expect(questionOf(asking, NOW)).toEqual({
      release: asking.release,
      action: 'read',
      purpose: 'research',
      recipient: 'qixiang',
      territory: 'US',
      time: NOW.toISOString(),
    });
    expect(questionOf({ ...asking, purpose: 'Research!' }, NOW)).toBeUndefined();
    expect(questionOf({ ...asking, release: '' }, NOW)).toBeUndefined();
  });
});
