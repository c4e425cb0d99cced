import {
  agreementOf,
  agreementStateAt,
  digest,
  type Listing,
  type Office,
  type Order,
  type Payment,
  reportIn,
} from '@suyuan/schemas';
import fc from 'fast-check';
import { expect } from 'vitest';
import { officer } from '../../../chaincode/src/trade/rules/order.ts';
import { deliveredOf, mustMatch, type World } from '../../../chaincode/src/trade/rules/settlement.ts';
import { ORDER, type TradeCommand } from '../../../chaincode/src/trade/table.ts';
import { bankMessage, listingText } from '../trade.ts';
import type { Ground, Sent } from './licences.ts';

/** Fen that came in, went out to the seller and went back to the buyer, by what the bank reported. */
function money({ payment }: World) {
  const sum = { in: 0, out: 0, back: 0 };
  for (const { command: said, message } of payment?.reports ?? []) {
    const { fen } = reportIn(message).amount;
    if (said === 'trade:secure') sum.in += fen;
    if (said === 'trade:payOut') sum.out += fen;
    if (said === 'trade:return') sum.back += fen;
    if (said === 'trade:reverse') sum[sum.out > 0 ? 'out' : 'back'] -= fen;
  }
  return sum;
}

/** Who could move the order on now: an office that somebody holds, or time. */
function movable({ order }: World): boolean {
  const row = ORDER[order.state];
  if (!row.awaited) return true;
  const held = (office: Office) => office === 'regulator' || officer(order, office) !== undefined;
  return order.next !== undefined && Object.values(row.moves).some((move) => move.by.some(held));
}

/** What holds of an order with its money, certificate and licence, after whatever anybody did. */
export function orderLaws(world: World, time: string): void {
  const { order, payment, certificate, licence } = world;
  const { in: came, out, back } = money(world);
  expect(movable(world), order.state).toBe(true);
  expect(order.next !== undefined, order.state).toBe(ORDER[order.state].awaited !== undefined);
  expect(came).toBeLessThanOrEqual(order.price.fen);
  expect(out === 0 || back === 0).toBe(true);
  expect(out + back).toBeLessThanOrEqual(came);
  const ids = payment?.reports.map(({ by, message }) => `${by.entity}/${reportIn(message).messageId}`) ?? [];
  expect(new Set(ids).size).toBe(ids.length);
  if (order.state === 'settled') {
    mustMatch(world);
    expect(deliveredOf(order)).toEqual(order.sent?.digests);
    expect(out).toBe(order.price.fen);
    expect(certificate).toMatchObject({ state: 'active', order: order.id });
  }
  // A party may end what it bought by notice, a regulator by order: beside that it runs while the order is settled.
  const runs = licence && agreementStateAt(licence, time) === 'concluded';
  if (order.state === 'settled') {
    expect(licence).toMatchObject({ order: order.id, licensee: order.buyer, terms: order.terms });
    expect([licence?.held, licence?.termination?.ground === 'refund']).toEqual([undefined, false]);
  } else expect(runs ?? false, order.state).toBe(false);
  if (order.state === 'returned') expect(back).toBe(order.price.fen);
  if (order.state === 'cancelled') expect(payment).toBeUndefined();
  if (order.state === 'lapsed') expect(came).toBe(0);
  if (certificate?.state === 'active') expect(['settled', 'paid_out']).toContain(order.state);
  const { exchange, seller, buyer, bank, award, dispute: open } = order;
  for (const judge of [award?.by?.entity, open?.arbiter]) {
    if (judge) expect([exchange, seller, buyer, bank]).not.toContain(judge);
  }
}

const PARTIES = [
  'huaxin',
  'qixiang',
  'exchange',
  'custody-bank',
  'reserve-bank',
  'arbitration',
  'regulator',
  'yanjiu',
] as const;
const COMMANDS = [...new Set(Object.values(ORDER).flatMap(({ moves }) => Object.keys(moves)))] as TradeCommand[];

