import { seatOf } from '@suyuan/schemas';
import type { EntitySortField, ProposalSortField, Resolvers } from '../../generated/graphql.ts';
import type { DocumentRow } from '../../store/index.ts';
import { connection } from '../connection.ts';
import { among, containing, equal, sortBy } from '../filter.ts';
import { changes } from '../subscription.ts';

const ENTITY_SORT: Record<EntitySortField, string> = { ID: 'id', TITLE: 'title', TIME: 'time' };
const PROPOSAL_SORT: Record<ProposalSortField, string> = { TIME: 'time', EXPIRES_AT: 'expires_at' };

export const membership: Resolvers = {
  Query: {
    operators: async (_parent, _args, { services }) => (await services.reads.all('roster/1'))[0]?.operators ?? [],
    charter: async (_parent, _args, { services }) => (await services.reads.all('charter/1'))[0],
    entity: (_parent, { id }, { load }) => load.entity(id),
    entities: (_parent, { first, after, filter, sort }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('entity'),
        filter: [
          ...equal('host', filter?.host),
          ...among('state', filter?.state),
          ...containing('title', filter?.title),
        ],
        sort: sortBy(ENTITY_SORT, sort ?? { by: 'ID', direction: 'ASCENDING' }, 'ID'),
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('entity', asked), () => reads.count('entity', asked));
    },
    proposal: (_parent, { id }, { load }) => load.proposal(id),
    replacements: async (_parent, { subject }, { services }) =>
      (await services.reads.byRef('replacement/1', [subject])).get(subject) ?? [],
    proposals: (_parent, { first, after, filter, sort }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('proposal'),
        filter: [...among('kind', filter?.kind), ...among('state', filter?.state)],
        sort: sortBy(PROPOSAL_SORT, sort, 'TIME'),
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('proposal', asked), () => reads.count('proposal', asked));
    },
  },
  Subscription: {
    proposalChanged: {
      subscribe: (_parent, { id }, context) =>
        changes(context, 'proposalChanged', async (batch) => {
          const made = [...batch.current.proposal.values()].map((row) => (row as { id: string }).id);
          const votes = [...batch.current.document.values()] as DocumentRow[];
          const voted = votes.filter(({ schema }) => schema === 'vote/1').map(({ ref }) => ref);
          const wanted = [...new Set([...made, ...voted])].filter((one) => !id || one === id);
          const found = await context.services.reads.byIds('proposal', wanted, context.rule('proposal'));
          return found.map((proposalChanged) => (proposalChanged ? { proposalChanged } : undefined));
        }),
    },
  },
  Operator: {
    entity: ({ entity }, _args, { load }) => load.entity(entity),
    gateway: async ({ msp }, _args, { load }) => (await load.by('gateway/1', msp))[0],
  },
  Entity: {
    territory: (parent) => seatOf(parent),
    proposal: ({ proposal }, _args, { load }) => (proposal ? load.proposal(proposal) : undefined),
    history: ({ id }, _args, { load }) => load.history('entity/1', id),
  },
  Successor: {
    entity: ({ entity }, _args, { load }) => load.entity(entity),
    entityId: ({ entity }) => entity,
  },
  Replacement: {
    proposal: ({ proposal }, _args, { load }) => load.proposal(proposal),
  },
  Charter: {
    ratifications: async ({ digest }, _args, { load }) => [...(await load.by('ratification/1', digest))],
  },
  Proposal: {
    kind: ({ content }) => content.kind,
    execution: async ({ id }, _args, { load }) => (await load.by('execution/1', id))[0],
    votes: async ({ id }, _args, { load }) => [...(await load.by('vote/1', id))],
    history: ({ id }, _args, { load }) => load.history('proposal/1', id),
  },
};
