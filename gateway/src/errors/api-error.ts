import { type ErrorCode, explain, Refusal, type RefusalBody } from '@suyuan/schemas';
import { GraphQLError } from 'graphql';
import type { Log } from '../log.ts';

/** What every error of the API carries. Nobody needs to read its prose: `code` says what happened. */
export interface ErrorExtensions extends Record<string, unknown> {
  readonly code: ErrorCode;
  readonly citation: string;
  readonly zh: string;
  readonly en: string;
  readonly field?: string;
  readonly params?: RefusalBody['params'];
  readonly findings?: RefusalBody['findings'];
  /** Seconds. */
  readonly retryAfter?: number;
}

/** A refusal as the API shows it, with the HTTP status of the REST edges. */
export function present(body: RefusalBody): { status: number; message: string; extensions: ErrorExtensions } {
  const { code, status, citation, zh, en } = explain(body);
  const { field, params, findings } = body;
  const retryAfter = params.retryAfter;
  return {
    status,
    message: en,
    extensions: {
      code,
      citation,
      zh,
      en,
      params,
      ...(field === undefined ? {} : { field }),
      ...(findings ? { findings } : {}),
      ...(typeof retryAfter === 'number' ? { retryAfter } : {}),
    },
  };
}

/** What else a name might have been is not told: it would spell the schema out to who guesses. */
const unsuggested = (message: string) => message.replace(/ ?Did you mean [^?]*\?/g, '');

/** The refusal that an error stands for. What nobody foresaw is logged and becomes INTERNAL with the request's id. */
export function refusalOf(error: unknown, request: string, log: Log): RefusalBody {
  const cause = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  if (cause instanceof Refusal) return cause.body;
  if (cause instanceof GraphQLError) return { code: 'GRAPHQL_INVALID', params: { rule: unsuggested(cause.message) } };
  log.error({ err: cause, request }, 'an unforeseen error');
  return { code: 'INTERNAL', params: { request } };
}

/** An error of an operation as the API shows it: never a stack, never a cause. */
export function toApiError(error: unknown, request: string, log: Log): GraphQLError {
  const { message, extensions } = present(refusalOf(error, request, log));
  if (!(error instanceof GraphQLError)) return new GraphQLError(message, { extensions });
  const { nodes, source, positions, path, extensions: own } = error;
  const http = own.http === undefined ? {} : { http: own.http };
  return new GraphQLError(message, {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    extensions: { ...extensions, ...http },
  });
}
