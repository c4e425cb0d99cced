import type { Resolvers } from '../../generated/graphql.ts';
import { connection } from '../connection.ts';
import { among, equal } from '../filter.ts';
import { changes } from '../subscription.ts';

export const measure: Resolvers = {
  Query: {
    measure: (_parent, { id }, { load }) => load.measure(id),
    measures: (_parent, { first, after, filter }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('measure'),
        filter: [
          ...equal('asset', filter?.asset),
          ...equal('orderer', filter?.orderer),
          ...among('kind', filter?.kind),
          ...among('state', filter?.state),
          ...equal('next_entity', filter?.next),
        ],
        sort: { column: 'time', descending: true },
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('measure', asked), () => reads.count('measure', asked));
    },
  },
  Subscription: {
    measureChanged: {
      subscribe: (_parent, { id, asset }, context) =>
        changes(context, 'measureChanged', async (batch) => {
          const ids = [...batch.current.measure.values()].map((row) => (row as { id: string }).id);
          const wanted = ids.filter((one) => !id || one === id);
          const found = await context.services.reads.byIds('measure', wanted, context.rule('measure'));
          return found.map((measureChanged) =>
            measureChanged && (!asset || measureChanged.asset === asset) ? { measureChanged } : undefined,
          );
        }),
    },
  },
  CertificateChange: {
    measure: ({ measure }, _args, { load }) => (measure ? load.measure(measure) : undefined),
  },
  Freeze: {
    measure: ({ measure }, _args, { load }) => load.measure(measure),
  },
  Measure: {
    asset: ({ asset }, _args, { load }) => load.asset(asset),
    assetId: ({ asset }) => asset,
    certificate: ({ certificate }, _args, { load }) => (certificate ? load.certificate(certificate) : undefined),
    leaf: ({ leaf }) => (leaf ? { batchId: leaf.batch, index: leaf.index } : undefined),
    orderer: ({ orderer }, _args, { load }) => load.entity(orderer),
    history: ({ id }, _args, { load }) => load.history('measure/1', id),
  },
};
