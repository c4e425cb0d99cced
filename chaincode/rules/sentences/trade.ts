import { ofSection, type Rule } from './rule.ts';

const rule = ofSection('7 Trade');

/** The rules of trade. */
export const trade: readonly Rule[] = [
  rule(
    'No crypto-asset pricing, fractions, securitisation, auctions, continuous or secondary trading, yield, token transfer',
    'TRADE_CRYPTO',
    'TRADE_TOKEN',
    'TRADE_FRACTION',
    'TRADE_SECURITIES',
    'TRADE_AUCTION',
    'TRADE_CONTINUOUS',
    'TRADE_RESALE',
    'TRADE_YIELD',
  ),
  rule('CNY in fen, whole numbers', 'TRADE_CURRENCY', 'TRADE_AMOUNT'),
  rule(
    'The holder of the right to operate lists, once for every exchange; changes are for orders to come',
    'TRADE_RIGHT',
    'LISTING_SELLER',
    'LISTING_STATE',
    'LISTING_RELEASE',
    'LISTING_VERSION',
  ),
  rule(
    'Each state of an order names who moves it, by which command',
    'ORDER_STATE',
    'ORDER_PARTY',
    'TRADE_PROFILE',
    'TRADE_MEMBER',
    'ORDER_OWN',
  ),
  rule(
    'What a listing licenses lies within the seller’s right, reaches the buyer and is not over',
    'LICENCE_WIDER',
    'LICENCE_RECIPIENT',
    'LICENCE_ROUTE',
    'LICENCE_TERMS',
  ),
  rule(
    'A settled order concludes its agreement; before there is none, while a reversal is disputed it waits',
    'USE_UNLICENSED',
    'USE_CHAIN',
    'LICENCE_PAID',
  ),
  rule(
    'The witness’s digest stands for a silent buyer’s; without a witness the order is returned',
    'DEADLINE_AHEAD',
    'DELIVERY_FOREIGN',
  ),
  rule(
    'A silent bank is replaced by order of the regulator; the order stands escalated until then',
    'ORDER_STATE',
    'ORDER_ACCOUNT',
    'TRADE_MEMBER',
  ),
  rule('Nothing is cancelled once payment is instructed', 'ORDER_INSTRUCTED'),
  rule(
    'A bank’s message is checked: identifiers, account, amount, status; only a settled one counts, and once',
    'PAYMENT_MESSAGE',
    'PAYMENT_UNSETTLED',
    'PAYMENT_OTHER',
    'PAYMENT_REPEATED',
    'ORDER_ACCOUNT',
  ),
  rule('Money is paid out or returned, never both', 'PAYMENT_STATE', 'PAYMENT_OWED'),
  rule(
    'Settlement needs agreement, delivery and pay-out to match',
    'SETTLE_AGREEMENT',
    'SETTLE_DELIVERY',
    'SETTLE_PAYMENT',
    'ORDER_AGREEMENT',
    'DELIVERY_FOREIGN',
  ),
];
