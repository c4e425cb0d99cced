import { refuse } from '@suyuan/schemas';
import type { ErrorRequestHandler, Response } from 'express';
import { present, refusalOf } from '../errors/index.ts';
import type { Log } from '../log.ts';
import { arrivalOf } from './arrival.ts';

/** Answers a refusal with its HTTP status: `{error}` at a REST edge, `{errors}` where GraphQL is expected. */
export function sendRefusal(response: Response, error: unknown, requestId: string, log: Log): void {
  const { status, message, extensions } = present(refusalOf(error, requestId, log));
  if (extensions.retryAfter) response.setHeader('retry-after', String(extensions.retryAfter));
  const graphql = response.req.originalUrl.startsWith('/graphql');
  response.status(status).json(graphql ? { errors: [{ message, extensions }] } : { error: extensions });
}

type BodyError = { readonly type?: string; readonly status?: number; readonly limit?: number };

/** What Express and its body parsers threw, as registered refusals. */
export function onError(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    const { type, status, limit } = error as BodyError;
    const known =
      type === 'entity.too.large'
        ? refuse('LIMIT_BODY', { limit: limit ?? 0 })
        : status && status < 500
          ? refuse('REQUEST_MALFORMED', { rule: type ?? 'it cannot be read' }, 'body')
          : error;
    sendRefusal(response, known, arrivalOf(request).requestId, log);
  };
}
