import { commitment, settledFields, sha256Hex } from '@suyuan/schemas';
import { describe, expect, it } from 'vitest';
import { checkOpening, checkSale, fieldsOf } from '../../gateway/console/src/trade/opening.ts';

const order = {
  id: `ord-${'1'.repeat(32)}`,
  salt: 'a'.repeat(32),
  sellerId: 'huaxin',
  buyerId: 'qixiang',
  exchangeId: 'exchange',
  assetId: `ast-${'2'.repeat(32)}`,
  releaseId: `rel-${'3'.repeat(32)}`,
  price: { fen: 1_234_500 },
  terms: {
    actions: ['READ' as const],
    purposes: ['research'],
    recipients: null,
    territories: ['CN'],
    from: '2026-11-28T00:00:00.000Z',
    until: null,
    count: null,
    onward: 0,
  },
  agreement: `sha256:${'4'.repeat(64)}`,
  endToEndId: 'SY1',
  sent: { digests: [`sha256:${'5'.repeat(64)}`] },
};

/** The same order as the ledger's own document has it. */
const onLedger = settledFields({
  seller: 'huaxin',
  buyer: 'qixiang',
  exchange: 'exchange',
  asset: order.assetId,
  release: order.releaseId,
  price: { currency: 'CNY', fen: 1_234_500 },
  terms: {
    actions: ['read'],
    purposes: ['research'],
    territories: ['CN'],
    from: '2026-11-28T00:00:00.000Z',
    onward: 0,
  },
  agreement: order.agreement,
  endToEndId: 'SY1',
  sent: { digests: order.sent.digests },
} as unknown as Parameters<typeof settledFields>[0]);

const commitments = Object.fromEntries(
  Object.entries(onLedger).map(([field, value]) => [
    field,
    commitment(sha256Hex(`${order.salt}/${field}`).slice(0, 32), field, value),
  ]),
);

describe('what a transaction certificate commits to', () => {
  it('is worked out again from an order as the API shows it, member by member as the ledger has it', async () => {
    expect(fieldsOf(order)).toEqual(onLedger);
    const checked = await checkSale(commitments, order);
    expect(checked.map(({ found }) => found)).toEqual(Array(10).fill('same'));
    const other = await checkSale(commitments, { ...order, price: { fen: 1 } });
    expect(other.filter(({ found }) => found === 'other').map(({ field }) => field)).toEqual(['price']);
  });

  it('is not revealed to who may not see the order', async () => {
    const checked = await checkSale(commitments, null);
    expect(checked.every(({ found, opening }) => found === 'hidden' && opening === undefined)).toBe(true);
  });

  it('is opened field by field by what a party hands on, and by nothing else', async () => {
    const [first] = await checkSale(commitments, order);
    const handed = JSON.stringify(first?.opening);
    expect(await checkOpening(commitments, handed)).toMatchObject({ field: 'seller', found: 'same' });
    expect(await checkOpening(commitments, handed.replace('huaxin', 'qixiang'))).toMatchObject({ found: 'other' });
    for (const text of ['', '{}', '["a"]', '["a","constructor","b"]', 'not json'])
      expect(await checkOpening(commitments, text)).toBeUndefined();
  });
});
