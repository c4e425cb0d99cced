import type { Resolvers } from '../../generated/graphql.ts';

export const identity: Resolvers = {
  Query: {
    me: (_parent, _args, { person }) => person,
  },
  Person: {
    admin: ({ unit }) => unit === 'admin',
    entity: ({ entity }, _args, { load }) => (entity ? load.entity(entity) : undefined),
    roles: (_person, _args, { reader }) => reader.roles,
    certificateRoles: ({ roles }) => roles,
    clearance: (_person, _args, { reader }) => reader.clearance,
    wallet: ({ wallet }) => wallet !== undefined,
  },
};
