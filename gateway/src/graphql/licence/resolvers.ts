import {
  type Agreement,
  agreementStateAt,
  type Condition,
  certificateStateAt,
  type Effect,
  effectOnAgreement,
  odrlAgreement,
  odrlOffer,
} from '@suyuan/schemas';
import type { Resolvers } from '../../generated/graphql.ts';
import { connection } from '../connection.ts';
import type { Context } from '../context.ts';
import { among, equal } from '../filter.ts';
import type { AgreementModel } from '../models.ts';
import { changes } from '../subscription.ts';

const NEWEST = { column: 'time', descending: true };
const USABLE: readonly Effect[] = ['runs', 'passes-on', 'to-term'];

const now = ({ services }: Context) => services.projector.checkpoint.time;

/** What the standing of its asset does to an agreement at the time of the answer. */
async function effectOf(agreement: AgreementModel, context: Context): Promise<Effect> {
  const { load } = context;
  const [asset, [freeze]] = await Promise.all([load.asset(agreement.asset), load.freeze(agreement.asset)]);
  const certificate = asset?.certificate ? await load.certificate(asset.certificate) : undefined;
  const conditions: Condition[] = [
    certificate ? certificateStateAt(certificate, now(context)) : 'cancelled',
    ...(freeze?.state === 'frozen' ? (['frozen'] as const) : []),
  ];
  return effectOnAgreement(agreement, certificate, conditions).effect;
}

const inForce = (agreement: Pick<Agreement, 'state' | 'terms' | 'termination' | 'held'> | undefined, time: string) =>
  agreement !== undefined && agreementStateAt(agreement, time) === 'concluded';

/** What an agreement rests on counts for its parties, whether or not they may read all of it. */
async function usable(agreement: AgreementModel, context: Context): Promise<boolean> {
  const bases = await context.services.reads.byIds('agreement', agreement.restsOn, 'all');
  if (![agreement, ...bases].every((one) => inForce(one, now(context)))) return false;
  return USABLE.includes(await effectOf(agreement, context));
}

export const licence: Resolvers = {
  Query: {
    offer: (_parent, { id }, { load }) => load.offer(id),
    offers: (_parent, { first, after, filter }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('offer'),
        filter: [
          ...equal('asset', filter?.asset),
          ...equal('grantor', filter?.grantor),
          ...among('state', filter?.state),
        ],
        sort: NEWEST,
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('offer', asked), () => reads.count('offer', asked));
    },
    agreement: (_parent, { id }, { load }) => load.agreement(id),
    agreements: (_parent, { first, after, filter }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('agreement'),
        filter: [
          ...equal('asset', filter?.asset),
          ...equal('grantor', filter?.grantor),
          ...equal('licensee', filter?.licensee),
          ...equal('under', filter?.under),
          ...among('state', filter?.state),
          ...equal('next_entity', filter?.next),
        ],
        sort: NEWEST,
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('agreement', asked), () => reads.count('agreement', asked));
    },
  },
  Subscription: {
    agreementChanged: {
      subscribe: (_parent, { id, asset }, context) =>
        changes(context, 'agreementChanged', async (batch) => {
          const ids = [...batch.current.agreement.values()].map((row) => (row as { id: string }).id);
          const wanted = ids.filter((one) => !id || one === id);
          const found = await context.services.reads.byIds('agreement', wanted, context.rule('agreement'));
          return found.map((agreementChanged) =>
            agreementChanged && (!asset || agreementChanged.asset === asset) ? { agreementChanged } : undefined,
          );
        }),
    },
  },
  Offer: {
    asset: ({ asset }, _args, { load }) => load.asset(asset),
    assetId: ({ asset }) => asset,
    releaseId: ({ release }) => release,
    under: ({ under }, _args, { load }) => (under ? load.agreement(under) : undefined),
    grantor: ({ grantor }, _args, { load }) => load.entity(grantor),
    odrl: (parent) => odrlOffer(parent),
    history: ({ id }, _args, { load }) => load.history('offer/1', id),
  },
  Agreement: {
    asset: ({ asset }, _args, { load }) => load.asset(asset),
    assetId: ({ asset }) => asset,
    releaseId: ({ release }) => release,
    under: ({ under }, _args, { load }) => (under ? load.agreement(under) : undefined),
    restsOn: async ({ restsOn }, _args, { load }) =>
      (await Promise.all(restsOn.map((id) => load.agreement(id)))).filter((one) => one !== undefined),
    grantor: ({ grantor }, _args, { load }) => load.entity(grantor),
    licensee: ({ licensee }, _args, { load }) => load.entity(licensee),
    order: ({ order }, _args, { load }) => (order ? load.order(order) : undefined),
    orderId: ({ order }) => order,
    state: (parent, _args, context) => (parent.asStored ? parent.state : agreementStateAt(parent, now(context))),
    effect: (parent, _args, context) => effectOf(parent, context),
    usable: (parent, _args, context) => usable(parent, context),
    quota: async ({ id }, _args, { load }) => {
      const [[quota], uses] = await Promise.all([load.quota(id), load.uses(id)]);
      return quota && { quota, uses };
    },
    odrl: (parent) => odrlAgreement(parent),
    history: async ({ id }, _args, { load }) =>
      (await load.history('agreement/1', id)).map((version) => ({ ...version, asStored: true })),
  },
};
