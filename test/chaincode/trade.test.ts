import {
  commitment,
  decimalOf,
  digest,
  endToEndIdOf,
  errors,
  fenOf,
  type Listing,
  orderOf,
  settledFields,
  type TransactionCertificate,
} from '@suyuan/schemas';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { change, forbidden, list } from '../../chaincode/src/trade/rules/listing.ts';
import { match, mustFit } from '../../chaincode/src/trade/rules/money.ts';
import { place } from '../../chaincode/src/trade/rules/order.ts';
import { certificateSalt, mustMatch, settle } from '../../chaincode/src/trade/rules/settlement.ts';
import { at, entity } from '../support/cases.ts';
import { Market } from '../support/market.ts';
import { refused } from '../support/refusals.ts';
import {
  asked,
  bankCalled,
  bankMessage,
  buying,
  hands,
  listed,
  listingText,
  operated,
  placed,
  START,
  secured,
} from '../support/trade.ts';

describe('a listing', () => {
  const { sale, price } = listingText();
  it.each([
    ['a price in a crypto-asset', 'TRADE_CURRENCY', { price: { ...price, currency: 'USDT' } }],
    ['a price in foreign money', 'TRADE_CURRENCY', { price: { ...price, currency: 'USD' } }],
    ['a price with a part of a fen', 'TRADE_AMOUNT', { price: { ...price, fen: 0.5 } }],
    ['a price of nothing', 'TRADE_AMOUNT', { price: { ...price, fen: 0 } }],
    ['a price beyond whole numbers', 'TRADE_AMOUNT', { price: { ...price, fen: 2 ** 53 } }],
    ['settlement in a crypto-asset', 'TRADE_CRYPTO', { sale: { ...sale, settlement: 'crypto-asset' as const } }],
    ['settlement in a token', 'TRADE_TOKEN', { sale: { ...sale, settlement: 'token' as const } }],
    ['a fraction', 'TRADE_FRACTION', { sale: { ...sale, units: 0.01 } }],
    ['many units', 'TRADE_FRACTION', { sale: { ...sale, units: 100 } }],
    ['securities', 'TRADE_SECURITIES', { sale: { ...sale, securitised: true } }],
    ['an auction', 'TRADE_AUCTION', { sale: { ...sale, method: 'auction' as const } }],
    ['continuous trading', 'TRADE_CONTINUOUS', { sale: { ...sale, method: 'continuous' as const } }],
    ['a secondary market', 'TRADE_RESALE', { sale: { ...sale, resale: true } }],
    ['yield', 'TRADE_YIELD', { sale: { ...sale, yield: true } }],
  ] as const)('refuses %s, and cites the rule', (_what, code, text) => {
    const { field } = refused(code, () => list(listingText(text), operated(), hands.seller, at(START)));
    expect(field).toMatch(/^listing\.(price|sale)\./);
    const rules = code === 'TRADE_AMOUNT' ? /7 Trade/ : /银发〔2026〕42号/;
    expect(errors[code].citation).toMatch(rules);
    expect(forbidden(listingText(text)).map((breach) => breach.code)).toEqual([code]);
  });

  it('is of whoever holds the right to operate on that day, in the open', () => {
    const text = listingText();
    refused('TRADE_RIGHT', () => list(text, operated('qixiang'), hands.seller, at(START)));
    refused('TRADE_RIGHT', () => list(text, operated('huaxin', '2026-03-01'), hands.seller, at(START)));
    expect(list(text, operated('huaxin', '2026-03-02'), hands.seller, at(START)).seller).toBe('huaxin');
    const { text: _, ...hidden } = operated();
    refused('TRADE_UNREADABLE', () => list(text, { ...hidden, disclosure: 'restricted' }, hands.seller, at(START)));
    const { trade: __, ...without } = at(START).profile;
    refused('TRADE_PROFILE', () => list(text, operated(), hands.seller, { ...at(START), profile: without }));
  });

  it('changes for orders to come alone, and keeps its release', () => {
    const first = listed();
    const order = placed();
    const text = listingText({ price: { currency: 'CNY', fen: 1 } });
    const second = change(first, text, operated(), hands.seller, at(START));
    expect([second.version, second.price.fen, order.price.fen]).toEqual([2, 1, 1_234_500]);
    refused('LISTING_VERSION', () => place(asked(second, 'qixiang', { version: 1 }), hands.buyer, at(START)));
    const other = listingText({ release: `rel-${'9'.repeat(32)}` });
    refused('LISTING_RELEASE', () => change(first, other, operated(), hands.seller, at(START)));
    refused('LISTING_SELLER', () => change(first, text, operated('qixiang'), hands.buyer, at(START)));
    const withdrawn: Listing = { ...first, state: 'withdrawn' };
    refused('LISTING_STATE', () => place(asked(withdrawn, 'qixiang'), hands.buyer, at(START)));
    refused('DEADLINE_PASSED', () => place(asked(first, 'qixiang'), hands.buyer, at('2028-01-01T00:00:00.000Z')));
  });
});

