import { errors, MediaType, Sha256, Sm3 } from '@suyuan/schemas';
import { EDGES, type Edge, type EdgeName } from '../access/index.ts';
import { PEM_CHARACTERS } from './session.ts';

type Json = Readonly<Record<string, unknown>>;

/** What of an edge its name does not say. */
interface Said {
  readonly summary: string;
  readonly body?: Json;
  readonly media?: string;
  readonly parameters?: readonly Json[];
  readonly answers?: Json;
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: Json) => ({ 'application/json': { schema } });
const ok = (description: string, schema: Json = { type: 'object' }) => ({ description, content: json(schema) });
const object = (properties: Json, required = Object.keys(properties)) => ({
  type: 'object',
  properties,
  required,
});
const strictly = (...of: Parameters<typeof object>) => ({ ...object(...of), additionalProperties: false });
const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });
const bytes = { type: 'integer', minimum: 0 };
const binary = { type: 'string', format: 'binary' };
const instant = { type: 'string', format: 'date-time' };

const PARAMETERS: Readonly<Record<string, Json>> = {
  digest: { ...Sha256 },
  id: { type: 'string', minLength: 1, maxLength: 64 },
  kind: { type: 'string', enum: ['commands', 'queries', 'documents', 'messages'] },
  name: { type: 'string', minLength: 1, maxLength: 64 },
};

const document = object({ document: object({ sha256: Sha256, size: bytes, mediaType: MediaType }) });
const opened = object({ token: { type: 'string' }, expiresAt: instant, person: { type: 'object' } });
const debtor = object({ account: text(34), agent: text(12) });
const range = { name: 'range', in: 'header', schema: { type: 'string', maxLength: 100 } };
const offset = { name: 'upload-offset', in: 'header', required: true, schema: bytes };

const SAID: Readonly<Record<Exclude<EdgeName, 'GET /graphql' | 'POST /graphql'>, Said>> = {
  'GET /healthz': { summary: 'The process runs' },
  'GET /readyz': { summary: 'The ledger answers, and the projection has caught up' },
  'GET /metrics': { summary: 'Metrics in Prometheus’ text format', answers: { '200': { description: 'Metrics' } } },
  'GET /schemas': { summary: 'Where each schema is' },
  'GET /schemas/errors': { summary: 'Every registered refusal' },
  'GET /schemas/openapi.json': { summary: 'This document' },
  'GET /schemas/:kind/:name': {
    summary: 'The JSON Schema of a command, query, document or message',
    answers: {
      '200': { description: 'The schema', content: { 'application/schema+json': { schema: { type: 'object' } } } },
    },
  },
  'GET /ledger/blocks/:id': { summary: 'A block, which never changes' },
  'GET /ledger/blocks/:id/raw': {
    summary: 'A block as the peer keeps it, a protobuf message common.Block',
    answers: { '200': { description: 'The block', content: { 'application/octet-stream': {} } } },
  },
  'GET /ledger/certificates/:id': { summary: 'A certificate as the ledger has it' },
  'GET /ledger/releases/:id': { summary: 'A release, which never changes' },
  'POST /session/challenge': {
    summary: 'A text to sign, usable once',
    answers: { '200': ok('The challenge', object({ challenge: { type: 'string' }, expiresAt: instant })) },
  },
  'POST /session': {
    summary: 'Signs in by a signed challenge',
    body: object({ certificate: text(PEM_CHARACTERS), challenge: text(200), signature: text(400) }),
    answers: { '200': ok('The session', opened) },
  },
  'DELETE /session': { summary: 'Signs out', answers: { '204': { description: 'Signed out' } } },
  'GET /session/demonstration': { summary: 'People of a demonstration' },
  'POST /session/demonstration': {
    summary: 'Signs a person of a demonstration in',
    body: object({ person: text(200) }),
    answers: { '200': ok('The session', opened) },
  },
  'POST /documents': {
    summary: 'Announces a document and begins its upload',
    body: strictly({ sha256: Sha256, sm3: Sm3, size: bytes, mediaType: MediaType }, ['sha256', 'size', 'mediaType']),
    answers: { '200': ok('It is here already', document), '201': ok('An upload, or the document where it is empty') },
  },
  'GET /documents/uploads/:id': {
    summary: 'How far an upload is',
    answers: { '200': ok('The upload', object({ upload: { type: 'string' }, offset: bytes })) },
  },
  'PATCH /documents/uploads/:id': {
    summary: 'Goes on with an upload',
    body: binary,
    media: 'application/octet-stream',
    parameters: [offset],
    answers: { '201': ok('The document is whole', document), '204': { description: 'More is to come' } },
  },
  'DELETE /documents/uploads/:id': {
    summary: 'Gives an upload up',
    answers: { '204': { description: 'Given up' } },
  },
  'GET /documents/:digest': {
    summary: 'The content of a document, or a range of it',
    parameters: [range],
    answers: {
      '200': { description: 'The content', content: { '*/*': { schema: binary } } },
      '206': { description: 'The range', content: { '*/*': { schema: binary } } },
    },
  },
  'GET /peer/documents/:digest': { summary: 'The record of a sealed document, its key wrapped to the asking gateway' },
  'GET /peer/documents/:digest/content': {
    summary: 'Sealed content',
    answers: { '200': { description: 'The content', content: { 'application/octet-stream': { schema: binary } } } },
  },
  'POST /iso20022/orders/:id/pain.001': {
    summary: 'The pain.001.001.09 of an order',
    body: debtor,
    answers: { '200': { description: 'The message', content: { 'application/xml': { schema: { type: 'string' } } } } },
  },
  'POST /iso20022/orders/:id/instruction': { summary: 'Id and digest of that message', body: debtor },
  'POST /iso20022/commands': {
    summary: 'What a bank’s message would command',
    body: binary,
    media: 'application/xml',
  },
  'POST /iso20022/messages': {
    summary: 'Carries out what a bank’s message says',
    body: binary,
    media: 'application/xml',
  },
  'POST /operator/backup': {
    summary: 'What the gateway keeps for itself, as lines of JSON, for a backup',
    answers: { '200': { description: 'The lines', content: { 'application/x-ndjson': { schema: binary } } } },
  },
};

