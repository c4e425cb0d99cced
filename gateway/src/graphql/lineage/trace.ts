import { refuse } from '@suyuan/schemas';
import type { Resolvers, TraceDirection } from '../../generated/graphql.ts';
import type { Context } from '../context.ts';
import type { BasisUseModel, TracePageModel } from '../models.ts';
import { type AskedPage, answered, askedPage, isExternal, isSealed } from './asking.ts';
import { useOf } from './basis.ts';
import { traceColumn } from './columns.ts';
import { MAX_NODES, within } from './limits.ts';
import { pageOf } from './page.ts';

/** Every node that a use of a basis lets its agency see, as of now. */
async function nodesUnder(
  { id: use, start, direction }: BasisUseModel,
  context: Context,
): Promise<ReadonlySet<string>> {
  const shape = { kind: 'closure', start, direction: direction.toUpperCase() as TraceDirection } as const;
  const states = ['claimed', 'confirmed', 'disputed', 'unanswered'] as const;
  const { answer } = await answered(context, shape, { use, states, aliases: true }, {});
  return new Set(Array.from({ length: answer.found.order.length }, (_, place) => answer.id(place)));
}

/** The pages of one answer, one after the other. */
async function* pages(
  context: Context,
  asked: AskedPage & { readonly release: string; readonly direction: 'UPSTREAM' | 'DOWNSTREAM' | 'BOTH' },
): AsyncGenerator<{ traced: TracePageModel }> {
  const { release, direction } = asked;
  const shape = { kind: 'closure', start: release, direction } as const;
  const found = await askedPage(context, shape, asked, { release });
  const nodes = found.answer.found.order.length;
  for (let begin = 0; begin < nodes; begin += asked.first)
    yield { traced: pageOf(context, { ...found, begin, end: Math.min(nodes, begin + asked.first) }) };
}

export const trace: Resolvers = {
  Query: {
    trace: async (_parent, args, context) => {
      const { release, direction } = args;
      const shape = { kind: 'closure', start: release, direction } as const;
      return pageOf(context, await askedPage(context, shape, args, { release }));
    },
    tracePaths: async (_parent, args, context) => {
      const { from, to } = args;
      return pageOf(context, await askedPage(context, { kind: 'between', from, to }, args, { from, to }));
    },
    commonAncestors: async (_parent, args, context) => {
      const { one, other } = args;
      return pageOf(context, await askedPage(context, { kind: 'common', one, other }, args, { one, other }));
    },
    columnTrace: async (_parent, args, context) => {
      const { release, column, direction } = args;
      if (direction === 'BOTH') throw refuse('REQUEST_MALFORMED', { rule: 'a column is traced one way' }, 'direction');
      const shape = { kind: 'closure', start: release, direction } as const;
      const { answer, asOf } = await answered(context, shape, { ...args, aliases: true }, { release });
      within('depth', answer.found.order.length, MAX_NODES);
      const { reads } = context.services;
      const ends = [...answer.found.from.keys()].map((n) => {
        const { from, to, kind, visible } = answer.edge(n);
        return kind === 'LINEAGE' && visible ? `${answer.id(from)}/${answer.id(to)}` : undefined;
      });
      const wanted = ends.filter((both) => both !== undefined);
      const edges = new Map((await reads.at('edge/1', wanted, answer.block)).map((e) => [`${e.from}/${e.to}`, e]));
      const found = traceColumn(answer, column, direction === 'UPSTREAM', (n) => edges.get(ends[n] ?? '')?.columns);
      const page = pageOf(context, { answer, asOf, begin: 0, end: answer.found.order.length });
      const ids = page.table().ids;
      return {
        asOf,
        truncated: answer.found.cut.size > 0,
        columns: found.columns.map((one) => ({ ...one, node: ids[one.place] as string })),
        links: found.links,
        lost: found.lost.map((place) => ids[place] as string),
      };
    },
    reveal: async (_parent, { nodes, use }, context) => {
      within('nodes', nodes.length, MAX_NODES);
      const { services, load } = context;
      const under = await useOf(use, context);
      if (under) {
        const seen = await nodesUnder(under, context);
        return nodes.filter((id) => seen.has(id)).map((id) => services.open(id));
      }
      const found = await Promise.all(nodes.map((id) => (isExternal(id) ? { id } : load.release(id))));
      return found.filter((node) => node !== undefined).map(({ id }) => services.open(id));
    },
  },
  Subscription: {
    traced: { subscribe: (_parent, args, context) => pages(context, args) },
  },
  TraceNode: {
    id: ({ shown }) => shown,
    commitment: ({ id }, _args, { services }) => (isSealed(id) ? id : services.open(id).commitment),
    salt: ({ id, visible }, _args, { services }) => (visible ? services.open(id).salt : undefined),
    release: ({ id, kind, visible, releaseAt }) => (visible && kind === 'RELEASE' ? releaseAt(id) : undefined),
    external: async ({ id, kind, visible }, _args, { load }) =>
      visible && kind === 'EXTERNAL' ? (await load.external(id))[0] : undefined,
  },
  TraceEdge: {
    edge: ({ ref, kind, visible, edgeAt }) => (visible && kind === 'LINEAGE' ? edgeAt(ref()) : undefined),
    alias: ({ ref, kind, visible, aliasAt }) => (visible && kind === 'ALIAS' ? aliasAt(ref()) : undefined),
  },
};
