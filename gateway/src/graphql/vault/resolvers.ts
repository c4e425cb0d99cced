import type { Resolvers } from '../../generated/graphql.ts';

export const vault: Resolvers = {
  Query: {
    vault: async (_parent, { id }, { services }) => (await services.reads.byRef('named-vault/1', [id])).get(id)?.[0],
  },
  Vault: {
    id: (parent) => parent.vault,
    entity: ({ entity }, _args, { load }) => load.entity(entity),
    entityId: ({ entity }) => entity,
    asset: ({ asset }, _args, { load }) => load.asset(asset),
    assetId: ({ asset }) => asset,
    case: (parent, _args, { load }) => (parent.case ? load.case(parent.case) : undefined),
    openings: async (parent, _args, { services }) =>
      (await services.reads.byRef('opening/1', [parent.vault])).get(parent.vault) ?? [],
    legalHold: async (parent, _args, { services }) =>
      (await services.reads.byRef('legal-hold/1', [parent.vault])).get(parent.vault)?.[0],
    erasures: async (parent, _args, { services }) =>
      (await services.reads.byRef('erasure/1', [parent.vault])).get(parent.vault) ?? [],
  },
  Opening: {
    to: ({ to }, _args, { load }) => load.entity(to),
    toId: ({ to }) => to,
  },
  Erasure: {
    entity: ({ entity }, _args, { load }) => load.entity(entity),
    entityId: ({ entity }) => entity,
    assetId: ({ asset }) => asset,
    absences: async ({ vault: id, host }, _args, { services }) => {
      const found = (await services.reads.byRef('absence/1', [id])).get(id) ?? [];
      return found.filter((absence) => absence.host === host);
    },
  },
};
