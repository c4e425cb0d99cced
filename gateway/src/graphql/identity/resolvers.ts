import { X509Certificate } from 'node:crypto';
import { refuse } from '@suyuan/schemas';
import type { Resolvers } from '../../generated/graphql.ts';
import { signedIn } from '../command/resolvers.ts';

export const identity: Resolvers = {
  Query: {
    me: (_parent, _args, { person }) => person,
    sessions: (_parent, _args, context) => context.services.sessions.sessions(signedIn(context)),
  },
  Mutation: {
    endSession: async (_parent, { id }, context) => {
      const ended = await context.services.sessions.endSessions(signedIn(context), id);
      if (ended === 0) throw refuse('NOT_FOUND', { what: 'session', id: id.slice(0, 64) }, 'id');
      return true;
    },
    endOtherSessions: (_parent, _args, context) => context.services.sessions.endSessions(signedIn(context)),
  },
  Session: {
    current: ({ id }, _args, { person }) => id === person?.session,
  },
  Person: {
    admin: ({ unit }) => unit === 'admin',
    entity: ({ entity }, _args, { load }) => (entity ? load.entity(entity) : undefined),
    roles: (_person, _args, { reader }) => reader.roles,
    certificateRoles: ({ roles }) => roles,
    certificateUntil: ({ certificate }) => new X509Certificate(certificate).validToDate.toISOString(),
    clearance: (_person, _args, { reader }) => reader.clearance,
    wallet: ({ wallet }) => wallet !== undefined,
  },
};
