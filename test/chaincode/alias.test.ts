import type { Alias } from '@suyuan/schemas';
import { describe, expect, it } from 'vitest';
import { type AliasClaim, advance, answer, claim, withdraw } from '../../chaincode/src/alias/rules.ts';
import { people, who } from '../support/cases.ts';
import { assetOf, TIME } from '../support/lineage.ts';
import { refused } from '../support/refusals.ts';

const LATE = '2026-04-01T00:00:00.000Z';
const asset = assetOf(1, 'huaxin');
const claimed = (change: Partial<AliasClaim> = {}) =>
  claim(
    {
      external: { id: `ext-${'0'.repeat(32)}`, namespace: 'warehouse', name: 'weather' },
      asset,
      existing: undefined,
      statement: '同一数据',
      by: people.other,
      answerBy: '2026-03-16T16:00:00.000Z',
      ...change,
    },
    TIME,
  );
const confirmed = (alias: Alias) => answer(alias, asset, people.holder, { state: 'confirmed' }, TIME);
const declined = (alias: Alias) => answer(alias, asset, people.holder, { state: 'declined', reason: '不是' }, TIME);

describe('an alias', () => {
  it('is claimed until the holder of the asset confirms it, and confirmed at once by the holder itself', () => {
    expect(claimed()).toMatchObject({ state: 'claimed', next: { entity: 'huaxin', silence: 'unanswered' } });
    expect(confirmed(claimed())).toMatchObject({ state: 'confirmed', answeredBy: people.holder });
    expect(confirmed(claimed())).not.toHaveProperty('next');
    expect(claimed({ by: people.holder })).toMatchObject({ state: 'confirmed' });
  });

  it('is answered by the holder alone, once', () => {
    refused('ALIAS_HOLDER', () => answer(claimed(), asset, people.other, { state: 'confirmed' }, TIME));
    refused('ALIAS_STATE', () => declined(confirmed(claimed())));
  });

  it('is unanswered after silence, and may still be answered', () => {
    refused('DEADLINE_AHEAD', () => advance(claimed(), TIME));
    const unanswered = advance(claimed(), LATE);
    expect(unanswered.state).toBe('unanswered');
    refused('DEADLINE_NONE', () => advance(unanswered, LATE));
    expect(confirmed(unanswered).state).toBe('confirmed');
  });

  it('is taken back by who claimed it or by the holder, and may be claimed anew then', () => {
    refused('ALIAS_PARTY', () => withdraw(claimed(), asset, who('third', 'wu'), '错', TIME));
    const withdrawn = withdraw(claimed(), asset, people.other, '错', TIME);
    expect(withdrawn).toMatchObject({ state: 'withdrawn', reason: '错' });
    expect(withdraw(confirmed(claimed()), asset, people.holder, '改名', TIME).state).toBe('withdrawn');
    refused('ALIAS_STATE', () => withdraw(withdrawn, asset, people.other, '错', TIME));
    expect(claimed({ existing: withdrawn }).state).toBe('claimed');
  });

  it('is claimed once, and after the holder declined by the holder alone', () => {
    refused('ALIAS_EXISTS', () => claimed({ existing: claimed() }));
    refused('ALIAS_EXISTS', () => claimed({ existing: declined(claimed()) }));
    expect(claimed({ existing: declined(claimed()), by: people.holder }).state).toBe('confirmed');
  });
});
