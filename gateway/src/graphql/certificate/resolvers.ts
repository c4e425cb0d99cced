import { certificateStateAt } from '@suyuan/schemas';
import type { CertificateSortField, Resolvers } from '../../generated/graphql.ts';
import { connection } from '../connection.ts';
import { among, between, equal, sortBy } from '../filter.ts';
import { profileOf } from '../profile/resolvers.ts';
import { changes } from '../subscription.ts';

const SORT: Record<CertificateSortField, string> = { NUMBER: 'number', ISSUED_AT: 'issued_at', TIME: 'time' };

export const certificate: Resolvers = {
  Query: {
    certificate: (_parent, { number }, { load }) => load.certificate(number),
    certificates: (_parent, { first, after, filter, sort }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('certificate'),
        filter: [
          ...equal('asset', filter?.asset),
          ...equal('holder', filter?.holder),
          ...equal('registrar', filter?.registrar),
          ...among('state', filter?.state),
          ...between('issued_at', filter?.issuedFrom, filter?.issuedUntil),
        ],
        sort: sortBy(SORT, sort, 'TIME'),
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('certificate', asked), () => reads.count('certificate', asked));
    },
  },
  Subscription: {
    certificateChanged: {
      subscribe: (_parent, { number, asset }, context) =>
        changes(context, 'certificateChanged', async ({ batch }) => {
          const numbers = [...batch.current.certificate.values()].map((row) => (row as { number: string }).number);
          const wanted = numbers.filter((one) => !number || one === number);
          const found = await context.services.reads.byIds('certificate', wanted, context.rule('certificate'));
          return found
            .filter((c) => c !== undefined)
            .filter((c) => !asset || c.asset === asset)
            .map((certificateChanged) => ({ certificateChanged }));
        }),
    },
  },
  Certificate: {
    case: (parent, _args, { load }) => load.case(parent.case),
    batch: ({ batch }, _args, { load }) => (batch ? load.batch(batch) : undefined),
    asset: ({ asset }, _args, { load }) => load.asset(asset),
    assetId: ({ asset }) => asset,
    holder: ({ holder }, _args, { load }) => load.entity(holder),
    registrar: ({ registrar }, _args, { load }) => load.entity(registrar),
    profile: ({ profile }, _args, context) => profileOf(profile.id, profile.version, context),
    state: (parent, _args, { services }) =>
      parent.asStored ? parent.state : certificateStateAt(parent, services.projector.checkpoint.time),
    supersedes: ({ supersedes }, _args, { load }) => (supersedes ? load.certificate(supersedes) : undefined),
    supersededBy: ({ supersededBy }, _args, { load }) => (supersededBy ? load.certificate(supersededBy) : undefined),
    demonstration: (_parent, _args, { services }) => services.trust.config.demonstration,
    history: async ({ number }, _args, { services }) =>
      (await services.reads.history('certificate/1', number)).map((version) => ({ ...version, asStored: true })),
  },
};
