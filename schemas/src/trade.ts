import { type Static, Type } from 'typebox';
import { Commitments } from './asset.ts';
import { BankMessage, BankReference, EndToEndId } from './bank-message.ts';
import {
  Actor,
  AgreementId,
  AssetId,
  CertificateNumber,
  command,
  EntityId,
  Grade,
  OrderId,
  ProfileId,
  Reason,
  ReleaseId,
  Sha256,
  strict,
  Timestamp,
} from './base.ts';
import { digestOf } from './digest.ts';
import { Evidence } from './evidence.ts';
import { LicenceContent } from './licence.ts';
import { Money } from './money.ts';

export const ListingId = Type.String({ pattern: '^lst-[0-9a-f]{32}$' });
const Digests = Type.Array(Sha256, { minItems: 1, maxItems: 200, uniqueItems: true });
const version = Type.Integer({ minimum: 1 });

/**
 * How a seller says it sells. The schema can say what is forbidden, so that the ledger refuses it by the rule that
 * forbids it, with citation, and not as a malformed command.
 */
export const Sale = strict({
  method: Type.Enum(['fixed-price', 'auction', 'continuous']),
  units: Type.Number({ description: 'Of the release that are sold: 1, the whole of it' }),
  settlement: Type.Enum(['fiat', 'crypto-asset', 'token']),
  resale: Type.Boolean({ description: 'The buyer may sell on what it bought' }),
  securitised: Type.Boolean({ description: 'Shares, units of a fund or claims on income are sold' }),
  yield: Type.Boolean({ description: 'The buyer is promised income, a rise in price or that it is bought back' }),
});

/** One listing serves every exchange. It says what a buyer will be licensed to do, once the sale has settled. */
export const ListingText = strict({ release: ReleaseId, ...LicenceContent, price: Money, sale: Sale });

/** An account in which a bank holds money of buyers until delivery, by its number and its bank's code. */
export const AccountText = strict({
  number: Type.String({ pattern: '^[A-Za-z0-9-]{5,34}$' }),
  name: Type.String({ minLength: 1, maxLength: 140 }),
  agent: Type.Union([
    strict({ bic: Type.String({ pattern: '^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$' }) }),
    strict({ cnaps: Type.String({ pattern: '^[0-9]{12}$', description: 'Line number of CNAPS' }) }),
  ]),
});

const onOrder = { order: OrderId };
const reported = command({ ...onOrder, message: BankMessage });
export const Award = Type.Enum(['pay-out', 'return']);

export const tradeCommands = {
  'trade:openAccount': command({ account: AccountText }),
  'trade:list': command({ listing: ListingText }),
  'trade:change': command({ id: ListingId, listing: ListingText }),
  'trade:withdraw': command({ id: ListingId }),
  'trade:order': command({
    listing: ListingId,
    version,
    exchange: EntityId,
    agreement: Sha256,
    salt: Type.String({ pattern: '^[0-9a-f]{32}$', description: 'Random; hides what the certificate commits to' }),
  }),
  'trade:match': command({ ...onOrder, bank: EntityId }),
  'trade:decline': command({ ...onOrder, reason: Reason }),
  'trade:cancel': command({ ...onOrder, reason: Reason }),
  'trade:instruct': command({ ...onOrder, instruction: strict({ messageId: BankReference, sha256: Sha256 }) }),
  'trade:secure': reported,
  'trade:reject': reported,
  'trade:deliver': command({ ...onOrder, agreement: Sha256, digests: Digests }),
  'trade:forgo': command({ ...onOrder, reason: Reason }),
  'trade:receive': command({ ...onOrder, digests: Digests }),
  'trade:witness': command({ ...onOrder, digests: Digests }),
  'trade:dispute': command({ ...onOrder, reason: Reason, evidence: Type.Array(Evidence, { maxItems: 20 }) }),
  'trade:payOut': reported,
  'trade:return': reported,
  'trade:reverse': reported,
  'trade:settle': command({
    ...onOrder,
    agreement: Sha256,
    delivery: Digests,
    payOut: strict({ messageId: BankReference, sha256: Sha256 }),
  }),
  'trade:arbitrate': command({
    ...onOrder,
    award: Award,
    reason: Reason,
    found: Type.Optional(Digests),
  }),
  'trade:replaceBank': command({ ...onOrder, bank: EntityId, reason: Reason }),
  'trade:advance': command({ subject: Type.Union([OrderId, ListingId]) }),
};

export const OrderState = Type.Enum([
  'ordered',
  'agreed',
  'instructed',
  'secured',
  'delivered',
  'accepted',
  'paid_out',
  'settled',
  'disputed',
  'arbitrated',
  'returning',
  'escalated',
  'cancelled',
  'lapsed',
  'returned',
  'defaulted',
]);
export const Office = Type.Enum(['seller', 'buyer', 'exchange', 'bank', 'arbiter', 'regulator']);
export const TradeSilence = Type.Enum([
  'lapse',
  'return',
  'accept-or-return',
  'escalate',
  'settle',
  'pass-on',
  'lapse-or-default',
]);

/** Who moves next, until when, and what silence does. Absent once nothing is awaited. */
export const TradeNext = strict({
  office: Office,
  entity: Type.Optional(EntityId),
  action: Type.String({ maxLength: 64 }),
  deadline: Timestamp,
  silence: TradeSilence,
});

const said = { by: Actor, time: Timestamp };
const profile = strict({ id: ProfileId, version });
const price = strict({ currency: Type.Literal('CNY'), fen: Type.Integer({ minimum: 1 }) });

/** A message of the bank that counted, and what it did. */
export const Reported = strict({ command: Type.String(), message: BankMessage, ...said });

