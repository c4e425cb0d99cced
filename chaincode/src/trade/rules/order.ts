import {
  type Account,
  type Actor,
  agreementOf,
  type Calendar,
  type Entity,
  endToEndIdOf,
  type Grade,
  idOf,
  type Listing,
  licenceIn,
  type Office,
  type Order,
  type OrderState,
  type Profile,
  type Role,
  refuse,
  type TradeNext,
} from '@suyuan/schemas';
import { stricter } from '../../grading/rules.ts';
import { deadline } from '../../time/deadline.ts';
import { type Awaited, ORDER, statesFor, type TradeCommand } from '../table.ts';

export type Party = Actor & { entity: string };

/** What every decision in trade stands on. */
export type Setting = {
  readonly profile: Profile;
  readonly calendar: Calendar;
  readonly txId: string;
  readonly time: string;
};

/** The clocks of trade. Without them, what a profile registers is not traded. */
export function clocksOf(profile: Profile): NonNullable<Profile['trade']> {
  if (!profile.trade) throw refuse('TRADE_PROFILE', { profile: profile.id });
  return profile.trade;
}

/** The entity that holds an office of an order now. */
export function officer(order: Order, office: Office): string | undefined {
  switch (office) {
    case 'regulator':
      return undefined;
    case 'arbiter':
      return order.dispute?.arbiter;
    case 'seller':
      return order.successor ?? order.seller;
    default:
      return order[office];
  }
}

/** Nothing is cancelled once payment is instructed, and the refusal says so. */
function wrongState(order: Order, command: TradeCommand): Error {
  const { state } = order;
  if (command === 'trade:cancel' && order.instruction) return refuse('ORDER_INSTRUCTED', { state }, 'order');
  return refuse('ORDER_STATE', { state, allowed: statesFor(command).join(' / ') }, 'order');
}

/**
 * Refuses what the table does not have: a command out of its state, somebody else's move, a move after its deadline.
 * What a bank says of money is a fact and is never too late.
 */
export function permit(order: Order, command: TradeCommand, by: Party, time: string): void {
  const move = ORDER[order.state].moves[command];
  if (!move) throw wrongState(order, command);
  const entitled = move.by.some((office) => office === 'regulator' || officer(order, office) === by.entity);
  if (!entitled) throw refuse('ORDER_PARTY', { office: move.by.join(' / ') }, 'order');
  const late = order.next !== undefined && time > order.next.deadline;
  if (late && !move.by.includes('bank') && order.state !== 'escalated') {
    throw refuse('DEADLINE_PASSED', { deadline: order.next?.deadline ?? '' }, 'order');
  }
}

/** Who acted is involved, each once: none of them arbitrates. */
export function involving(order: Pick<Order, 'involved'>, ...entities: string[]): string[] {
  return [...new Set([...order.involved, ...entities])];
}

/** What is awaited in a state, and until when: the profile's clock runs from now. */
function next(order: Order, awaited: Awaited, setting: Setting): TradeNext {
  const { office, command, clock, silence } = awaited;
  const entity = officer(order, office);
  const action = order.state === 'arbitrated' && order.award?.for === 'return' ? 'trade:return' : command;
  return {
    office,
    ...(entity === undefined ? {} : { entity }),
    action,
    deadline: deadline(setting.time, clocksOf(setting.profile)[clock], setting.calendar),
    silence,
  };
}

/** The order in another state, with what that state awaits. Only an escalated or defaulted one keeps where it stood. */
export function moved(order: Order, state: OrderState, setting: Setting, change: Partial<Order> = {}): Order {
  const { next: _, resumes: __, ...rest } = order;
  const to: Order = { ...rest, ...change, state, since: setting.time, time: setting.time };
  const { awaited } = ORDER[state];
  return awaited ? { ...to, next: next(to, awaited, setting) } : to;
}

/** An order moved on by a party's command, which the table must permit. */
export function acted(
  order: Order,
  command: TradeCommand,
  by: Party,
  state: OrderState,
  setting: Setting,
  change: Partial<Order> = {},
): Order {
  permit(order, command, by, setting.time);
  return moved(order, state, setting, { involved: involving(order, by.entity), ...change });
}

/** An entity takes a part in an order when it is an active member with the role, and nobody else in it. */
export function mustBe(role: Role, entity: Entity | undefined, id: string, others: readonly string[], field: string) {
  if (entity?.state !== 'active' || !entity.roles.includes(role) || others.includes(id)) {
    throw refuse('TRADE_MEMBER', { entity: id, role }, field);
  }
}

/** The supervised account of a bank, as orders keep it. */
export function accountOf(bank: { id: string; account: Account | undefined }): NonNullable<Order['account']> {
  if (!bank.account) throw refuse('ORDER_ACCOUNT', { bank: bank.id }, 'bank');
  const { number, name, agent } = bank.account;
  return { number, name, agent };
}

/** What the buyer orders by: the version of the listing that it has read, and the digest of the agreement. */
export type Asked = {
  readonly listing: Listing;
  readonly version: number;
  readonly exchange: { readonly id: string; readonly entity: Entity | undefined };
  readonly agreement: string;
  readonly salt: string;
  readonly grade: Grade;
  readonly clearance: Grade;
};

/** A buyer takes up a listing through an exchange: its signature under the agreement's digest is its consent. */
export function place(asked: Asked, by: Party, setting: Setting): Order {
  const { listing, exchange } = asked;
  if (listing.state !== 'listed') throw refuse('LISTING_STATE', { state: listing.state }, 'listing');
  if (listing.next && setting.time > listing.next.deadline) {
    throw refuse('DEADLINE_PASSED', { deadline: listing.next.deadline }, 'listing');
  }
  if (listing.version !== asked.version) throw refuse('LISTING_VERSION', { current: listing.version }, 'version');
  if (listing.seller === by.entity) throw refuse('ORDER_OWN', {}, 'listing');
  if (stricter(asked.grade, asked.clearance)) {
    throw refuse('TRADE_CLEARANCE', { entity: by.entity, clearance: asked.clearance, grade: asked.grade });
  }
  mustBe('exchange', exchange.entity, exchange.id, [listing.seller, by.entity], 'exchange');
  const agreement = agreementOf(listing, by.entity);
  if (asked.agreement !== agreement) throw refuse('ORDER_AGREEMENT', { expected: agreement }, 'agreement');
  const id = idOf('ord', setting.txId);
  const { seller, asset, release, profile, price, version } = listing;
  const order: Order = {
    schema: 'order/1',
    id,
    listing: { id: listing.id, version },
    seller,
    buyer: by.entity,
    exchange: exchange.id,
    asset,
    release,
    profile,
    ...licenceIn(listing),
    price,
    grade: asked.grade,
    agreement,
    listedBy: listing.by,
    salt: asked.salt,
    endToEndId: endToEndIdOf(id),
    involved: [seller, by.entity, exchange.id],
    state: 'ordered',
    since: setting.time,
    orderedBy: by,
    openedAt: setting.time,
    time: setting.time,
  };
  return moved(order, 'ordered', setting);
}

/** The exchange or the seller declines, or a side cancels: only while no payment is instructed. */
export function end(
  order: Order,
  command: 'trade:decline' | 'trade:cancel',
  by: Party,
  reason: string,
  setting: Setting,
): Order {
  return acted(order, command, by, 'cancelled', setting, { reason });
}
