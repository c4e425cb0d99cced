import type { Resolvers } from '../../generated/graphql.ts';
import { connection } from '../connection.ts';
import { among, equal } from '../filter.ts';

export const alias: Resolvers = {
  Query: {
    aliases: (_parent, { first, after, filter }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('alias'),
        filter: [
          ...equal('external', filter?.external),
          ...equal('asset', filter?.asset),
          ...equal('claimant', filter?.claimant),
          ...equal('next_entity', filter?.next),
          ...among('state', filter?.state),
        ],
        sort: { column: 'external', descending: false },
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('alias', asked), () => reads.count('alias', asked));
    },
  },
  Alias: {
    assetId: ({ asset }) => asset,
    asset: ({ asset }, _args, { load }) => load.asset(asset),
    holder: ({ holder }, _args, { load }) => load.entity(holder),
    history: ({ external, asset }, _args, { load }) => load.history('alias/1', `${external}/${asset}`),
  },
};