describe('an order', () => {
  it('is placed by another than the seller, with clearance, through an exchange, on the very agreement', () => {
    const listing = listed();
    refused('ORDER_OWN', () => place(asked(listing, 'huaxin'), hands.seller, at(START)));
    const important = asked(listing, 'qixiang', { grade: 'important' });
    refused('TRADE_CLEARANCE', () => place(important, hands.buyer, at(START)));
    const exchange = { id: 'yanjiu', entity: entity('yanjiu', ['analyst']) };
    refused('TRADE_MEMBER', () => place(asked(listing, 'qixiang', { exchange }), hands.buyer, at(START)));
    const agreement = digest('something else');
    refused('ORDER_AGREEMENT', () => place(asked(listing, 'qixiang', { agreement }), hands.buyer, at(START)));
  });

  it('goes to a bank with a supervised account, which takes no other part', () => {
    const order = placed();
    const { entity: bank } = bankCalled('bank');
    refused('ORDER_ACCOUNT', () =>
      match(order, { id: 'bank', entity: bank, account: undefined }, hands.exchange, at(START)),
    );
    const seller = { ...bankCalled('huaxin'), entity: entity('huaxin', ['bank']) };
    refused('TRADE_MEMBER', () => match(order, seller, hands.exchange, at(START)));
  });

  it('reads nothing in a bank’s message but what is about its own payment and settled', () => {
    const { order } = secured();
    const message = bankMessage(order, 'payOut');
    const told = 'camt054' in message ? message.camt054 : message.pain002;
    const fits = (changed: object) => () => mustFit(order, 'trade:payOut', { ...told, ...changed } as typeof told);
    expect(fits({})).not.toThrow();
    for (const [field, changed] of [
      ['message.endToEndId', { endToEndId: endToEndIdOf(`ord-${'1'.repeat(32)}`) }],
      ['message.account', { account: '6222-other' }],
      ['message.amount.fen', { amount: { currency: 'CNY', fen: 1 } }],
    ] as const) {
      expect(refused('PAYMENT_OTHER', fits(changed)).field).toBe(field);
    }
    refused('TRADE_CURRENCY', fits({ amount: { currency: 'USD', fen: 1_234_500 } }));
    refused('TRADE_AMOUNT', fits({ amount: { currency: 'CNY', fen: 1_234_500.5 } }));
    for (const status of ['PDNG', 'INFO', 'FUTR']) refused('PAYMENT_UNSETTLED', fits({ status }));
    refused('PAYMENT_MESSAGE', fits({ returned: true }));
    refused('PAYMENT_MESSAGE', fits({ direction: 'CRDT' }));
    const pain002 = { ...told, version: 'pain.002.001.10' as const, status: 'ACSC', originalMessageId: 'PAIN-2' };
    expect(refused('PAYMENT_OTHER', () => mustFit(order, 'trade:secure', pain002)).field).toBe(
      'message.originalMessageId',
    );
    for (const status of ['RCVD', 'ACTC', 'ACCP', 'ACSP', 'ACWC', 'PDNG', 'PART']) {
      const early = { ...pain002, status, originalMessageId: 'PAIN-1' };
      refused('PAYMENT_UNSETTLED', () => mustFit(order, 'trade:secure', early));
    }
  });

  it('does not settle on documents that do not match, whatever state they stand in', async () => {
    const market = new Market();
    await market.open();
    const id = await market.upTo('paid_out');
    const world = { order: market.order(id), payment: market.payment(id) };
    expect(() => mustMatch(world)).not.toThrow();
    const { order, payment } = world;
    refused('SETTLE_AGREEMENT', () => mustMatch({ ...world, order: { ...order, buyer: 'yanjiu' } }));
    const received = order.received && { ...order.received, digests: [digest('other')] };
    refused('SETTLE_DELIVERY', () => mustMatch({ ...world, order: { ...order, ...(received ? { received } : {}) } }));
    refused('SETTLE_PAYMENT', () => mustMatch({ ...world, payment: { ...payment, state: 'held' } }));
    const said = market.certified(id);
    const by = { msp: 'ExchangeMSP', person: 'zhao', entity: 'exchange' };
    const setting = at(order.time);
    refused('SETTLE_AGREEMENT', () => settle(world, { ...said, agreement: digest('x') }, buying, by, setting));
    refused('SETTLE_DELIVERY', () => settle(world, { ...said, delivery: [digest('x')] }, buying, by, setting));
    const payOut = { ...said.payOut, messageId: 'BANK-other' };
    refused('SETTLE_PAYMENT', () => settle(world, { ...said, payOut }, buying, by, setting));
  });
});