export const tradeDocuments = {
  'account/1': strict({
    schema: Type.Literal('account/1'),
    bank: EntityId,
    ...AccountText.properties,
    by: Actor,
    time: Timestamp,
  }),
  'listing/1': strict({
    schema: Type.Literal('listing/1'),
    id: ListingId,
    version,
    seller: EntityId,
    asset: AssetId,
    release: ReleaseId,
    certificate: CertificateNumber,
    profile,
    ...LicenceContent,
    price,
    state: Type.Enum(['listed', 'withdrawn', 'lapsed']),
    listedAt: Timestamp,
    next: Type.Optional(TradeNext),
    by: Actor,
    time: Timestamp,
  }),
  'order/1': strict({
    schema: Type.Literal('order/1'),
    id: OrderId,
    listing: strict({ id: ListingId, version }),
    seller: EntityId,
    successor: Type.Optional(EntityId),
    buyer: EntityId,
    exchange: EntityId,
    bank: Type.Optional(EntityId),
    account: Type.Optional(AccountText),
    asset: AssetId,
    release: ReleaseId,
    profile,
    ...LicenceContent,
    price,
    grade: Grade,
    agreement: Sha256,
    listedBy: Actor,
    salt: Type.String(),
    endToEndId: EndToEndId,
    instruction: Type.Optional(strict({ messageId: BankReference, sha256: Sha256, ...said })),
    sent: Type.Optional(strict({ agreement: Sha256, digests: Digests, ...said })),
    received: Type.Optional(strict({ digests: Digests, ...said })),
    witnessed: Type.Optional(strict({ digests: Digests, ...said })),
    dispute: Type.Optional(
      strict({
        because: Type.Enum(['delivery', 'content', 'reversal']),
        reason: Type.Optional(Reason),
        evidence: Type.Array(Evidence),
        arbiter: EntityId,
        ...said,
      }),
    ),
    award: Type.Optional(
      strict({
        for: Award,
        by: Type.Optional(Actor),
        reason: Type.Optional(Reason),
        found: Type.Optional(Digests),
        time: Timestamp,
      }),
    ),
    resumes: Type.Optional(OrderState),
    reason: Type.Optional(Reason),
    involved: Type.Array(EntityId, { description: 'Who acted or is a party: none of them arbitrates' }),
    certificate: Type.Optional(CertificateNumber),
    licence: Type.Optional(AgreementId),
    state: OrderState,
    since: Timestamp,
    next: Type.Optional(TradeNext),
    orderedBy: Actor,
    openedAt: Timestamp,
    time: Timestamp,
  }),
  'payment/1': strict({
    schema: Type.Literal('payment/1'),
    order: OrderId,
    endToEndId: EndToEndId,
    price,
    state: Type.Enum(['instructed', 'rejected', 'held', 'paid-out', 'returned']),
    reports: Type.Array(Reported, { description: 'In the order in which they counted' }),
    time: Timestamp,
  }),
  /** The mark of a bank's message about an order: the same message never counts twice. */
  'bank-message/1': strict({
    schema: Type.Literal('bank-message/1'),
    bank: EntityId,
    messageId: BankReference,
    order: OrderId,
    sha256: Sha256,
    time: Timestamp,
  }),
  'transaction-certificate/1': strict({
    schema: Type.Literal('transaction-certificate/1'),
    number: CertificateNumber,
    order: OrderId,
    exchange: EntityId,
    profile,
    commitments: Commitments,
    state: Type.Enum(['active', 'suspended', 'revoked']),
    issuedAt: Timestamp,
    issuedBy: Type.Optional(Actor),
    time: Timestamp,
  }),
};

export type ListingText = Static<typeof ListingText>;
export type AccountText = Static<typeof AccountText>;
export type Office = Static<typeof Office>;
export type OrderState = Static<typeof OrderState>;
export type TradeNext = Static<typeof TradeNext>;
export type TradeSilence = Static<typeof TradeSilence>;
export type Award = Static<typeof Award>;
export type Account = Static<(typeof tradeDocuments)['account/1']>;
export type Listing = Static<(typeof tradeDocuments)['listing/1']>;
export type Order = Static<(typeof tradeDocuments)['order/1']>;
export type Payment = Static<(typeof tradeDocuments)['payment/1']>;
export type BankMessageMark = Static<(typeof tradeDocuments)['bank-message/1']>;
export type TransactionCertificate = Static<(typeof tradeDocuments)['transaction-certificate/1']>;

type Agreed = Pick<
  Listing,
  'id' | 'version' | 'seller' | 'release' | 'price' | 'terms' | 'notice' | 'route' | 'contract'
>;

/** What buyer and seller agree on, by the version of the listing: the seller signed it, the buyer signs its digest. */
export function agreementOf(listing: Agreed, buyer: string) {
  const { id, version, seller, release, price } = listing;
  return digestOf({ listing: { id, version }, seller, buyer, release, price, ...licenceIn(listing) });
}

/** What a listing or an order says of the licence. */
export function licenceIn({ terms, notice, route, contract }: LicenceContent): LicenceContent {
  return { terms, notice, ...(route ? { route } : {}), ...(contract ? { contract } : {}) };
}

/** The fields of a settled order that its certificate commits to one by one, under salts of the order's own. */
export function settledFields(order: Order): Record<string, unknown> {
  const { seller, buyer, exchange, asset, release, price, terms, agreement, endToEndId, sent } = order;
  return {
    seller,
    buyer,
    exchange,
    asset,
    release,
    price,
    terms,
    agreement,
    endToEndId,
    delivery: sent?.digests ?? [],
  };
}
