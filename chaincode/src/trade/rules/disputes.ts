import { type Account, type Award, type Entity, type Evidence, type Order, refuse } from '@suyuan/schemas';
import type { Recorded } from '../../ledger/keys.ts';
import { sameContent, sorted } from './digests.ts';
import { accountOf, acted, involving, moved, mustBe, type Party, permit, type Setting } from './order.ts';

type Because = NonNullable<Order['dispute']>['because'];

/** The first of the appeal bodies, arbiters before regulators, that has no part in the order. */
const uninvolved = (involved: readonly string[], bodies: readonly string[]) =>
  bodies.find((entity) => !involved.includes(entity));

/** Nobody is there to decide, or nobody did: the money goes back to the buyer. */
function unanswered(order: Order, setting: Setting): Order {
  return moved(order, 'arbitrated', setting, { award: { for: 'return', time: setting.time } });
}

/** A dispute goes to somebody who has not acted in the order; where there is nobody, the money goes back. */
export function opened(
  order: Order,
  because: Because,
  said: { reason?: string; evidence: Evidence[] },
  by: Party,
  bodies: readonly string[],
  setting: Setting,
): Order {
  const involved = involving(order, by.entity);
  const arbiter = uninvolved(involved, bodies);
  if (!arbiter) return unanswered({ ...order, involved }, setting);
  const dispute = { because, ...said, arbiter, by, time: setting.time };
  return moved({ ...order, dispute }, 'disputed', setting, { involved: [...involved, arbiter] });
}

/** The buyer says that what it received is not what it bought. */
export function dispute(
  order: Order,
  said: { reason: string; evidence: Evidence[] },
  by: Party,
  bodies: readonly string[],
  setting: Setting,
): Order {
  permit(order, 'trade:dispute', by, setting.time);
  return opened(order, 'content', said, by, bodies, setting);
}

/** A silent arbiter is passed by; after the last, the money goes back. */
export function passOn(order: Order, bodies: readonly string[], setting: Setting): Order {
  const arbiter = uninvolved(order.involved, bodies);
  if (!arbiter || !order.dispute) return unanswered(order, setting);
  const given = { ...order, dispute: { ...order.dispute, arbiter } };
  return moved(given, 'disputed', setting, { involved: [...order.involved, arbiter] });
}

/** What an arbiter decides; `found` are the digests that it finds were delivered. */
export type Decided = { readonly award: Award; readonly reason: string; readonly found?: string[] | undefined };

/** The arbiter awards the money to the buyer, or, where it finds the seller's digests delivered, to the seller. */
export function arbitrate(order: Order, decided: Decided, by: Party, setting: Setting): Order {
  permit(order, 'trade:arbitrate', by, setting.time);
  const { award, reason, found } = decided;
  if (award === 'pay-out' && !sameContent(found ?? [], order.sent?.digests ?? [])) {
    throw refuse('SETTLE_DELIVERY', {}, 'found');
  }
  return acted(order, 'trade:arbitrate', by, 'arbitrated', setting, {
    award: { for: award, by, reason, ...(found ? { found: sorted(found) } : {}), time: setting.time },
  });
}

/** A bank was silent: the order stands as escalated, and remembers where it stood. */
export function escalated(order: Order, setting: Setting): Order {
  return moved(order, 'escalated', setting, { resumes: order.state });
}

/** The regulator puts another bank, with its supervised account, in the place of a silent one. */
export function replaceBank(
  order: Order,
  bank: { id: string; entity: Entity | undefined; account: Account | undefined },
  reason: string,
  by: Party,
  setting: Setting,
): Order {
  permit(order, 'trade:replaceBank', by, setting.time);
  mustBe('bank', bank.entity, bank.id, order.involved, 'bank');
  const { resumes } = order;
  if (!resumes) throw new Error('an escalated order says where it stood');
  return moved({ ...order, bank: bank.id, account: accountOf(bank), reason }, resumes, setting, {
    involved: involving(order, by.entity, bank.id),
  });
}

/** Neither bank nor regulator moved: without money the order lapses; with money it is in default, for a court. */
export function unescalated(order: Order, setting: Setting): Recorded[] {
  if (order.resumes === 'instructed') return [moved(order, 'lapsed', setting)];
  return [moved(order, 'defaulted', setting, order.resumes ? { resumes: order.resumes } : {})];
}
