import { randomUUID } from 'node:crypto';
import { refuse } from '@suyuan/schemas';
import type { DeliveryState, Resolvers } from '../../generated/graphql.ts';
import type { DeliveryRow, WebhookRow } from '../../store/index.ts';
import { checkTarget, sees, type WatchKind } from '../../webhooks/index.ts';
import { signedIn } from '../command/resolvers.ts';
import type { Context } from '../context.ts';

/** Webhooks of a person, and deliveries shown of one, at most. */
const WEBHOOKS = 50;
const SHOWN = 200;

const own = (context: Context) => {
  const { msp, name } = signedIn(context);
  return context.services.webhooks.store.of({ msp, person: name });
};

/** @throws NOT_FOUND when it is not the caller's */
async function ownOne(id: string, context: Context): Promise<WebhookRow> {
  const found = (await own(context)).find((one) => one.id === id);
  if (!found) throw refuse('NOT_FOUND', { what: 'webhook', id: id.slice(0, 100) }, 'id');
  return found;
}

const delivery = ({ id, block, state, attempts, status, next_at }: DeliveryRow) => ({
  id,
  block,
  state: state.toUpperCase() as DeliveryState,
  attempts,
  status,
  nextAt: state === 'waiting' ? next_at : undefined,
});

export const webhook: Resolvers = {
  Query: {
    webhooks: (_parent, _args, context) => own(context),
    webhookKey: (_parent, _args, { services }) => services.webhooks.key,
  },
  Mutation: {
    createWebhook: async (_parent, { input }, context) => {
      const { name: person, msp, roles } = signedIn(context);
      const { webhooks, reads } = context.services;
      const url = checkTarget(input.url, webhooks.privately).href;
      if ((await own(context)).length >= WEBHOOKS) throw refuse('LIMIT_WEBHOOKS', { limit: WEBHOOKS });
      const { kind, subject } = input;
      const made: WebhookRow = {
        id: `wh-${randomUUID()}`,
        msp,
        person,
        entity: context.reader.entity ?? null,
        roles: JSON.stringify(roles),
        kind,
        subject,
        url,
        created_at: context.services.now(),
      };
      if (!(await sees(made, reads)))
        throw refuse('NOT_FOUND', { what: kind, id: subject.slice(0, 100) }, 'input.subject');
      await webhooks.store.add(made);
      return made;
    },
    deleteWebhook: async (_parent, { id }, context) => {
      await context.services.webhooks.store.remove((await ownOne(id, context)).id);
      return true;
    },
    replayWebhook: async (_parent, { id, fromBlock }, context) => {
      const { store } = context.services.webhooks;
      return store.replay((await ownOne(id, context)).id, fromBlock, context.services.now());
    },
  },
  Webhook: {
    kind: ({ kind }) => kind as WatchKind,
    createdAt: ({ created_at }) => created_at,
    deliveries: async ({ id }, { first }, { services }) => {
      if (first < 1 || first > SHOWN) throw refuse('PAGE_SIZE', { limit: SHOWN }, 'first');
      return (await services.webhooks.store.deliveries(id, first)).map(delivery);
    },
  },
};
