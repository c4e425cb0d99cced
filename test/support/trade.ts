import {
  type Account,
  type Asset,
  agreementOf,
  type BankMessage,
  digest,
  type Entity,
  type Listing,
  type ListingText,
  type Order,
  type Role,
} from '@suyuan/schemas';
import type { Buying } from '../../chaincode/src/trade/rules/licence.ts';
import { list } from '../../chaincode/src/trade/rules/listing.ts';
import { instruct, match, report } from '../../chaincode/src/trade/rules/money.ts';
import { type Asked, place, type Setting } from '../../chaincode/src/trade/rules/order.ts';
import type { World } from '../../chaincode/src/trade/rules/settlement.ts';
import { assetText } from './builders.ts';
import { at, entity, who } from './cases.ts';

export const hands = {
  seller: who('huaxin', 'li'),
  buyer: who('qixiang', 'wang'),
  exchange: who('exchange', 'zhao'),
  bank: who('bank', 'sun'),
  other: who('second-bank', 'he'),
  arbiter: who('arbitration', 'sun'),
  regulator: who('regulator', 'qian'),
  stranger: who('yanjiu', 'xu'),
};
export const BODIES = ['arbitration', 'regulator'];
export const START = '2026-03-02T02:00:00.000Z';
export const FILES = [digest('one.csv'), digest('two.csv')];
const release = `rel-${'1'.repeat(32)}`;

export const withRole = (id: string, ...roles: Role[]): Entity => entity(id, roles);

export function account(bank: string): Account {
  const number = `6222-${bank}`;
  return {
    schema: 'account/1',
    bank,
    number,
    name: '数据交易资金监管专户',
    agent: { cnaps: '105100000017' },
    by: who(bank, 'he'),
    time: START,
  };
}

export const bankCalled = (id: string) => ({ id, entity: withRole(id, 'bank'), account: account(id) });

/** An asset whose right to operate somebody holds. */
export function operated(holder = 'huaxin', until?: string): Asset {
  const operate = {
    right: 'operate' as const,
    holder,
    from: '2026-01-01',
    basis: '自主经营',
    ...(until ? { until } : {}),
  };
  return {
    schema: 'asset/1',
    id: `ast-${'2'.repeat(32)}`,
    entity: 'huaxin',
    disclosure: 'open',
    gradeFloor: 'general',
    state: 'registered',
    text: { ...assetText('huaxin'), rights: [...assetText('huaxin').rights, operate] },
    commitments: {},
    committedIn: '0'.repeat(64),
    version: 1,
    profile: { id: 'national-public-data', version: 1 },
    certificate: 'GG-2026-00000000000000001',
    time: START,
  };
}

export function listingText(change: Partial<ListingText> = {}): ListingText {
  return {
    release,
    terms: { actions: ['read', 'derive'], territories: ['CN'], from: '2026-01-01T00:00:00.000Z', onward: 0 },
    notice: { amount: 30, unit: 'day' },
    price: { currency: 'CNY', fen: 1_234_500 },
    sale: {
      method: 'fixed-price',
      units: 1,
      settlement: 'fiat',
      resale: false,
      securitised: false,
      yield: false,
    },
    ...change,
  };
}

export const listed = (setting: Setting = at(START)): Listing => list(listingText(), operated(), hands.seller, setting);

export function asked(listing: Listing, buyer: string, change: Partial<Asked> = {}): Asked {
  return {
    listing,
    version: listing.version,
    exchange: { id: 'exchange', entity: withRole('exchange', 'exchange') },
    agreement: agreementOf(listing, buyer),
    salt: 'ab'.repeat(16),
    grade: 'general',
    clearance: 'general',
    ...change,
  };
}

export const placed = (setting: Setting = at(START, 2)): Order =>
  place(asked(listed(), 'qixiang'), hands.buyer, setting);

type Kind = 'secure' | 'reject' | 'payOut' | 'return' | 'reverse';

/** What a bank would send about an order, as the gateway reads it. */
export function bankMessage(order: Order, kind: Kind, n = 1): BankMessage {
  const { endToEndId, price } = order;
  const messageId = `BANK-${kind}-${n}`;
  const common = { messageId, sha256: digest(messageId), endToEndId, amount: { currency: 'CNY', fen: price.fen } };
  if (kind === 'reject') {
    const originalMessageId = order.instruction?.messageId ?? 'none';
    return { pain002: { version: 'pain.002.001.10', ...common, status: 'RJCT', originalMessageId } };
  }
  return {
    camt054: {
      version: 'camt.054.001.08',
      ...common,
      status: 'BOOK',
      account: order.account?.number ?? 'none',
      direction: kind === 'secure' || kind === 'reverse' ? 'CRDT' : 'DBIT',
      reversal: kind === 'reverse',
      returned: kind === 'return',
    },
  };
}

/** What a settlement concludes its agreement upon, where nothing ended meanwhile. */
export const buying: Buying = { ended: false, disclosure: 'open', licences: undefined };

export function apply(world: World, documents: readonly { schema: string }[]): World {
  const found = <T>(schema: string) => documents.find((document) => document.schema === schema) as T | undefined;
  return {
    order: found<World['order']>('order/1') ?? world.order,
    payment: found<NonNullable<World['payment']>>('payment/1') ?? world.payment,
    certificate: found<NonNullable<World['certificate']>>('transaction-certificate/1') ?? world.certificate,
    licence: found<NonNullable<World['licence']>>('agreement/1') ?? world.licence,
  };
}

/** An order as far as the money in the supervised account. */
export function secured(): World {
  const matched = match(placed(), bankCalled('bank'), hands.exchange, at(START, 3));
  const [order, payment] = instruct(
    matched,
    { messageId: 'PAIN-1', sha256: digest('pain') },
    hands.buyer,
    at(START, 4),
  );
  const said = { message: bankMessage(order, 'secure'), known: undefined };
  return apply({ order, payment }, report({ order, payment }, 'trade:secure', said, hands.bank, BODIES, at(START, 5)));
}
