import type { IncomingMessage } from 'node:http';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { createYoga } from 'graphql-yoga';
import type { Person } from '../identity/index.ts';
import { type Context, newContext, type Services } from './context.ts';
import { eventPlace } from './event-id.ts';
import { EXAMPLES } from './examples.ts';
import {
  useApiErrors,
  useAsOf,
  useBodyCheck,
  useEventIds,
  useInputCheck,
  useLimits,
  useMetrics,
  useOperationLog,
  usePersistedOperations,
  useReadings,
  useTracing,
  useValidation,
} from './plugins/index.ts';
import { buildApi } from './schema.ts';

/** What the HTTP layer knows of a request before GraphQL sees it. */
export interface Arrived {
  readonly person: Person | undefined;
  readonly requestId: string;
  /** Finds out anew who asks. @throws when the session is over or the certificate no longer good */
  readonly again: () => Promise<Person | undefined>;
}

/** Headers of a request; over a socket those by which it was opened. */
const heardOf = (req: object, request: Request | undefined): Headers =>
  request?.headers ?? new Headers(Object.entries((req as IncomingMessage).headers).map(([k, v]) => [k, String(v)]));

/** The GraphQL server. `arrivedOf` answers what was found out about a request on its way here. */
export function buildYoga(services: Services, arrivedOf: (request: object) => Arrived) {
  const { log, config, metrics, tracing } = services;
  const { limits } = config;
  return createYoga<{ req: object }, Context>({
    schema: buildApi(),
    graphqlEndpoint: '/graphql',
    landingPage: false,
    maskedErrors: false,
    logging: false,
    cors: false,
    batching: { limit: Number.MAX_SAFE_INTEGER },
    renderGraphiQL,
    graphiql: config.explore && { title: 'Suyuan 溯源', defaultQuery: EXAMPLES },
    context: ({ req, request, params }) => {
      const { person, requestId, again } = arrivedOf(req);
      const resume = eventPlace(params.extensions?.lastEventId ?? heardOf(req, request).get('last-event-id'));
      return newContext(services, person, requestId, again, heardOf(req, request), resume);
    },
    plugins: [
      useBodyCheck(limits.batch),
      usePersistedOperations(config.operations.listed, config.operations.only),
      useValidation(config.explore),
      useLimits(limits),
      useInputCheck(),
      useAsOf(),
      useEventIds(),
      useReadings(),
      useOperationLog(log),
      ...(tracing ? [useTracing(tracing)] : []),
      useApiErrors(log),
      useMetrics(metrics),
    ],
  });
}
