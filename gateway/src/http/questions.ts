import type { Request, RequestHandler, Response } from 'express';
import { type ExecutionResult, getOperationAST, OperationTypeNode } from 'graphql';
import { type KeptAnswer, type KeptAnswers, type KnownOperations, Moment } from '../graphql/answers/index.ts';
import type { Context, Services } from '../graphql/context.ts';
import { countRefusals, logOperation, type PersistedOperations, withApiErrors } from '../graphql/plugins/index.ts';
import type { Sight } from '../graphql/readers.ts';
import type { buildYoga } from '../graphql/yoga.ts';
import type { Person } from '../identity/index.ts';
import type { Reading } from '../readings/index.ts';
import { arrivalOf } from './arrival.ts';

type Yoga = ReturnType<typeof buildYoga>;

/** What is answered by the media types that a request takes; others are for Yoga to judge. */
const ANSWERED: Readonly<Record<string, string>> = {
  '*/*': 'application/json',
  'application/json': 'application/json',
  'application/json,application/graphql-response+json': 'application/json',
  'application/graphql-response+json': 'application/graphql-response+json',
  'application/graphql-response+json,application/json': 'application/graphql-response+json',
};
const JSON_BODY = /^application\/json\s*(;\s*charset=utf-8\s*)?$/i;

/** Bytes of a request whose answer may be kept. */
const LONGEST = 16_384;

/** The media type of the answer to a plain question, JSON by POST; undefined for every other request. */
function mediaOf({ method, headers, body }: Request): string | undefined {
  if (method !== 'POST' || !Buffer.isBuffer(body) || !JSON_BODY.test(headers['content-type'] ?? '')) return undefined;
  return ANSWERED[(headers.accept ?? '*/*').replaceAll(' ', '').toLowerCase()];
}

/** What a body asks. */
interface Params {
  readonly query?: string;
  readonly operationName?: string;
  readonly variables?: Record<string, unknown>;
  readonly extensions?: Record<string, unknown>;
}

const isText = (value: unknown) => typeof value === 'string';
const isMembers = (value: unknown) => typeof value === 'object' && !Array.isArray(value);
const MEMBERS: Readonly<Record<string, (value: unknown) => boolean>> = {
  query: isText,
  operationName: isText,
  variables: isMembers,
  extensions: isMembers,
};

/** The parameters of a body that is as it should be; undefined for one that Yoga has to judge. */
function paramsOf(body: Buffer): Params | undefined {
  try {
    const read: unknown = JSON.parse(body.toString('utf8'));
    if (!isMembers(read) || read === null) return undefined;
    const given = Object.entries(read as object).filter(([, value]) => value !== null);
    return given.every(([name, value]) => MEMBERS[name]?.(value)) ? (Object.fromEntries(given) as Params) : undefined;
  } catch {
    return undefined;
  }
}

type AsOf = { readonly upTo?: number };

interface Parts {
  readonly yoga: Yoga;
  readonly services: Services;
  readonly answers: KeptAnswers;
  readonly known: KnownOperations;
  readonly persisted: PersistedOperations;
}

function send(response: Response, media: string, body: Buffer): void {
  response.writeHead(200, { 'content-type': `${media}; charset=utf-8`, 'content-length': body.length });
  response.end(body);
}

/** Who asks, with all rights; which media type; and what, byte by byte. Undefined where its answer would not be kept. */
const questionOf = ({ key }: Sight, person: Person | undefined, media: string, body: Buffer) =>
  body.length > LONGEST ? undefined : `${key} ${person?.session ?? ''} ${media}\n${body.toString('latin1')}`;

/** What was shown stands in the read log before the answer leaves. */
async function noteAll(noted: readonly Reading[], request: string, readings: Services['readings']): Promise<void> {
  for (const reading of noted) readings.note({ ...reading, request });
  if (noted.length > 0) await readings.written();
}

/** Sends a kept answer: readings are logged, and the operation is logged and counted, as of any other. */
async function repeat(kept: KeptAnswer, request: Request, response: Response, media: string, { services }: Parts) {
  const { readings, log, metrics } = services;
  const began = performance.now();
  const { requestId } = arrivalOf(request);
  await noteAll(kept.noted, requestId, readings);
  send(response, media, kept.body);
  const ms = performance.now() - began;
  metrics.kept.inc();
  metrics.operations.observe({ type: 'query', outcome: 'answered' }, ms / 1000);
  const { operation, person } = kept;
  logOperation(log, { request: requestId, operation, person, transactions: [], errors: 0, ms });
}

/** The operation that a body asks for, and what it gives; undefined where it is not known as a query. */
function asked(body: Buffer, { known, persisted }: Parts) {
  const params = paramsOf(body);
  const query = params && persisted.textOf(params);
  const document = query === undefined ? undefined : known.find(query);
  const operation = document && getOperationAST(document, params?.operationName);
  if (query === undefined || !document || operation?.operation !== OperationTypeNode.QUERY) return undefined;
  return { document, params: { ...params, query }, operation: operation.name?.value ?? 'query' };
}

/** Answers; false for what Yoga has to answer, of which nothing was sent. */
async function answer(request: Request, response: Response, parts: Parts): Promise<boolean> {
  const { yoga, services, answers } = parts;
  const media = mediaOf(request);
  if (!media) return false;
  const body = request.body as Buffer;
  const { person, requestId } = arrivalOf(request);
  const asOf = answers.now;
  const sight = await services.readers.of(person);
  const question = questionOf(sight, person, media, body);
  const kept = question === undefined ? undefined : asOf.find(question);
  if (kept) {
    await repeat(kept, request, response, media, parts);
    return true;
  }
  const found = asked(body, parts);
  if (!found) return false;
  const { document, params, operation } = found;
  const moment = new Moment(services, sight);
  const { execute, schema, contextFactory } = yoga.getEnveloped({ req: request, params, watch: moment });
  const contextValue = (await contextFactory()) as Context;
  const { variables: variableValues, operationName } = params;
  const result = (await execute({ schema, document, contextValue, variableValues, operationName })) as ExecutionResult;
  const shown = withApiErrors(result, requestId, services.log);
  countRefusals(services.metrics, shown);
  const sent = Buffer.from(JSON.stringify(shown));
  await noteAll(moment.noted, requestId, services.readings);
  send(response, media, sent);
  const { noted, passing } = moment;
  // Where blocks were written meanwhile, parts may hold more than the block as of which the answer is.
  const settled = !shown.errors && (shown.extensions?.asOf as AsOf | undefined)?.upTo === undefined;
  if (question !== undefined && settled && !passing)
    asOf.keep(question, { body: sent, operation, person: contextValue.reader.person, noted });
  return true;
}

/**
 * The way round Yoga's HTTP for what is asked most: a query that is known already, as JSON by POST, whose answer may be
 * kept. It goes through the same plugins, and to Yoga wherever something is not as it should be.
 */
export const questions =
  (parts: Parts): RequestHandler =>
  (request, response, next) => {
    answer(request, response, parts).then(
      (answered) => answered || next(),
      () => (response.headersSent ? response.destroy() : next()),
    );
  };
