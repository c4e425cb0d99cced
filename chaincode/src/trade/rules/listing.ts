import {
  type Asset,
  type Entity,
  type ErrorCode,
  idOf,
  type LicenceContent,
  type Licences,
  type Listing,
  type ListingText,
  licenceIn,
  type Params,
  refuse,
  rightsOf,
  type TradeNext,
} from '@suyuan/schemas';
import { mayCross, mayGrant, mayReceive } from '../../licence/rules/grant.ts';
import { MOST, type Source } from '../../licence/state.ts';
import { normal } from '../../licence/terms.ts';
import { deadline } from '../../time/deadline.ts';
import { clocksOf, type Party, type Setting } from './order.ts';

type Breach = { readonly code: ErrorCode; readonly field: string; readonly params: Params };

const when = (broken: boolean, code: ErrorCode, field: string, params: Params = {}): Breach[] =>
  broken ? [{ code, field: `listing.${field}`, params }] : [];

/** Everything in a listing that may not be sold, or not in this way. */
export function forbidden({ price, sale }: ListingText): Breach[] {
  const whole = Number.isSafeInteger(price.fen) && price.fen > 0;
  return [
    ...when(sale.settlement === 'crypto-asset', 'TRADE_CRYPTO', 'sale.settlement'),
    ...when(sale.settlement === 'token', 'TRADE_TOKEN', 'sale.settlement'),
    ...when(price.currency !== 'CNY', 'TRADE_CURRENCY', 'price.currency', { currency: price.currency }),
    ...when(!whole, 'TRADE_AMOUNT', 'price.fen', { fen: price.fen }),
    ...when(sale.units !== 1, 'TRADE_FRACTION', 'sale.units', { units: sale.units }),
    ...when(sale.securitised, 'TRADE_SECURITIES', 'sale.securitised'),
    ...when(sale.method === 'auction', 'TRADE_AUCTION', 'sale.method'),
    ...when(sale.method === 'continuous', 'TRADE_CONTINUOUS', 'sale.method'),
    ...when(sale.resale, 'TRADE_RESALE', 'sale.resale'),
    ...when(sale.yield, 'TRADE_YIELD', 'sale.yield'),
  ];
}

function mustBeAllowed(text: ListingText): Listing['price'] {
  const [breach] = forbidden(text);
  if (breach) throw refuse(breach.code, breach.params, breach.field);
  return { currency: 'CNY', fen: text.price.fen };
}

/** The day at UTC+8. */
const dayOf = (time: string) => new Date(Date.parse(time) + 8 * 3_600_000).toISOString().slice(0, 10);

/** Who sells an asset's releases: whoever holds its right to operate now; nobody that one could know when it is hidden. */
export function operatorOf(asset: Asset, time: string): string | undefined {
  const day = dayOf(time);
  return rightsOf(asset)?.find(
    ({ right, from, until }) => right === 'operate' && from <= day && (until === undefined || day <= until),
  )?.holder;
}

function mayOperate(asset: Asset, by: Party, time: string): void {
  if (!rightsOf(asset)) throw refuse('TRADE_UNREADABLE', {}, 'listing.release');
  if (operatorOf(asset, time) !== by.entity) throw refuse('TRADE_RIGHT', { entity: by.entity }, 'listing.release');
}

/** What a listing says of the licence, its terms in their normal form. */
const licensed = (text: LicenceContent): LicenceContent => ({ ...licenceIn(text), terms: normal(text.terms) });

/** Refuses a listing or an order of what may not be licensed so now, by whoever listed it. */
export function mayBeSold(source: Source, { seller, terms, route }: Listing, time: string): void {
  if (operatorOf(source.standing.asset, time) !== seller) {
    throw refuse('TRADE_RIGHT', { entity: seller }, 'listing');
  }
  mayGrant(source, terms, time, 'listing.release');
  mayCross(source, terms, route);
}

/** Refuses a buyer that the terms do not reach, or that has all the agreements which it may have. */
export function mayBeBought(source: Source, listing: Listing, buyer: Entity, licences: Licences | undefined): void {
  mayReceive(source, listing.terms, listing.seller, buyer);
  mayCross(source, listing.terms, listing.route, buyer);
  if ((licences?.agreements.length ?? 0) >= MOST) {
    throw refuse('LICENCE_MANY', { licensee: buyer.id, asset: listing.asset, limit: MOST }, 'listing');
  }
}

/** A listing stands for the profile's time and then lapses. */
const standing = (setting: Setting, seller: string): TradeNext => ({
  office: 'seller',
  entity: seller,
  action: 'trade:withdraw',
  deadline: deadline(setting.time, clocksOf(setting.profile).listing, setting.calendar),
  silence: 'lapse',
});

/** The holder of the right to operate lists a release, at a fixed price, for every exchange at once. */
export function list(text: ListingText, asset: Asset, by: Party, setting: Setting): Listing {
  const price = mustBeAllowed(text);
  mayOperate(asset, by, setting.time);
  return {
    schema: 'listing/1',
    id: idOf('lst', setting.txId),
    version: 1,
    seller: by.entity,
    asset: asset.id,
    release: text.release,
    certificate: asset.certificate ?? '',
    profile: asset.profile,
    ...licensed(text),
    price,
    state: 'listed',
    listedAt: setting.time,
    next: standing(setting, by.entity),
    by,
    time: setting.time,
  };
}

function mine(listing: Listing, by: Party): void {
  if (listing.seller !== by.entity) throw refuse('LISTING_SELLER', { entity: listing.seller }, 'id');
  if (listing.state !== 'listed') throw refuse('LISTING_STATE', { state: listing.state }, 'id');
}

/** A change is a new version, for orders to come: placed ones keep the version that they were placed on. */
export function change(listing: Listing, text: ListingText, asset: Asset, by: Party, setting: Setting): Listing {
  mine(listing, by);
  const price = mustBeAllowed(text);
  if (text.release !== listing.release) throw refuse('LISTING_RELEASE', {}, 'listing.release');
  mayOperate(asset, by, setting.time);
  const { route: _, contract: __, ...kept } = listing;
  return {
    ...kept,
    version: listing.version + 1,
    certificate: asset.certificate ?? '',
    ...licensed(text),
    price,
    next: standing(setting, by.entity),
    by,
    time: setting.time,
  };
}

function ended(listing: Listing, state: 'withdrawn' | 'lapsed', time: string): Listing {
  const { next: _, ...rest } = listing;
  return { ...rest, state, time };
}

export function withdraw(listing: Listing, by: Party, time: string): Listing {
  mine(listing, by);
  return { ...ended(listing, 'withdrawn', time), by };
}

/** After its time a listing lapses; anyone may say so. */
export function expire(listing: Listing, time: string): Listing {
  if (!listing.next) throw refuse('DEADLINE_NONE', {}, 'subject');
  if (time <= listing.next.deadline) throw refuse('DEADLINE_AHEAD', { deadline: listing.next.deadline }, 'subject');
  return ended(listing, 'lapsed', time);
}