describe('identifiers and amounts', () => {
  it('bind every order to an EndToEndId of 35 characters, whose check digits find a wrong or swapped character', () => {
    const unit = fc.constantFrom(...'0123456789abcdef');
    const hex = fc.string({ unit, minLength: 32, maxLength: 32 });
    fc.assert(
      fc.property(hex, fc.nat(33), fc.nat(35), (digits, place, other) => {
        const id = endToEndIdOf(`ord-${digits}`);
        expect(id).toHaveLength(35);
        expect(orderOf(id)).toBe(`ord-${digits}`);
        const character = other.toString(36).toUpperCase();
        const at = place + 1;
        const wrong = `${id.slice(0, at)}${character}${id.slice(at + 1)}`;
        if (wrong !== id) expect(orderOf(wrong)).toBeUndefined();
        const swapped = `${id.slice(0, at)}${id[at + 1] ?? ''}${id[at] ?? ''}${id.slice(at + 2)}`;
        if (swapped !== id && swapped.length === 35) expect(orderOf(swapped)).toBeUndefined();
      }),
    );
  });

  it('turn fen into decimals and back, and refuse parts of a fen', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (fen) => {
        expect(fenOf(decimalOf(fen))).toBe(fen);
      }),
    );
    expect([fenOf('12'), fenOf('12.5'), fenOf('12.50000'), fenOf('0.01')]).toEqual([1200, 1250, 1250, 1]);
    for (const wrong of ['12.345', '-1', '1e3', '1,000.00', '', '.5', '90071992547409.93', 'NaN', '１２']) {
      expect(fenOf(wrong), wrong).toBeUndefined();
    }
  });
});