export const orderStep = fc.record({
  action: fc.constantFrom(
    ...(['list', 'order', 'likely', 'likely', 'likely', 'likely', 'likely', 'any', 'advance'] as const),
  ),
  command: fc.constantFrom(...COMMANDS),
  who: fc.constantFrom(...PARTIES),
  fit: fc.constantFrom(true, true, true, false),
  flag: fc.boolean(),
  pick: fc.nat(50),
  message: fc.integer({ min: 1, max: 6 }),
  salt: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 }),
});
export type OrderStep = typeof orderStep extends fc.Arbitrary<infer S> ? S : never;

const holderOf = (order: Order, office: Office) => (office === 'regulator' ? 'regulator' : officer(order, office));

/** The command of a step about one of the newest orders. `files` are what the release is made of. */
export function orderCommand(ground: Ground, files: readonly string[], one: OrderStep): Sent | undefined {
  const listings = ground.all<Listing>('listing/').filter(({ state }) => state === 'listed');
  const terms = { actions: ['read' as const], territories: ['CN'], from: '2026-03-02T02:00:00.000Z', onward: 0 };
  const counted = one.flag ? { ...terms, count: 5 } : terms;
  const listing = listings.at(-1);
  if (one.action === 'list' || !listing) {
    const text = listingText({ release: ground.release, terms: counted });
    return { who: one.fit ? 'huaxin' : one.who, name: 'trade:list', command: { listing: text } };
  }
  const orders = ground.all<Order>('order/').slice(-6);
  const order = orders[one.pick % Math.max(1, orders.length)];
  if (one.action === 'order' || !order) {
    const who = one.fit ? 'qixiang' : one.who;
    const { id, version } = listing;
    const command = {
      listing: id,
      version,
      exchange: 'exchange',
      agreement: agreementOf(listing, who),
      salt: one.salt,
    };
    return { who, name: 'trade:order', command };
  }
  if (one.action === 'advance') return { who: one.who, name: 'trade:advance', command: { subject: order.id } };
  const row = ORDER[order.state];
  const moves = Object.keys(row.moves) as TradeCommand[];
  const forward = row.awaited && one.pick % 4 ? row.awaited.command : moves[one.pick % Math.max(1, moves.length)];
  const name = one.action === 'any' ? one.command : forward;
  if (!name) return undefined;
  const move = row.moves[name];
  const who = (one.fit && move && holderOf(order, move.by[0] ?? 'buyer')) || one.who;
  return { who, name, command: { order: order.id, ...said(ground, order, files, name, one) } };
}

function said(ground: Ground, order: Order, files: readonly string[], name: TradeCommand, one: OrderStep): object {
  const digests = one.flag || one.fit ? [...files] : [digest('something else')];
  const reason = '理由';
  switch (name) {
    case 'trade:match':
      return { bank: 'custody-bank' };
    case 'trade:replaceBank':
      return { bank: 'reserve-bank', reason };
    case 'trade:instruct':
      return { instruction: { messageId: 'PAIN-1', sha256: digest('pain') } };
    case 'trade:secure':
    case 'trade:reject':
    case 'trade:payOut':
    case 'trade:return':
    case 'trade:reverse':
      return { message: bankMessage(order, name.slice('trade:'.length) as 'secure', one.message) };
    case 'trade:deliver':
      return { agreement: order.agreement, digests };
    case 'trade:receive':
    case 'trade:witness':
      return { digests };
    case 'trade:dispute':
      return { reason, evidence: [] };
    case 'trade:arbitrate':
      return { award: one.flag ? 'pay-out' : 'return', reason, found: digests };
    case 'trade:settle': {
      const [payment] = ground.all<Payment>(`payment/${order.id}`);
      const told = payment?.reports.at(-1)?.message;
      const { messageId = 'none', sha256 = digest('none') } = told ? reportIn(told) : {};
      return { agreement: order.agreement, delivery: digests, payOut: { messageId, sha256 } };
    }
    default:
      return { reason };
  }
}
