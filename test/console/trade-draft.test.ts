import { describe, expect, it } from 'vitest';
import { EMPTY, fenOfYuan, listingOf } from '../../gateway/console/src/trade/draft.ts';

describe('what a seller fills in', () => {
  it('is fen of yuan exactly, and nothing that is no amount', () => {
    expect(['23,456.70', '0.1', '7', '12,345'].map(fenOfYuan)).toEqual([2_345_670, 10, 700, 1_234_500]);
    expect(['', '0', '0.00', '-1', '1.234', '1e3', 'abc'].map(fenOfYuan)).toEqual(Array(7).fill(undefined));
  });

  it('is a plain sale at a fixed price, whole as soon as release, price and uses are there', () => {
    const now = new Date('2026-11-28T00:00:00Z');
    expect(listingOf(EMPTY, now)).toBeUndefined();
    const draft = { ...EMPTY, release: `rel-${'0'.repeat(32)}`, price: '12.50', purposes: 'research, credit-risk' };
    expect(listingOf(draft, now)).toMatchObject({
      price: { currency: 'CNY', fen: 1250 },
      terms: { purposes: ['research', 'credit-risk'], territories: ['CN'], from: now.toISOString(), onward: 0 },
      sale: { method: 'fixed-price', units: 1, settlement: 'fiat', resale: false },
    });
    expect(listingOf({ ...draft, actions: [] }, now)).toBeUndefined();
  });
});
