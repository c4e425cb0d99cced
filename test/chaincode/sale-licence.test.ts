import { type Agreement, digest, type Listing, type Order, type Quota, type UseAnswer } from '@suyuan/schemas';
import { beforeAll, describe, expect, it } from 'vitest';
import { Market } from '../support/market.ts';
import { listingText } from '../support/trade.ts';

const market = new Market();
beforeAll(() => market.open());
const { ledger } = market;

const asking = (change: object = {}) => ({
  release: market.release,
  action: 'derive' as const,
  purpose: 'research',
  recipient: 'qixiang',
  time: ledger.now,
  ...change,
});
const mayUse = async (change: object = {}) =>
  (await ledger.evaluate(await market.caller('buyer'), 'usage:mayUse', asking(change))) as UseAnswer;
const licenceOf = (id: string) => ledger.read<Agreement>(`agreement/${market.order(id).licence}`);
const terms = { ...listingText().terms, actions: ['derive' as const, 'read' as const] };

describe('what a sale lets its buyer do', () => {
  it('begins when the order has settled, by an agreement of both signatures within the listing’s terms', async () => {
    const id = await market.upTo('paid_out');
    expect(await mayUse()).toMatchObject({ allowed: false, clause: { code: 'USE_UNLICENSED' } });
    const { agreement } = await market.as('exchange')('trade:settle', market.certified(id));
    const order = market.order(id);
    expect(agreement).toBe(order.licence);
    expect(licenceOf(id)).toMatchObject({
      grantor: 'huaxin',
      licensee: 'qixiang',
      release: market.release,
      terms,
      grade: 'general',
      restsOn: [],
      order: id,
      signatures: { grantor: { person: 'li-holder' }, licensee: { person: 'wang-hosted' } },
      concludedAt: order.since,
    });
    expect(await mayUse({ agreement })).toMatchObject({
      allowed: true,
      chain: [{ agreement, grantor: 'huaxin', licensee: 'qixiang', state: 'concluded' }],
      clause: { code: 'AGREEMENT', params: { agreement } },
    });
    const before = new Date(Date.parse(order.since) - 1).toISOString();
    expect(await mayUse({ agreement, time: before })).toMatchObject({ clause: { code: 'USE_CHAIN' } });
    expect(await mayUse({ agreement, action: 'distribute' })).toMatchObject({ clause: { code: 'USE_ACTION' } });
    expect(await mayUse({ agreement, territory: 'SG' })).toMatchObject({ clause: { code: 'USE_TERRITORY' } });
  });

  it('is settled by silence as well', async () => {
    const id = await market.upTo('paid_out');
    ledger.time = Date.parse(market.order(id).next?.deadline ?? '') + 1;
    await market.as('stranger')('trade:advance', { subject: id });
    expect(await mayUse({ agreement: licenceOf(id).id })).toMatchObject({ allowed: true });
  });

  it('waits while a reversal is disputed, runs again when it is paid out, and ends when the money goes back', async () => {
    for (const award of ['pay-out', 'return'] as const) {
      const id = await market.upTo('settled');
      const { id: agreement } = licenceOf(id);
      const settledAt = ledger.now;
      ledger.time += 1000;
      await market.report(id, 'trade:reverse');
      const held = await mayUse({ agreement });
      expect(held).toMatchObject({ allowed: false, chain: [{ state: 'suspended' }], clause: { code: 'USE_CHAIN' } });
      expect(await mayUse({ agreement, time: settledAt })).toMatchObject({ allowed: true });
      await market.as('arbiter')('trade:arbitrate', { order: id, award, reason: '裁决', found: market.files });
      if (award === 'pay-out') {
        await market.report(id, 'trade:payOut', 2);

        const payOut = { messageId: 'BANK-payOut-2', sha256: digest('BANK-payOut-2') };
        await market.as('exchange')('trade:settle', { ...market.certified(id), payOut });
        expect(await mayUse({ agreement })).toMatchObject({ allowed: true });
        expect(licenceOf(id)).not.toHaveProperty('held');
      } else {
        await market.report(id, 'trade:return');
        expect(licenceOf(id).termination).toMatchObject({
          ground: 'refund',
          reason: '裁决',
          by: { person: 'tang-bank' },
        });
        expect(await mayUse({ agreement })).toMatchObject({ chain: [{ state: 'terminated' }] });
      }
    }
  });

  it('is no agreement where the money went back before', async () => {
    const id = await market.upTo('secured');
    await market.as('seller')('trade:forgo', { order: id, reason: '无法交付' });
    await market.report(id, 'trade:return');
    expect(market.order(id)).not.toHaveProperty('licence');
  });

  it('is ended by its buyer by notice, by its seller for breach alone', async () => {
    const id = await market.upTo('settled');
    const { id: agreement } = licenceOf(id);
    const notice = { agreement, ground: 'notice', reason: '不再需要', evidence: [] };
    expect(await market.refusal('seller', 'licence:terminate', notice)).toBe('LICENCE_PAID');
    await market.as('buyer')('licence:terminate', notice);
    expect(licenceOf(id).termination).toMatchObject({ ground: 'notice' });
  });

  it('counts, where the terms count', async () => {
    const { subject } = await market.as('seller')('trade:list', {
      listing: listingText({ release: market.release, terms: { ...terms, count: 3 } }),
    });
    const id = await market.upTo('settled', ledger.read<Listing>(`listing/${subject}`));
    const { id: agreement } = licenceOf(id);
    expect(ledger.read<Quota>(`quota/${agreement}`)).toMatchObject({ count: 3, lanes: [1, 1, 1] });
    const use = { release: market.release, action: 'read', purpose: 'research', agreement, lane: 0, uses: 1 };
    await market.as('buyer')('usage:spend', use);
    expect(await market.refusal('buyer', 'usage:spend', use)).toBe('USE_LANE');
  });
});

