import { refuse } from '@suyuan/schemas';
import { ownAssetRows } from '../../access/index.ts';
import type { AsOfInput, Resolvers } from '../../generated/graphql.ts';
import type { Reads } from '../../store/index.ts';
import { trace } from '../../trace/index.ts';
import { connection } from '../connection.ts';
import type { Context } from '../context.ts';
import { among, equal } from '../filter.ts';
import { loader } from '../loaders.ts';
import { MAX_DEPTH, MAX_NODES, within } from './limits.ts';

const isExternal = (id: string) => id.startsWith('ext-');
/** A hidden input of a restricted release stands on the ledger as a commitment; its vault opens it. */
const isSealed = (id: string) => id.startsWith('sha256:');

/** Who may not see a node sees what it is committed to. */
const shownId = (
  { id, visible }: { readonly id: string; readonly visible: boolean },
  { services: { open } }: Context,
) => (visible || isSealed(id) ? id : open(id).commitment);

/** The block as of which a trace is asked; the newest that was read when none is named. */
async function blockOf(asOf: AsOfInput | null | undefined, { services: { reads, projector, config } }: Context) {
  if (asOf && typeof asOf.time === 'string') return (await reads.blockAt(asOf.time)) ?? -1;
  if (!asOf || typeof asOf.block !== 'number') return projector.checkpoint.block;
  await projector.reach(asOf.block, config.afterMs);
  return asOf.block;
}

/**
 * Releases as they were after a block, of those that the reader may see: now, and then, when their assets were
 * registered or the reader's own.
 */
async function releasesAt(ids: readonly string[], block: number, { services: { reads }, rule, reader }: Context) {
  const now = (await reads.byIds('release', ids, rule('release'))).filter((found) => found !== undefined);
  const assets = [...new Set(now.map(({ asset }) => asset))];
  const own = new Set((await reads.byIds('asset', assets, ownAssetRows(reader))).map((found) => found?.id));
  const registered = await reads.registeredBy(assets, block);
  const visible = now.filter(({ asset }) => own.has(asset) || registered.has(asset)).map(({ id }) => id);
  return new Map((await reads.at('release/1', visible, block)).map((release) => [release.id, release]));
}

async function edgesAt(ends: readonly string[], block: number, reads: Reads) {
  const found = new Map((await reads.at('edge/1', ends, block)).map((edge) => [`${edge.from}/${edge.to}`, edge]));
  return ends.map((both) => found.get(both));
}

/** Aliases as they were after a block, by release and name outside, which are the ends of their edges in a trace. */
async function aliasesAt(ends: readonly string[], block: number, { services: { reads }, load }: Context) {
  const refs = await Promise.all(
    ends.map(async (both) => {
      const [from = '', to = ''] = both.split('/');
      return `${to}/${(await load.release(from))?.asset}`;
    }),
  );
  const found = new Map((await reads.at('alias/1', refs, block)).map((one) => [`${one.external}/${one.asset}`, one]));
  return refs.map((ref) => found.get(ref));
}

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
    trace: async (_parent, { release, direction, depth, states, aliases, asOf, limit }, context) => {
      const { services, rule } = context;
      const block = await blockOf(asOf, context);
      const question = {
        start: release,
        direction,
        depth: within('depth', depth ?? MAX_DEPTH, MAX_DEPTH),
        states: [...states],
        aliases,
        block,
        limit: within('limit', limit, MAX_NODES),
      };
      const page = await trace(services.graph({ edge: rule('edge'), alias: rule('alias') }), question);
      const releases = page.nodes.map(({ id }) => id).filter((id) => !isExternal(id));
      const seen = await releasesAt(releases, block, context);
      if (!isExternal(release) && !seen.has(release))
        throw refuse('NOT_FOUND', { what: 'release', id: release }, 'release');
      const time = (await services.reads.block(block))?.time ?? services.projector.checkpoint.time;
      const place = (id: string) => ({ id, visible: isExternal(id) || seen.has(id) });
      const edgeAt = loader((ends) => edgesAt(ends, block, services.reads));
      const aliasAt = loader((ends) => aliasesAt(ends, block, context));
      return {
        ...page,
        nodes: page.nodes.map((node) => ({ ...node, ...place(node.id), releaseAt: seen.get(node.id) })),
        edges: page.edges.map((edge) => ({
          ...edge,
          edgeAt,
          aliasAt,
          ends: { from: place(edge.from), to: place(edge.to) },
        })),
        asOf: { block, time },
      };
    },
    reveal: async (_parent, { nodes }, { services, load }) => {
      within('nodes', nodes.length, MAX_NODES);
      const found = await Promise.all(nodes.map((id) => (isExternal(id) ? { id } : load.release(id))));
      return found.filter((node) => node !== undefined).map(({ id }) => services.open(id));
    },
  },
  Edge: {
    fromRelease: ({ from }, _args, { load }) => (isExternal(from) ? undefined : load.release(from)),
    fromExternal: async ({ from }, _args, { load }) => (isExternal(from) ? (await load.external(from))[0] : undefined),
    toRelease: ({ to }, _args, { load }) => load.release(to),
    run: async ({ run }, _args, { load }) => (run ? (await load.run(run))[0] : undefined),
    history: ({ from, to }, _args, { services }) => services.reads.history('edge/1', `${from}/${to}`),
  },
  Run: {
    entity: ({ entity }, _args, { load }) => load.entity(entity),
  },
  TraceNode: {
    id: (node, _args, context) => shownId(node, context),
    commitment: ({ id }, _args, { services }) => (isSealed(id) ? id : services.open(id).commitment),
    salt: ({ id, visible }, _args, { services }) => (visible ? services.open(id).salt : undefined),
    release: ({ releaseAt }) => releaseAt,
    external: async ({ id, visible }, _args, { load }) =>
      visible && isExternal(id) ? (await load.external(id))[0] : undefined,
  },
  TraceEdge: {
    from: ({ ends }, _args, context) => shownId(ends.from, context),
    to: ({ ends }, _args, context) => shownId(ends.to, context),
    edge: ({ from, to, kind, visible, edgeAt }) =>
      visible && kind === 'LINEAGE' ? edgeAt(`${from}/${to}`) : undefined,
    alias: ({ from, to, kind, visible, aliasAt }) =>
      visible && kind === 'ALIAS' ? aliasAt(`${from}/${to}`) : undefined,
  },
};
