import type { Resolvers } from '../../generated/graphql.ts';
import { connection } from '../connection.ts';
import { among, equal } from '../filter.ts';

const NEWEST = { column: 'time', descending: true };
/** Uses that one basis shows; the connection pages through more. */
const FEW = 100;

export const basis: Resolvers = {
  Query: {
    basis: async (_parent, { id }, { services, rule }) => (await services.reads.byIds('basis', [id], rule('basis')))[0],
    bases: (_parent, { first, after, filter }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('basis'),
        filter: [...equal('agency', filter?.agency), ...among('state', filter?.state)],
        sort: NEWEST,
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('basis', asked), () => reads.count('basis', asked));
    },
    basisUses: (_parent, { first, after, filter }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('basis_use'),
        filter: [...equal('basis', filter?.basis), ...equal('start', filter?.start)],
        sort: NEWEST,
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('basis_use', asked), () => reads.count('basis_use', asked));
    },
  },
  Basis: {
    agencyId: ({ agency }) => agency,
    agency: ({ agency }, _args, { load }) => load.entity(agency),
    uses: async ({ id }, _args, { services: { reads }, rule }) => {
      const asked = { rule: rule('basis_use'), filter: equal('basis', id), sort: NEWEST, first: FEW };
      return (await reads.list('basis_use', asked)).rows.map(({ row }) => row);
    },
    history: ({ id }, _args, { load }) => load.history('basis/1', id),
  },
  BasisUse: {
    basisId: (use) => use.basis,
    basis: async (use, _args, { services, rule }) =>
      (await services.reads.byIds('basis', [use.basis], rule('basis')))[0],
    agencyId: ({ agency }) => agency,
  },
};
