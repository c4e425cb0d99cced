import {
  type Actor,
  type Agreement,
  agreementOf,
  certificateNumber,
  commitment,
  licenceIn,
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
import { type Buying, concluded, held, refunded, resumed } from './licence.ts';
import { acted, moved, type Party, permit, type Setting } from './order.ts';

/** An order with its money and, once it was settled, its certificate and the agreement that it concluded. */
export type World = {
  readonly order: Order;
  readonly payment?: Payment | undefined;
  readonly certificate?: TransactionCertificate | undefined;
  readonly licence?: Agreement | undefined;
};

/** What was delivered: as an arbiter found, else as the buyer says, else, for a silent buyer, as the witness says. */
export function deliveredOf({ received, witnessed, award }: Order): readonly string[] {
  return award?.found ?? (received ?? witnessed)?.digests ?? [];
}

/** The three matches without which nothing settles: agreement, delivery, pay-out. */
export function mustMatch({ order, payment }: World): void {
  const { sent, price, endToEndId } = order;
  const { seller, buyer, release, listing } = order;
  const agreed = agreementOf({ ...listing, seller, release, price, ...licenceIn(order) }, buyer);
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

/** Settled, with its certificate and agreement: new ones, or those that a dispute had suspended. */
function settled(world: World, to: Order, buying: Buying, by: Actor | undefined, setting: Setting): Recorded[] {
  const certificate: TransactionCertificate = world.certificate
    ? { ...world.certificate, state: 'active', time: setting.time }
    : certificateOf(to, by, setting);
  const licence = world.certificate ? resumed(world.licence, setting.time) : concluded(to, buying, setting);
  const found = licence.find((document) => document.schema === 'agreement/1');
  return [{ ...to, certificate: certificate.number, ...(found ? { licence: found.id } : {}) }, certificate, ...licence];
}

/** What the exchange certifies: the three digests as it has them. */
export type Certified = {
  readonly agreement: string;
  readonly delivery: readonly string[];
  readonly payOut: { readonly messageId: string; readonly sha256: string };
};

/** The exchange settles: what it certifies, and what the ledger has, must match. */
export function settle(world: World, said: Certified, buying: Buying, by: Party, setting: Setting): Recorded[] {
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
  return settled(world, acted(order, 'trade:settle', by, 'settled', setting), buying, by, setting);
}

/** The exchange was silent: what matches settles all the same. */
export function settleBySilence(world: World, buying: Buying, setting: Setting): Recorded[] {
  mustMatch(world);
  return settled(world, moved(world.order, 'settled', setting), buying, undefined, setting);
}

/** A reversal suspends the certificate of a settled order, and holds the agreement back. */
export function suspended({ certificate, licence }: World, time: string): Recorded[] {
  return [...(certificate ? [{ ...certificate, state: 'suspended' as const, time }] : []), ...held(licence, time)];
}

/** Money that went back to the buyer ends certificate and agreement for good. */
export function revoked(
  { order, certificate, licence }: World,
  state: OrderState,
  by: Party,
  time: string,
): Recorded[] {
  if (state !== 'returned') return [];
  return [
    ...(certificate ? [{ ...certificate, state: 'revoked' as const, time }] : []),
    ...refunded(order, licence, by, time),
  ];
}
