import { randomUUID } from 'node:crypto';
import { refuse } from '@suyuan/schemas';
import type { Resolvers } from '../../generated/graphql.ts';
import type { SavedViewRow } from '../../store/index.ts';
import { signedIn } from '../command/resolvers.ts';
import type { Context } from '../context.ts';

/** Views of a person, and characters of one, at most. */
const VIEWS = 200;
const CONTENT = 16_384;
const NAME = 100;

/** A person, whichever certificate it signs in with. */
const ownerOf = (context: Context) => {
  const { msp, name } = signedIn(context);
  return `${msp}/${name}`;
};

const shown = ({ id, page, name, content, updated_at }: SavedViewRow) => ({
  id,
  page,
  name,
  content: JSON.parse(content) as unknown,
  updatedAt: updated_at,
});

const longest = (field: string, text: string, length: number) => {
  if (text.length === 0 || text.length > length)
    throw refuse('REQUEST_MALFORMED', { rule: `from 1 to ${length} characters` }, `input.${field}`);
  return text;
};

export const savedView: Resolvers = {
  Query: {
    savedViews: async (_parent, { page }, context) =>
      (await context.services.views.list(ownerOf(context), page ?? undefined)).map(shown),
  },
  Mutation: {
    saveView: async (_parent, { input }, context) => {
      const owner = ownerOf(context);
      const { views } = context.services;
      const view = {
        id: input.id ?? randomUUID(),
        owner,
        page: longest('page', input.page, NAME),
        name: longest('name', input.name, NAME),
        content: longest('content', JSON.stringify(input.content ?? null), CONTENT),
        updated_at: context.services.now(),
      };
      if (!input.id && (await views.count(owner)) >= VIEWS) throw refuse('LIMIT_VIEWS', { limit: VIEWS });
      const known = input.id ? (await views.list(owner, undefined)).some(({ id }) => id === input.id) : true;
      if (!known || !(await views.put(view))) throw refuse('NOT_FOUND', { what: 'view', id: view.id }, 'input.id');
      return shown(view);
    },
    deleteView: (_parent, { id }, context) => context.services.views.remove(ownerOf(context), id),
  },
};
