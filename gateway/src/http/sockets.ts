import { createHash } from 'node:crypto';
import type { Server } from 'node:http';
import { refuse } from '@suyuan/schemas';
import type { ExecutionArgs } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { toApiError } from '../errors/index.ts';
import type { Services } from '../graphql/context.ts';
import type { buildYoga } from '../graphql/yoga.ts';
import type { Identity } from '../identity/index.ts';
import { arrivalOf, arriveBy, isLocal, recognised, tokenOf } from './arrival.ts';

type Yoga = ReturnType<typeof buildYoga>;
/** What a client says when it connects: who it is, as in the header of the same name. */
type Said = { readonly authorization?: unknown };
/** Execution goes through the plugins of the GraphQL server, as every other request's does. */
type Through = { readonly rootValue: { execute: unknown; subscribe: unknown } };

/** Sockets of one server at most, and how long one may wait before it says who it is. */
const SOCKETS = 2000;
const INIT_MS = 5000;

/**
 * GraphQL over WebSockets by the protocol of graphql-ws, at /graphql. Who asks is found out anew for each operation, by
 * the token that was said on connecting: a page of another origin has none.
 * @returns how to end all of them
 */
export function serveSockets(server: Server, yoga: Yoga, identity: Identity, services: Services): () => Promise<void> {
  const { config, log } = services;
  const sockets = new WebSocketServer({ noServer: true, maxPayload: config.limits.bodyBytes });
  server.on('upgrade', (request, socket, head) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname !== '/graphql' || sockets.clients.size >= SOCKETS) return void socket.destroy();
    sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request));
  });

  const listed = (query: string) => createHash('sha256').update(query).digest('hex') in config.operations.listed;
  const through = (name: 'execute' | 'subscribe') => (args: ExecutionArgs) =>
    ((args as unknown as Through).rootValue[name] as (args: ExecutionArgs) => never)(args);
  const disposable = useServer<Said>(
    {
      connectionInitWaitTimeout: INIT_MS,
      execute: through('execute'),
      subscribe: through('subscribe'),
      onSubscribe: async ({ extra: { request }, connectionParams }, _id, params) => {
        const { requestId } = arriveBy(request);
        try {
          const token = tokenOf(connectionParams?.authorization);
          if (connectionParams?.authorization !== undefined && !token) throw refuse('SESSION_INVALID');
          if (token) await recognised(request, () => identity.find(token, isLocal(request)));
          const { person } = arrivalOf(request);
          if (person) identity.take(person);
          if (config.operations.only && !listed(params.query)) throw refuse('OPERATION_NOT_LISTED');
          const asked = yoga.getEnveloped({ req: request, params });
          const { schema, execute, subscribe, contextFactory, parse, validate } = asked;
          const document = parse(params.query);
          const errors = validate(schema, document);
          if (errors.length > 0) return errors.map((error: unknown) => toApiError(error, requestId, log));
          return {
            schema,
            document,
            operationName: params.operationName,
            variableValues: params.variables,
            contextValue: await contextFactory(),
            rootValue: { execute, subscribe },
          };
        } catch (error) {
          return [toApiError(error, requestId, log)];
        }
      },
      onNext: ({ extra }, _id, _payload, _args, { errors, ...result }) => {
        const { requestId } = arrivalOf(extra.request);
        const { stringify: _stringify, ...sent } = result as { stringify?: unknown };
        return errors ? { ...sent, errors: errors.map((error) => toApiError(error, requestId, log).toJSON()) } : sent;
      },
      onError: ({ extra }, _id, _payload, errors) =>
        errors.map((error) => toApiError(error, arrivalOf(extra.request).requestId, log).toJSON()),
    },
    sockets,
  );
  // Closing a server that is closed is an error of its own.
  let ended: Promise<void> | undefined;
  return () => {
    ended ??= Promise.resolve(disposable.dispose());
    return ended;
  };
}
