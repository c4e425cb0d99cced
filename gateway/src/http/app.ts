import type { Server } from 'node:http';
import { refuse } from '@suyuan/schemas';
import express, { type Express, raw } from 'express';
import { KeptAnswers, KnownOperations } from '../graphql/answers/index.ts';
import type { Services } from '../graphql/context.ts';
import { PersistedOperations } from '../graphql/plugins/index.ts';
import { buildYoga } from '../graphql/yoga.ts';
import type { Identity } from '../identity/index.ts';
import { arrivalOf, arrive } from './arrival.ts';
import { consoleRoutes } from './console.ts';
import { documentRoutes } from './documents.ts';
import { edgeGuard } from './edges.ts';
import { fromOurPages } from './graphql-request.ts';
import { secureHeaders } from './headers.ts';
import { healthRoutes } from './health.ts';
import { isoRoutes } from './iso20022.ts';
import { ledgerRoutes } from './ledger.ts';
import { metricsRoutes, timed } from './metrics.ts';
import { operatorRoutes } from './operator.ts';
import { peerDocumentRoutes } from './peer-documents.ts';
import { questions } from './questions.ts';
import { recognise } from './recognise.ts';
import { onError, sendRefusal } from './refusal.ts';
import { schemaRoutes } from './schemas.ts';
import { sessionRoutes } from './session.ts';
import { serveSockets } from './sockets.ts';

/** Serves sockets beside a server; answers how to end them. */
export type Sockets = (server: Server) => () => Promise<void>;

/** Everything that the gateway serves, over either port. */
export function buildApp(services: Services, identity: Identity): { readonly app: Express; readonly sockets: Sockets } {
  const { config, log, ledger, projector, metrics } = services;
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', 'strong');
  app.use(arrive, secureHeaders(config.tls !== undefined), timed(metrics));
  app.use(edgeGuard(recognise(identity, log), { msp: ledger.operator.mspId, watcher: config.metricsToken }, log));
  const known = new KnownOperations();
  const persisted = new PersistedOperations(config.operations.listed, config.operations.only);
  const yoga = buildYoga(services, arrivalOf, { known, persisted });
  const answers = new KeptAnswers();
  projector.listen(() => answers.forget());
  app.use(
    '/graphql',
    fromOurPages(config.explore, log),
    raw({ type: () => true, limit: config.limits.bodyBytes }),
    questions({ yoga, services, answers, known, persisted }),
    (request, response) => void yoga(Object.assign(request, { url: request.originalUrl }), response),
  );
  app.use(metricsRoutes(metrics));
  app.use(healthRoutes(projector, () => ledger.height()));
  app.use('/schemas', schemaRoutes());
  app.use('/ledger', ledgerRoutes(services));
  app.use('/session', sessionRoutes(identity, log));
  app.use('/iso20022', isoRoutes(services));
  app.use('/documents', documentRoutes(services));
  app.use('/peer/documents', peerDocumentRoutes(services.documents, log));
  app.use('/operator', operatorRoutes(services));
  app.use(consoleRoutes(config.consoleDir));
  app.use((request, response) =>
    sendRefusal(
      response,
      refuse('NOT_FOUND', { what: 'page', id: request.path.slice(0, 100) }),
      arrivalOf(request).requestId,
      log,
    ),
  );
  app.use(onError(log));
  return { app, sockets: (server) => serveSockets(server, yoga, identity, services) };
}
