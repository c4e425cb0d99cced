import type { Resolvers } from '../../generated/graphql.ts';
import { profileOf } from '../profile/resolvers.ts';

export const batch: Resolvers = {
  Query: {
    batch: (_parent, { id }, { load }) => load.batch(id),
  },
  Batch: {
    entity: ({ entity }, _args, { load }) => load.entity(entity),
    entityId: ({ entity }) => entity,
    case: (parent, _args, { load }) => load.case(parent.case),
    profile: ({ profile }, _args, context) => profileOf(profile.id, profile.version, context),
    custodies: async ({ id }, _args, { services: { reads } }) =>
      (await reads.byRef('batch-custody/1', [id])).get(id) ?? [],
  },
};
