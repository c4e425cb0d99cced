import type { IncomingMessage } from 'node:http';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { createYoga } from 'graphql-yoga';
import type { Person } from '../identity/index.ts';
import { type KnownOperations, type Moment, useCompiledOperations, useKnownOperations } from './answers/index.ts';
import { type Context, newContext, type Services } from './context.ts';
import { eventPlace } from './event-id.ts';
import { EXAMPLES } from './examples.ts';
import {
  type PersistedOperations,
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
function heardOf(req: object, request: Request | undefined): Context['headers'] {
  if (request) return request.headers;
  const { headers } = req as IncomingMessage;
  const get = (name: string) => (headers[name] === undefined ? null : String(headers[name]));
  return { get };
}

/** Operations: those that were found valid, and those that have names. */
interface Operations {
  readonly known: KnownOperations;
  readonly persisted: PersistedOperations;
}

/** What the server is told of a request; the watch over an answer that may be kept. */
type Given = { req: object; watch?: Moment };

/** The GraphQL server. `arrivedOf` answers what was found out about a request on its way here. */
export function buildYoga(services: Services, arrivedOf: (request: object) => Arrived, operations: Operations) {
  const { log, config, metrics, tracing } = services;
  const { limits } = config;
  return createYoga<Given, Context>({
    schema: buildApi(),
    graphqlEndpoint: '/graphql',
    landingPage: false,
    maskedErrors: false,
    logging: false,
    cors: false,
    batching: { limit: Number.MAX_SAFE_INTEGER },
    renderGraphiQL,
    graphiql: config.explore && { title: 'Suyuan 溯源', defaultQuery: EXAMPLES },
    context: ({ req, request, params, watch }) => {
      const headers = heardOf(req, request);
      const resume = eventPlace(params.extensions?.lastEventId ?? headers.get('last-event-id'));
      return newContext(services, { ...arrivedOf(req), headers, resume, watch });
    },
    plugins: [
      useBodyCheck(limits.batch),
      usePersistedOperations(operations.persisted),
      useValidation(config.explore),
      useLimits(limits),
      useKnownOperations(operations.known),
      useInputCheck(),
      useCompiledOperations(),
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
