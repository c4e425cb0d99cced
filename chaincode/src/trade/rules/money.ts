import {
  type Account,
  type BankCommand,
  type BankMessage,
  type BankMessageMark,
  type BankReport,
  bankCommand,
  type Entity,
  isSettled,
  type Order,
  type OrderState,
  type Payment,
  refuse,
  reportIn,
} from '@suyuan/schemas';
import type { Recorded } from '../../ledger/keys.ts';
import { opened } from './disputes.ts';
import { accountOf, acted, mustBe, type Party, permit, type Setting } from './order.ts';
import { revoked, suspended, type World } from './settlement.ts';

/** The exchange matches order and listing, and names the bank whose supervised account holds the money. */
export function match(
  order: Order,
  bank: { id: string; entity: Entity | undefined; account: Account | undefined },
  by: Party,
  setting: Setting,
): Order {
  permit(order, 'trade:match', by, setting.time);
  mustBe('bank', bank.entity, bank.id, order.involved, 'bank');
  const { involved } = order;
  return acted(order, 'trade:match', by, 'agreed', setting, {
    bank: bank.id,
    account: accountOf(bank),
    involved: [...involved, bank.id],
  });
}

/** The buyer instructs payment: the digest of its pain.001 goes on the ledger, and there is no way back. */
export function instruct(
  order: Order,
  instruction: { messageId: string; sha256: string },
  by: Party,
  setting: Setting,
): [Order, Payment] {
  const { time } = setting;
  const to = acted(order, 'trade:instruct', by, 'instructed', setting, { instruction: { ...instruction, by, time } });
  const { id, endToEndId, price } = order;
  return [to, { schema: 'payment/1', order: id, endToEndId, price, state: 'instructed', reports: [], time }];
}

/** Where the money must be for a bank's command, and where it is then. It is paid out or returned, never both. */
const MONEY: { readonly [C in BankCommand]: { from: readonly Payment['state'][]; to: Payment['state'] } } = {
  'trade:secure': { from: ['instructed', 'rejected'], to: 'held' },
  'trade:reject': { from: ['instructed'], to: 'rejected' },
  'trade:payOut': { from: ['held'], to: 'paid-out' },
  'trade:return': { from: ['held'], to: 'returned' },
  'trade:reverse': { from: ['paid-out', 'returned'], to: 'held' },
};

const other = (field: string, expected: string | number) => refuse('PAYMENT_OTHER', { expected }, `message.${field}`);

/** A bank's message must be about this order's payment: identifiers, account, currency, amount, and a settled status. */
export function mustFit(order: Order, command: BankCommand, message: BankReport): void {
  if (message.endToEndId !== order.endToEndId) throw other('endToEndId', order.endToEndId);
  if (message.amount.currency !== 'CNY') {
    throw refuse('TRADE_CURRENCY', { currency: message.amount.currency }, 'message.amount.currency');
  }
  if (!Number.isSafeInteger(message.amount.fen) || message.amount.fen < 1) {
    throw refuse('TRADE_AMOUNT', { fen: message.amount.fen }, 'message.amount.fen');
  }
  if (message.amount.fen !== order.price.fen) throw other('amount.fen', order.price.fen);
  if (message.version === 'pain.002.001.10' && message.originalMessageId !== order.instruction?.messageId) {
    throw other('originalMessageId', order.instruction?.messageId ?? '–');
  }
  if (message.version === 'camt.054.001.08' && message.account !== order.account?.number) {
    throw other('account', order.account?.number ?? '–');
  }
  const says = bankCommand(message);
  if (!says && !isSettled(message)) throw refuse('PAYMENT_UNSETTLED', { status: message.status }, 'message.status');
  if (says !== command) throw refuse('PAYMENT_MESSAGE', { says: says ?? message.status, command }, 'message');
}

/** Where a bank's report takes the order from its state; an escalated one goes on from where it stood. */
function onward(order: Order, command: BankCommand): OrderState {
  switch (command) {
    case 'trade:secure':
      return order.state === 'lapsed' ? 'returning' : 'secured';
    case 'trade:reject':
      return 'lapsed';
    case 'trade:payOut':
      return 'paid_out';
    case 'trade:return':
      return 'returned';
    case 'trade:reverse':
      return order.state === 'returned' ? 'returning' : 'disputed';
  }
}

/** What the bank owes where the money goes out: an award decides it, else the state that the order stands in. */
function owed(order: Order): BankCommand | undefined {
  const state = order.resumes ?? order.state;
  if (state === 'arbitrated') return order.award?.for === 'return' ? 'trade:return' : 'trade:payOut';
  if (state === 'accepted') return 'trade:payOut';
  return state === 'returning' ? 'trade:return' : undefined;
}

function mustBeOwed(order: Order, command: BankCommand): void {
  const due = owed(order);
  const goesOut = command === 'trade:payOut' || command === 'trade:return';
  if (goesOut && due !== command) throw refuse('PAYMENT_OWED', { owed: due ?? '–', command }, 'order');
}

/** The bank reports what became of the money; each message counts once. */
export function report(
  world: World,
  command: BankCommand,
  said: { message: BankMessage; known: BankMessageMark | undefined },
  by: Party,
  bodies: readonly string[],
  setting: Setting,
): Recorded[] {
  const { order, payment } = world;
  const { message, known } = said;
  permit(order, command, by, setting.time);
  if (!payment) throw refuse('ORDER_STATE', { state: order.state, allowed: 'instructed' }, 'order');
  mustBeOwed(order, command);
  const told = reportIn(message);
  mustFit(order, command, told);
  if (known) throw refuse('PAYMENT_REPEATED', { messageId: told.messageId }, 'message');
  const { from, to } = MONEY[command];
  if (!from.includes(payment.state)) {
    throw refuse('PAYMENT_STATE', { state: payment.state, allowed: from.join(' / ') }, 'order');
  }
  const { time } = setting;
  const state = onward(order, command);
  return [
    ...(state === 'disputed'
      ? [opened(order, 'reversal', { evidence: [] }, by, bodies, setting), ...suspended(world, time)]
      : [acted(order, command, by, state, setting), ...revoked(world, state, by, time)]),
    { ...payment, state: to, reports: [...payment.reports, { command, message, by, time }], time },
    {
      schema: 'bank-message/1',
      bank: by.entity,
      messageId: told.messageId,
      order: order.id,
      sha256: told.sha256,
      time,
    },
  ];
}