describe('terms of a listing', () => {
  const refusedTerms = (change: object) =>
    market.refusal('seller', 'trade:list', { listing: listingText({ release: market.release, ...change }) });

  it('lie within the right to operate, last, and name a route where they cross a border', async () => {
    const early = { ...terms, from: '2020-01-01T00:00:00.000Z' };
    expect(await refusedTerms({ terms: early })).toBe('LICENCE_WIDER');
    expect(await refusedTerms({ terms: { ...terms, until: '2026-01-02T00:00:00.000Z' } })).toBe('LICENCE_TERMS');
    expect(await refusedTerms({ terms: { ...terms, territories: ['CN', 'SG'] } })).toBe('LICENCE_ROUTE');
  });

  it('reach the buyer, and are over for nobody who still has to pay', async () => {
    const list = async (change: object) => {
      const listing = listingText({ release: market.release, terms: { ...terms, ...change } });
      const { subject } = await market.as('seller')('trade:list', { listing });
      return ledger.read<Listing>(`listing/${subject}`);
    };
    const others = await list({ recipients: ['yanjiu'] });
    expect(await market.refusal('buyer', 'trade:order', market.orderOn(others))).toBe('LICENCE_RECIPIENT');
    const until = new Date(ledger.time + 3_600_000).toISOString();
    const short = await list({ until });
    const { subject: order } = await market.as('buyer')('trade:order', market.orderOn(short));
    ledger.time += 7_200_000;
    expect(await market.refusal('exchange', 'trade:match', { order, bank: 'custody-bank' })).toBe('LICENCE_TERMS');
  });

  it('are what the buyer signed: a changed listing leaves a placed order as it was', async () => {
    const listing = await market.listed();
    const { subject } = await market.as('buyer')('trade:order', market.orderOn(listing));
    const changed = listingText({ release: market.release, terms: { ...terms, actions: ['read'] } });
    await market.as('seller')('trade:change', { id: listing.id, listing: changed });
    expect(ledger.read<Order>(`order/${subject}`).terms).toEqual(listing.terms);
  });
});

describe('an asset whose certificate ends', () => {
  it('ends what was sold of it, and gives a sale that settles afterwards no agreement, nor revives either', async () => {
    const sold = await market.upTo('settled');
    const late = await market.upTo('paid_out');
    const { id: agreement } = licenceOf(sold);
    const { certificate = '' } = ledger.read<{ certificate?: string }>(`asset/${market.asset}`);
    await market.as('lin')('certificate:suspend', { certificate, reason: '核查' });
    expect(await mayUse({ agreement })).toMatchObject({ clause: { code: 'USE_HELD' } });
    await market.as('zhou')('certificate:reinstate', { certificate, reason: '无误' });
    await market.as('lin')('certificate:revoke', { certificate, reason: '权属不实' });
    expect(await mayUse({ agreement })).toMatchObject({ clause: { code: 'USE_ENDED' } });
    await market.as('zhou')('certificate:reinstate', { certificate, reason: '更正' });
    expect(await mayUse({ agreement })).toMatchObject({ clause: { code: 'USE_ENDED' } });
    await market.as('exchange')('trade:settle', market.certified(late));
    expect(market.order(late)).toMatchObject({ state: 'settled' });
    expect(market.order(late)).not.toHaveProperty('licence');
  });
});
