import { commands, documents, errors, LedgerEvent, Outcome, queries } from '@suyuan/schemas';
import { type RequestHandler, Router } from 'express';
import { openapi } from './openapi.ts';

const DRAFT = 'https://json-schema.org/draft/2020-12/schema';

const published: Readonly<Record<string, Readonly<Record<string, object>>>> = {
  commands,
  queries,
  documents,
  messages: { LedgerEvent, Outcome },
};

const address = (kind: string, name: string) => `/schemas/${kind}/${encodeURIComponent(name)}`;

const index = {
  ...Object.fromEntries(
    Object.entries(published).map(([kind, schemas]) => [
      kind,
      Object.fromEntries(Object.keys(schemas).map((name) => [name, address(kind, name)])),
    ]),
  ),
  errors: '/schemas/errors',
  openapi: '/schemas/openapi.json',
};

const cached: RequestHandler = (_request, response, next) => {
  response.setHeader('cache-control', 'public, max-age=300');
  next();
};

/** The shapes of everything that crosses a boundary, as JSON Schema; and the registered errors. */
export function schemaRoutes(): Router {
  const router = Router();
  router.use(cached);
  router.get('/', (_request, response) => void response.json(index));
  router.get('/openapi.json', (_request, response) => void response.json(openapi));
  router.get('/errors', (_request, response) => void response.json(errors));
  router.get('/:kind/:name', (request, response, next) => {
    const { kind, name } = request.params;
    const schemas = Object.hasOwn(published, kind) ? published[kind] : undefined;
    const schema = schemas && Object.hasOwn(schemas, name) ? schemas[name] : undefined;
    if (!schema) return next();
    response.type('application/schema+json').json({ $schema: DRAFT, $id: address(kind, name), ...schema });
  });
  return router;
}
