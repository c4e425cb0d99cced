import { agreementOf, odrlOffer, reportIn } from '@suyuan/schemas';
import { readsPayment } from '../../access/index.ts';
import type { OrderSortField, Resolvers } from '../../generated/graphql.ts';
import { connection } from '../connection.ts';
import type { Context } from '../context.ts';
import { among, between, equal, sortBy } from '../filter.ts';
import type { OrderModel, PaymentModel } from '../models.ts';
import { changes } from '../subscription.ts';

const SORT: Record<OrderSortField, string> = { DEADLINE: 'deadline', OPENED_AT: 'opened_at', TIME: 'time' };
const NEWEST = { column: 'time', descending: true };

async function paymentOf(order: string, { load }: Context): Promise<PaymentModel | undefined> {
  return (await load.order(order)) ? (await load.payment(order))[0] : undefined;
}

/** The salt opens the certificate's commitments: it is for who reads the order as a party. */
const isParty = ({ seller, successor, buyer }: OrderModel, { reader }: Context) =>
  readsPayment(reader, [seller, successor, buyer]);

export const trade: Resolvers = {
  Query: {
    listing: (_parent, { id }, { load }) => load.listing(id),
    listings: (_parent, { first, after, filter }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('listing'),
        filter: [
          ...equal('seller', filter?.seller),
          ...equal('asset', filter?.asset),
          ...equal('release', filter?.release),
          ...among('state', filter?.state),
        ],
        sort: NEWEST,
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('listing', asked), () => reads.count('listing', asked));
    },
    order: (_parent, { id }, { load }) => load.order(id),
    orders: (_parent, { first, after, filter, sort }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('trade_order'),
        filter: [
          ...equal('listing', filter?.listing),
          ...equal('seller', filter?.seller),
          ...equal('buyer', filter?.buyer),
          ...equal('exchange', filter?.exchange),
          ...equal('bank', filter?.bank),
          ...among('state', filter?.state),
          ...equal('next_entity', filter?.next),
          ...between('deadline', undefined, filter?.deadlineUntil),
        ],
        sort: sortBy(SORT, sort, 'TIME'),
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('trade_order', asked), () => reads.count('trade_order', asked));
    },
    payment: (_parent, { order }, context) => paymentOf(order, context),
    transactionCertificate: (_parent, { number }, { load }) => load.transactionCertificate(number),
    transactionCertificates: (_parent, { first, after, filter }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('transaction_certificate'),
        filter: [...equal('exchange', filter?.exchange), ...among('state', filter?.state)],
        sort: NEWEST,
        first,
        after: after ?? undefined,
      };
      const page = reads.list('transaction_certificate', asked);
      return connection(page, () => reads.count('transaction_certificate', asked));
    },
    supervisedAccounts: (_parent, _args, { services }) => services.reads.all('account/1'),
  },
  Subscription: {
    orderChanged: {
      subscribe: (_parent, { id }, context) =>
        changes(context, 'orderChanged', async (batch) => {
          const ids = [...batch.current.trade_order.values()].map((row) => (row as { id: string }).id);
          const wanted = ids.filter((one) => !id || one === id);
          const found = await context.services.reads.byIds('trade_order', wanted, context.rule('trade_order'));
          return found.map((orderChanged) => (orderChanged ? { orderChanged } : undefined));
        }),
    },
  },
  SupervisedAccount: {
    bank: ({ bank }, _args, { load }) => load.entity(bank),
    bankId: ({ bank }) => bank,
  },
  Listing: {
    seller: ({ seller }, _args, { load }) => load.entity(seller),
    sellerId: ({ seller }) => seller,
    asset: ({ asset }, _args, { load }) => load.asset(asset),
    assetId: ({ asset }) => asset,
    release: ({ release }, _args, { load }) => load.release(release),
    releaseId: ({ release }) => release,
    certificate: ({ certificate }, _args, { load }) => load.certificate(certificate),
    odrl: ({ seller, ...parent }) => odrlOffer({ ...parent, grantor: seller }),
    agreement: (parent, _args, { reader }) => (reader.entity ? agreementOf(parent, reader.entity) : undefined),
    history: ({ id }, _args, { load }) => load.history('listing/1', id),
  },
  Order: {
    listing: ({ listing }, _args, { load }) => load.listing(listing.id),
    listingId: ({ listing }) => listing.id,
    listingVersion: ({ listing }) => listing.version,
    seller: ({ seller }, _args, { load }) => load.entity(seller),
    sellerId: ({ seller }) => seller,
    successorId: ({ successor }) => successor,
    buyer: ({ buyer }, _args, { load }) => load.entity(buyer),
    buyerId: ({ buyer }) => buyer,
    exchange: ({ exchange }, _args, { load }) => load.entity(exchange),
    exchangeId: ({ exchange }) => exchange,
    bank: ({ bank }, _args, { load }) => (bank ? load.entity(bank) : undefined),
    bankId: ({ bank }) => bank,
    asset: ({ asset }, _args, { load }) => load.asset(asset),
    assetId: ({ asset }) => asset,
    release: ({ release }, _args, { load }) => load.release(release),
    releaseId: ({ release }) => release,
    salt: (parent, _args, context) => (isParty(parent, context) ? parent.salt : undefined),
    payment: ({ id }, _args, context) => paymentOf(id, context),
    certificate: ({ certificate }, _args, { load }) =>
      certificate ? load.transactionCertificate(certificate) : undefined,
    licence: ({ licence }, _args, { load }) => (licence ? load.agreement(licence) : undefined),
    history: ({ id }, _args, { load }) => load.history('order/1', id),
  },
  Payment: {
    reports: async ({ order, reports }, _args, { load, reader }) => {
      const found = await load.order(order);
      if (!found) return undefined;
      const { seller, successor, buyer, bank } = found;
      return readsPayment(reader, [seller, successor, buyer, bank]) ? reports : undefined;
    },
  },
  CountedReport: {
    report: ({ message }) => reportIn(message),
  },
  TransactionCertificate: {
    exchange: ({ exchange }, _args, { load }) => load.entity(exchange),
    exchangeId: ({ exchange }) => exchange,
    order: ({ order }, _args, { load }) => load.order(order),
    demonstration: (_parent, _args, { services }) => services.trust.config.demonstration,
    history: ({ number }, _args, { load }) => load.history('transaction-certificate/1', number),
  },
};
