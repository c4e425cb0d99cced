import type { Resolvers } from '../../generated/graphql.ts';
import { downstream } from '../../trace/index.ts';
import { connection } from '../connection.ts';
import { among, equal } from '../filter.ts';
import { sightRules } from '../lineage/asking.ts';
import { MAX_NODES, within } from '../lineage/limits.ts';
import { noticed, noticesFor } from './notices.ts';

export const recall: Resolvers = {
  Query: {
    recall: (_parent, { id }, { load }) => load.recall(id),
    recalls: (_parent, { first, after, filter }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('recall'),
        filter: [
          ...equal('release', filter?.release),
          ...equal('asset', filter?.asset),
          ...equal('holder', filter?.holder),
          ...among('state', filter?.state),
        ],
        sort: { column: 'time', descending: true },
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('recall', asked), () => reads.count('recall', asked));
    },
    recallNotices: async (_parent, { acknowledged }, context) => {
      const notices = await noticesFor(context);
      if (typeof acknowledged !== 'boolean') return notices;
      const signed = await Promise.all(
        notices.map(async ({ recall: { id }, entity }) =>
          (await context.load.acks(id)).some((ack) => ack.entity === entity),
        ),
      );
      return notices.filter((_notice, n) => signed[n] === acknowledged);
    },
  },
  Subscription: {
    recallNoticed: { subscribe: (_parent, _args, context) => noticed(context) },
  },
  Recall: {
    releaseId: ({ release }) => release,
    release: ({ release }, _args, { load }) => load.release(release),
    assetId: ({ asset }) => asset,
    holder: ({ holder }, _args, { load }) => load.entity(holder),
    replacementId: ({ replacement }) => replacement,
    replacement: ({ replacement }, _args, { load }) => (replacement ? load.release(replacement) : undefined),
    acknowledgements: async ({ id }, _args, { load, reader }) => (reader.member ? [...(await load.acks(id))] : []),
    impact: async (parent, { first }, context) => {
      const { services, reader, load } = context;
      within('first', first, MAX_NODES);
      const found = reader.member
        ? await downstream(services.lineage, parent.release, { rules: sightRules(context) })
        : [];
      const acknowledged = new Set((await load.acks(parent.id)).map(({ entity }) => entity));
      return { recall: parent, first, reached: found, acknowledged };
    },
    history: ({ id }, _args, { load }) => load.history('recall/1', id),
  },
  Acknowledgement: {
    entityId: ({ entity }) => entity,
    entity: ({ entity }, _args, { load }) => load.entity(entity),
    history: async ({ recall: id, entity }, _args, { load }) =>
      (await load.history('ack/1', id)).filter((ack) => ack.entity === entity),
  },
  RecallImpact: {
    releases: ({ reached, first, acknowledged }) =>
      reached.slice(0, first).map((one) => ({ ...one, acknowledged: acknowledged.has(one.entity) })),
    totalCount: ({ reached }) => reached.length,
    entities: ({ reached }) => new Set(reached.map(({ entity }) => entity)).size,
    acknowledged: ({ reached, acknowledged }) =>
      new Set(reached.map(({ entity }) => entity).filter((entity) => acknowledged.has(entity))).size,
  },
  ImpactedRelease: {
    id: ({ release, visible }, _args, { services }) => (visible ? release : services.open(release).commitment),
    commitment: ({ release }, _args, { services }) => services.open(release).commitment,
    release: ({ release, visible }, _args, { load }) => (visible ? load.release(release) : undefined),
    entity: ({ entity, visible }, _args, { load }) => (visible ? load.entity(entity) : undefined),
  },
  RecallNotice: {
    entityId: ({ entity }) => entity,
    releases: async ({ releases }, _args, { load }) =>
      (await Promise.all(releases.map((id) => load.release(id)))).filter((release) => release !== undefined),
    acknowledgement: async ({ recall: { id }, entity }, _args, { load }) =>
      (await load.acks(id)).find((ack) => ack.entity === entity),
  },
};
