import {
  type Actor,
  agreementOf,
  certificateNumber,
  commitment,
  type Order,
  type OrderState,
  type Payment,
  refuse,
  reportIn,
  settledFields,
  sha256Hex,
  type TransactionCertificate,
} from '@suyuan/schemas';
import type { Recorded } from '../../ledger/keys.ts';
import { sameContent } from './digests.ts';
import { acted, moved, type Party, permit, type Setting } from './order.ts';

/** An order with its money and, once it was settled, its certificate. */
export type World = {
  readonly order: Order;
  readonly payment?: Payment | undefined;
  readonly certificate?: TransactionCertificate | undefined;
};

/** What was delivered: as an arbiter found, else as the buyer says, else, for a silent buyer, as the witness says. */
export function deliveredOf({ received, witnessed, award }: Order): readonly string[] {
  return award?.found ?? (received ?? witnessed)?.digests ?? [];
}

/** The three matches without which nothing settles: agreement, delivery, pay-out. */
export function mustMatch({ order, payment }: World): void {
  const { sent, price, endToEndId } = order;
  const { seller, buyer, release, terms, listing } = order;
  const agreed = agreementOf({ ...listing, seller, release, terms, price }, buyer);
  if (order.agreement !== agreed || sent?.agreement !== agreed) throw refuse('SETTLE_AGREEMENT', {}, 'agreement');
  if (!sameContent(deliveredOf(order), sent.digests)) throw refuse('SETTLE_DELIVERY', {}, 'delivery');
  const last = payment?.reports.at(-1);
  const paid =
    payment?.state === 'paid-out' &&
    payment.endToEndId === endToEndId &&
    last?.command === 'trade:payOut' &&
    reportIn(last.message).amount.fen === price.fen;
  if (!paid) throw refuse('SETTLE_PAYMENT', {}, 'payOut');
}

/** The salt of a field of the certificate: from the order's own random salt, which the public does not see. */
export const certificateSalt = (order: Pick<Order, 'salt'>, field: string) =>
  sha256Hex(`${order.salt}/${field}`).slice(0, 32);

function certificateOf(order: Order, by: Actor | undefined, setting: Setting): TransactionCertificate {
  const fields = Object.entries(settledFields(order));
  return {
    schema: 'transaction-certificate/1',
    number: certificateNumber(`${setting.profile.numberPrefix}-T`, setting.txId, setting.time),
    order: order.id,
    exchange: order.exchange,
    profile: order.profile,
    commitments: Object.fromEntries(
      fields.map(([field, value]) => [field, commitment(certificateSalt(order, field), field, value)]),
    ),
    state: 'active',
    issuedAt: setting.time,
    ...(by ? { issuedBy: by } : {}),
    time: setting.time,
  };
}

/** Settled, with its certificate: a new one, or the one that a dispute had suspended. */
function settled(world: World, to: Order, by: Actor | undefined, setting: Setting): Recorded[] {
  const certificate: TransactionCertificate = world.certificate
    ? { ...world.certificate, state: 'active', time: setting.time }
    : certificateOf(to, by, setting);
  return [{ ...to, certificate: certificate.number }, certificate];
}

/** What the exchange certifies: the three digests as it has them. */
export type Certified = {
  readonly agreement: string;
  readonly delivery: readonly string[];
  readonly payOut: { readonly messageId: string; readonly sha256: string };
};

/** The exchange settles: what it certifies, and what the ledger has, must match. */
export function settle(world: World, said: Certified, by: Party, setting: Setting): Recorded[] {
  const { order, payment } = world;
  permit(order, 'trade:settle', by, setting.time);
  const last = payment?.reports.at(-1)?.message;
  const message = last && reportIn(last);
  if (said.agreement !== order.agreement) throw refuse('SETTLE_AGREEMENT', {}, 'agreement');
  if (!sameContent(said.delivery, order.sent?.digests ?? [])) throw refuse('SETTLE_DELIVERY', {}, 'delivery');
  if (said.payOut.messageId !== message?.messageId || said.payOut.sha256 !== message.sha256) {
    throw refuse('SETTLE_PAYMENT', {}, 'payOut');
  }
  mustMatch(world);
  return settled(world, acted(order, 'trade:settle', by, 'settled', setting), by, setting);
}

/** The exchange was silent: what matches settles all the same. */
export function settleBySilence(world: World, setting: Setting): Recorded[] {
  mustMatch(world);
  return settled(world, moved(world.order, 'settled', setting), undefined, setting);
}

/** A reversal suspends the certificate of a settled order. */
export function suspended({ certificate }: World, time: string): TransactionCertificate[] {
  return certificate ? [{ ...certificate, state: 'suspended', time }] : [];
}

/** Money that went back to the buyer ends the certificate for good. */
export function revoked({ certificate }: World, state: OrderState, time: string): TransactionCertificate[] {
  return certificate && state === 'returned' ? [{ ...certificate, state: 'revoked', time }] : [];
}
