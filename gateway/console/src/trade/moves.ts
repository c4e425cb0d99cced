import type { CommandName } from '@suyuan/schemas';
import type { OrderPageQuery, OrderState, TradeOffice } from '../generated/trade.ts';
import type { Session } from '../session/token.ts';

export type Order = NonNullable<OrderPageQuery['order']>;
type Person = Session['person'];

/** A command that an office may give in a state. The commands of a bank are all given by its message: `trade:report`. */
export type Step = Extract<CommandName, `trade:${string}`> | 'trade:report';
type Steps = { readonly [Office in TradeOffice]?: readonly Step[] };

const BANK: Steps = { BANK: ['trade:report'] };

const STEPS: Readonly<Record<OrderState, Steps>> = {
  ORDERED: { EXCHANGE: ['trade:match', 'trade:decline'], SELLER: ['trade:decline'], BUYER: ['trade:cancel'] },
  AGREED: { BUYER: ['trade:instruct', 'trade:cancel'], SELLER: ['trade:cancel'] },
  INSTRUCTED: BANK,
  SECURED: { SELLER: ['trade:deliver', 'trade:forgo'] },
  DELIVERED: { BUYER: ['trade:receive', 'trade:dispute'], EXCHANGE: ['trade:witness'] },
  ACCEPTED: BANK,
  PAID_OUT: { EXCHANGE: ['trade:settle'], ...BANK },
  SETTLED: BANK,
  DISPUTED: { ARBITER: ['trade:arbitrate'] },
  ARBITRATED: BANK,
  RETURNING: BANK,
  ESCALATED: { REGULATOR: ['trade:replaceBank'], ...BANK },
  CANCELLED: {},
  LAPSED: BANK,
  RETURNED: BANK,
  DEFAULTED: BANK,
};

/** The offices that a person's entity has in an order. */
function officesOf(order: Order, entity: string): readonly TradeOffice[] {
  const { sellerId, successorId, buyerId, exchangeId, bankId, dispute, next } = order;
  const offices: TradeOffice[] = [];
  if ((successorId ?? sellerId) === entity) offices.push('SELLER');
  if (buyerId === entity) offices.push('BUYER');
  if (exchangeId === entity) offices.push('EXCHANGE');
  if (bankId === entity) offices.push('BANK');
  if (dispute?.arbiter === entity) offices.push('ARBITER');
  if (next?.office === 'REGULATOR' && next.entity === entity) offices.push('REGULATOR');
  return offices;
}

/** What a person may do about an order now. The ledger decides; this says beforehand what it would say. */
export function stepsOf(order: Order, me: Person | undefined, now: number): readonly Step[] {
  if (!me) return [];
  const steps = me.entity ? officesOf(order, me.entity).flatMap((office) => STEPS[order.state][office] ?? []) : [];
  const late = order.next ? Date.parse(order.next.deadline) < now : false;
  return [
    ...new Set(steps.filter((step) => step !== 'trade:witness' || !order.witnessed)),
    ...(late ? ['trade:advance' as const] : []),
  ];
}

/** A sale that goes well, in its order. */
export const WAY = [
  'ORDERED',
  'AGREED',
  'INSTRUCTED',
  'SECURED',
  'DELIVERED',
  'ACCEPTED',
  'PAID_OUT',
  'SETTLED',
] as const satisfies readonly OrderState[];