describe('a sale on the ledger', () => {
  const market = new Market();
  beforeAll(() => market.open());
  const stateOf = (id: string) => market.order(id).state;
  const certificateOf = (id: string) =>
    market.ledger.read<TransactionCertificate>(`transaction-certificate/${market.order(id).certificate}`);
  /** Past the deadline of what is awaited, by anybody. */
  const silence = async (id: string) => {
    market.ledger.time = Date.parse(market.order(id).next?.deadline ?? '') + 1;
    await market.as('stranger')('trade:advance', { subject: id });
    return stateOf(id);
  };

  it('settles with a certificate whose fields the parties can open, one by one', async () => {
    const id = await market.upTo('settled');
    const order = market.order(id);
    const { commitments, number, state } = certificateOf(id);
    expect(number).toMatch(/^[A-Z-]+-T-2026-\d{16}[0-9X]$/);
    expect(state).toBe('active');
    for (const [field, value] of Object.entries(settledFields(order))) {
      expect(commitments[field]).toBe(commitment(certificateSalt(order, field), field, value));
    }
    expect(market.payment(id).reports.map(({ command }) => command)).toEqual(['trade:secure', 'trade:payOut']);
  });

  it('is cancelled before payment is instructed, and never after', async () => {
    const early = await market.upTo('agreed');
    await market.as('seller')('trade:cancel', { order: early, reason: '撤回' });
    expect(stateOf(early)).toBe('cancelled');
    for (const state of ['instructed', 'secured', 'delivered', 'accepted', 'paid_out', 'settled'] as const) {
      const id = await market.upTo(state);
      expect(await market.refusal('buyer', 'trade:cancel', { order: id, reason: '反悔' })).toBe('ORDER_INSTRUCTED');
    }
  });

  it('lets nobody make another’s move, nor a move out of its state or time', async () => {
    const id = await market.upTo('ordered');
    expect(
      await market.refusal('bank', 'trade:secure', { order: id, message: market.message(id, 'trade:secure') }),
    ).toBe('ORDER_STATE');
    expect(await market.refusal('seller', 'trade:cancel', { order: id, reason: '我' })).toBe('ORDER_PARTY');
    expect(await market.refusal('stranger', 'trade:advance', { subject: id })).toBe('DEADLINE_AHEAD');
    market.wait(30);
    expect(await market.refusal('exchange', 'trade:match', { order: id, bank: 'custody-bank' })).toBe(
      'DEADLINE_PASSED',
    );
    await market.as('stranger')('trade:advance', { subject: id });
    expect(stateOf(id)).toBe('lapsed');
    expect(await market.refusal('stranger', 'trade:advance', { subject: id })).toBe('DEADLINE_NONE');
  });

  it('counts a bank’s message once, and pays out only what is owed', async () => {
    const id = await market.upTo('secured');
    const again = { order: id, message: market.message(id, 'trade:secure') };
    expect(await market.refusal('bank', 'trade:secure', again)).toBe('ORDER_STATE');
    const paid = await market.upTo('paid_out');
    await market.report(paid, 'trade:reverse');
    await market.as('arbiter')('trade:arbitrate', {
      order: paid,
      award: 'pay-out',
      reason: '交付属实',
      found: market.files,
    });
    const first = { order: paid, message: market.message(paid, 'trade:payOut') };
    expect(await market.refusal('bank', 'trade:payOut', first)).toBe('PAYMENT_REPEATED');
    const back = { order: paid, message: market.message(paid, 'trade:return') };
    expect(await market.refusal('bank', 'trade:return', back)).toBe('PAYMENT_OWED');
    await market.report(paid, 'trade:payOut', 2);
    expect(stateOf(paid)).toBe('paid_out');
  });

  it('takes the seller’s digests from the release alone', async () => {
    const id = await market.upTo('secured');
    const { agreement } = market.order(id);
    const digests = [digest('something else')];
    expect(await market.refusal('seller', 'trade:deliver', { order: id, agreement, digests })).toBe('DELIVERY_FOREIGN');
  });

  it('takes the witness’s word for a silent buyer, and sends the money back without one', async () => {
    const seen = await market.upTo('delivered');
    await market.as('exchange')('trade:witness', { order: seen, digests: market.files });
    expect(await silence(seen)).toBe('accepted');
    const unseen = await market.upTo('delivered');
    expect(await silence(unseen)).toBe('returning');
    await market.report(unseen, 'trade:return');
    expect(stateOf(unseen)).toBe('returned');
  });

  it('goes to an arbiter who has not acted where the digests differ, and the bank does as awarded', async () => {
    const id = await market.upTo('delivered');
    await market.as('buyer')('trade:receive', { order: id, digests: [digest('broken')] });
    expect([stateOf(id), market.order(id).dispute?.arbiter]).toEqual(['disputed', 'arbitration']);
    const award = { order: id, award: 'pay-out', reason: '已收到' };
    expect(await market.refusal('regulator', 'trade:arbitrate', award)).toBe('ORDER_PARTY');
    expect(await market.refusal('arbiter', 'trade:arbitrate', award)).toBe('SETTLE_DELIVERY');
    await market.as('arbiter')('trade:arbitrate', { ...award, award: 'return' });
    expect(market.order(id).next?.action).toBe('trade:return');
    await market.report(id, 'trade:return');
    expect(stateOf(id)).toBe('returned');
  });

  it('passes a silent arbiter by, and after the last sends the money back', async () => {
    const id = await market.upTo('delivered');
    await market.as('buyer')('trade:dispute', { order: id, reason: '内容不符', evidence: [] });
    expect(await silence(id)).toBe('disputed');
    expect(market.order(id).dispute?.arbiter).toBe('regulator');
    expect(await silence(id)).toBe('arbitrated');
    expect(market.order(id).award).toMatchObject({ for: 'return' });
  });

  it('disputes a reversal, suspends the certificate, and reinstates or revokes it by the award', async () => {
    for (const [award, command, state] of [
      ['pay-out', 'trade:payOut', 'active'],
      ['return', 'trade:return', 'revoked'],
    ] as const) {
      const id = await market.upTo('settled');
      await market.report(id, 'trade:reverse');
      expect([stateOf(id), certificateOf(id).state]).toEqual(['disputed', 'suspended']);
      await market.as('arbiter')('trade:arbitrate', { order: id, award, reason: '裁决', found: market.files });
      await market.report(id, command, 2);
      if (award === 'pay-out') expect(await silence(id)).toBe('settled');
      expect(certificateOf(id).state).toBe(state);
    }
  });

  it('stands escalated while a bank is silent, until the regulator puts another in its place', async () => {
    const id = await market.upTo('accepted');
    expect(await silence(id)).toBe('escalated');
    const replace = { order: id, bank: 'reserve-bank', reason: '失联' };
    await market.as('regulator')('trade:replaceBank', replace);
    expect([stateOf(id), market.order(id).bank]).toEqual(['accepted', 'reserve-bank']);
    const late = { order: id, message: market.message(id, 'trade:payOut') };
    expect(await market.refusal('bank', 'trade:payOut', late)).toBe('ORDER_PARTY');
    await market.report(id, 'trade:payOut', 1, 'reserve');
    expect(stateOf(id)).toBe('paid_out');
  });

  it('defaults by name when bank and regulator are silent, and still takes the bank’s late word', async () => {
    const id = await market.upTo('accepted');
    expect(await silence(id)).toBe('escalated');
    expect(await silence(id)).toBe('defaulted');
    await market.report(id, 'trade:payOut');
    expect(stateOf(id)).toBe('paid_out');
  });

  it('sends money back that comes after a lapse', async () => {
    const id = await market.upTo('instructed');
    expect(await silence(id)).toBe('escalated');
    expect(await silence(id)).toBe('lapsed');
    await market.report(id, 'trade:secure');
    expect(stateOf(id)).toBe('returning');
    await market.report(id, 'trade:return');
    expect(stateOf(id)).toBe('returned');
    expect(
      await market.refusal('bank', 'trade:return', { order: id, message: market.message(id, 'trade:return', 2) }),
    ).toBe('ORDER_STATE');
  });

  it('refuses a payment that the bank rejected to be secured twice', async () => {
    const id = await market.upTo('instructed');
    await market.report(id, 'trade:reject');
    expect(stateOf(id)).toBe('lapsed');
    const escalated = await market.upTo('instructed');
    await silence(escalated);
    const early = { order: escalated, message: market.message(escalated, 'trade:reject') };
    await market.as('bank')('trade:reject', early);
    expect(stateOf(escalated)).toBe('lapsed');
    const held = await market.upTo('accepted');
    expect(await silence(held)).toBe('escalated');
    const twice = { order: held, message: market.message(held, 'trade:secure', 9) };
    expect(await market.refusal('bank', 'trade:secure', twice)).toBe('PAYMENT_STATE');
  });

  it('refuses what may not circulate, and sends held money back when the certificate is revoked', async () => {
    const frozen = await market.upTo('ordered');
    await market.as('regulator')('asset:freeze', { asset: market.asset, reason: '核查' });
    expect(await market.refusal('exchange', 'trade:match', { order: frozen, bank: 'custody-bank' })).toBe(
      'STANDING_FROZEN',
    );
    await market.as('regulator')('asset:unfreeze', { asset: market.asset, reason: '无误' });
    const id = await market.upTo('delivered');
    const paid = await market.upTo('secured');
    const { certificate = '' } = market.ledger.read<{ certificate?: string }>(`asset/${market.asset}`);
    await market.as('lin')('certificate:revoke', { certificate, reason: '权属不实' });
    await market.as('stranger')('trade:advance', { subject: id });
    expect(stateOf(id)).toBe('returning');
    const late = { order: paid, agreement: market.order(paid).agreement, digests: market.files };
    expect(await market.refusal('seller', 'trade:deliver', late)).toBe('STANDING_CERTIFICATE');
    expect(await market.refusal('seller', 'trade:list', { listing: listingText({ release: market.release }) })).toBe(
      'STANDING_CERTIFICATE',
    );
  });
});
