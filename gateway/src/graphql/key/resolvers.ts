import type { Resolvers } from '../../generated/graphql.ts';

export const key: Resolvers = {
  Query: {
    keyReplacements: (_parent, _args, { services }) => services.reads.all('key-replacement/1'),
  },
  KeyReplacement: {
    entity: ({ entity }, _args, { load }) => load.entity(entity),
  },
  Transaction: {
    keyReplaced: async ({ fingerprint, time, told }, _args, { load }) => {
      const [found] = fingerprint && told ? await load.keyReplacement(fingerprint) : [];
      return found?.state === 'replaced' && found.since <= time ? found : undefined;
    },
  },
};
