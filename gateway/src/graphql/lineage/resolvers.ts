import type { Resolvers } from '../../generated/graphql.ts';
import { connection } from '../connection.ts';
import { among, equal } from '../filter.ts';
import { revealedInputs } from '../vault/reveal.ts';
import { isExternal, isSealed } from './asking.ts';

export const lineage: Resolvers = {
  Query: {
    edge: (_parent, { from, to }, { services, rule }) => services.reads.edge(from, to, rule('edge')),
    edges: (_parent, { first, after, filter }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('edge'),
        filter: [
          { column: 'until_block', empty: true as const },
          ...equal('from_id', filter?.from),
          ...equal('to_id', filter?.to),
          ...equal('from_entity', filter?.fromEntity),
          ...equal('to_entity', filter?.toEntity),
          ...equal('next_entity', filter?.next),
          ...among('state', filter?.state),
        ],
        sort: { column: 'from_id', descending: false },
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('edge', asked), () => reads.count('edge', asked));
    },
  },
  Edge: {
    fromRelease: ({ from }, _args, { load }) => (isExternal(from) ? undefined : load.release(from)),
    fromExternal: async ({ from }, _args, { load }) => (isExternal(from) ? (await load.external(from))[0] : undefined),
    toRelease: ({ to }, _args, { load }) => load.release(to),
    revealed: async ({ from, to }, _args, { load }) => {
      const release = isSealed(from) ? await load.release(to) : undefined;
      return release && (await revealedInputs(release, load)).find(({ commitment }) => commitment === from);
    },
    run: async ({ run }, _args, { load }) => (run ? (await load.run(run))[0] : undefined),
    history: ({ from, to }, _args, { load }) => load.history('edge/1', `${from}/${to}`),
  },
  RevealedInput: {
    release: ({ id }, _args, { load }) => (isExternal(id) ? undefined : load.release(id)),
  },
  Run: {
    entity: ({ entity }, _args, { load }) => load.entity(entity),
  },
};
