import type { Resolvers } from '../../generated/graphql.ts';
import { connection } from '../connection.ts';
import { equal } from '../filter.ts';

export const grading: Resolvers = {
  Query: {
    gradeFrontier: (_parent, { first, after, from }, { services: { reads }, rule }) => {
      const asked = { rule: rule('edge'), filter: equal('from_id', from) };
      return connection(reads.gaps({ ...asked, first, after: after ?? undefined }), () => reads.countGaps(asked));
    },
  },
  GradeGap: {
    from: ({ edge }) => edge.from,
    to: ({ edge }) => edge.to,
  },
  GradeMark: {
    report: ({ report }, _args, { load }) => (report ? load.report(report) : undefined),
  },
};
