import type { Resolvers } from '../../generated/graphql.ts';
import { connection } from '../connection.ts';
import { among, equal } from '../filter.ts';

export const report: Resolvers = {
  Query: {
    report: (_parent, { id }, { load }) => load.report(id),
    reports: (_parent, { first, after, filter }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('report'),
        filter: [
          ...equal('entity', filter?.entity),
          ...equal('assessor', filter?.assessor),
          ...among('state', filter?.state),
        ],
        sort: { column: 'time', descending: true },
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('report', asked), () => reads.count('report', asked));
    },
  },
  DeidentificationReport: {
    entityId: ({ entity }) => entity,
    entity: ({ entity }, _args, { load }) => load.entity(entity),
    assessor: ({ assessor }, _args, { load }) => load.entity(assessor),
    registrar: ({ registrar }, _args, { load }) => (registrar ? load.entity(registrar) : undefined),
    history: ({ id }, _args, { load }) => load.history('report/1', id),
  },
};
