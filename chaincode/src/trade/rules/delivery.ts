import { type Order, refuse } from '@suyuan/schemas';
import { sameContent, sorted } from './digests.ts';
import { opened } from './disputes.ts';
import { acted, type Party, permit, type Setting } from './order.ts';

/**
 * The seller says what it sent, digest by digest: of a release with files the whole of it, of an interface the digests
 * of what it answered. `files` are the release's own digests; undefined for an interface.
 */
export function deliver(
  order: Order,
  said: { agreement: string; digests: string[] },
  files: readonly string[] | undefined,
  by: Party,
  setting: Setting,
): Order {
  permit(order, 'trade:deliver', by, setting.time);
  if (said.agreement !== order.agreement) {
    throw refuse('ORDER_AGREEMENT', { expected: order.agreement }, 'agreement');
  }
  if (files && !sameContent(said.digests, [...new Set(files)])) throw refuse('DELIVERY_FOREIGN', {}, 'digests');
  const sent = { agreement: said.agreement, digests: sorted(said.digests), by, time: setting.time };
  return acted(order, 'trade:deliver', by, 'delivered', setting, { sent });
}

/** The seller gives the order up: the money goes back. */
export function forgo(order: Order, reason: string, by: Party, setting: Setting): Order {
  return acted(order, 'trade:forgo', by, 'returning', setting, { reason });
}

/** The buyer says what it received: the same digests accept, others dispute the delivery. */
export function receive(
  order: Order,
  digests: string[],
  by: Party,
  bodies: readonly string[],
  setting: Setting,
): Order {
  permit(order, 'trade:receive', by, setting.time);
  const received = { digests: sorted(digests), by, time: setting.time };
  const agrees = sameContent(order.sent?.digests ?? [], digests);
  if (!agrees) return opened({ ...order, received }, 'delivery', { evidence: [] }, by, bodies, setting);
  return acted(order, 'trade:receive', by, 'accepted', setting, { received });
}

/** Who delivers: with the right to operate, orders that are paid for pass on to its new holder. */
export function succeeded(order: Order, operator: string | undefined): Order {
  if (operator === undefined || operator === order.seller || operator === order.buyer) return order;
  return { ...order, successor: operator };
}

/** The exchange says what it saw delivered; its word stands if the buyer stays silent. The buyer's time runs on. */
export function witness(order: Order, digests: string[], by: Party, time: string): Order {
  permit(order, 'trade:witness', by, time);
  return { ...order, witnessed: { digests: sorted(digests), by, time }, time };
}

/** The witness bears the seller's delivery out. */
export function borneOut({ sent, witnessed }: Order): boolean {
  return sent !== undefined && witnessed !== undefined && sameContent(sent.digests, witnessed.digests);
}