/** The media type of the body that an edge takes; undefined where it takes none. */
export function bodyTypeOf(name: EdgeName): string | undefined {
  const said = (SAID as Readonly<Record<string, Said>>)[name];
  return said?.body && (said.media ?? 'application/json');
}

const AUTHENTICATED: ReadonlySet<Edge> = new Set(['reader', 'person', 'gateway', 'watcher', 'operator']);

function operation(name: keyof typeof SAID) {
  const { summary, body, media = 'application/json', parameters = [], answers }: Said = SAID[name];
  const edge: Edge = EDGES[name];
  const inPath = [...name.matchAll(/:(\w+)/g)].map(([, parameter = '']) => ({
    name: parameter,
    in: 'path',
    required: true,
    schema: PARAMETERS[parameter],
  }));
  return {
    summary,
    description: `Who: ${edge}`,
    ...(AUTHENTICATED.has(edge) ? { security: [{ session: [] }, {}] } : { security: [] }),
    parameters: [...inPath, ...parameters],
    ...(body ? { requestBody: { required: true, content: { [media]: { schema: body } } } } : {}),
    responses: {
      ...(answers ?? { '200': ok('The answer') }),
      '4XX': { description: 'A registered refusal', content: json(ref('Refused')) },
      '503': { description: 'Not now', content: json({ type: 'object' }) },
    },
  };
}

const paths: Record<string, Record<string, unknown>> = {};
for (const name of Object.keys(SAID) as (keyof typeof SAID)[]) {
  const [method = '', path = ''] = name.split(' ');
  const at = path.replace(/:(\w+)/g, '{$1}');
  paths[at] = { ...paths[at], [method.toLowerCase()]: operation(name) };
}

/** The HTTP edges beside GraphQL, as OpenAPI 3.1: made from the table of edges, so that none is missing. */
export const openapi = {
  openapi: '3.1.0',
  info: {
    title: 'Suyuan 溯源 gateway',
    version: '1',
    description: 'Everything else is GraphQL, at `/graphql`. Every refusal has a registered code: `/schemas/errors`.',
  },
  paths,
  components: {
    securitySchemes: { session: { type: 'http', scheme: 'bearer' } },
    schemas: {
      Refused: object({
        error: object(
          {
            code: { type: 'string', enum: Object.keys(errors) },
            citation: { type: 'string' },
            zh: { type: 'string' },
            en: { type: 'string' },
            field: { type: 'string' },
            params: { type: 'object' },
            retryAfter: { type: 'integer' },
          },
          ['code', 'citation', 'zh', 'en'],
        ),
      }),
    },
  },
};
