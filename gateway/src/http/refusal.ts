import { refuse } from '@suyuan/schemas';
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { present, refusalOf } from '../errors/index.ts';
import type { Log } from '../log.ts';
import { arrivalOf } from './arrival.ts';

/**
 * Answers a refusal with its HTTP status: `{error}` at a REST edge, `{errors}` where GraphQL is expected. Who was refused
 * what, and why, is logged; nothing of what was sent is.
 */
export function sendRefusal(response: Response, error: unknown, requestId: string, log: Log): void {
  const { status, message, extensions } = present(refusalOf(error, requestId, log));
  const { method, originalUrl, socket } = response.req;
  const { person } = arrivalOf(response.req);
  const path = originalUrl.split('?')[0]?.slice(0, 200);
  const { code, field } = extensions;
  const who = { person: person?.name, msp: person?.msp, address: socket.remoteAddress };
  log.info({ refused: code, status, field, method, path, ...who, request: requestId }, 'refused');
  if (extensions.retryAfter) response.setHeader('retry-after', String(extensions.retryAfter));
  const graphql = response.req.originalUrl.startsWith('/graphql');
  response.status(status).json(graphql ? { errors: [{ message, extensions }] } : { error: extensions });
}

type Handle = (request: Request, response: Response) => Promise<void>;

/** A handler whose failure is answered as a refusal; one that comes after the answer began breaks it off. */
export const answering =
  (log: Log) =>
  (handle: Handle): RequestHandler =>
  async (request, response) => {
    try {
      await handle(request, response);
    } catch (error) {
      const { requestId } = arrivalOf(request);
      const gone = request.destroyed && !request.complete;
      if (!gone && !response.headersSent) return sendRefusal(response, error, requestId, log);
      log.info({ err: error, request: requestId }, gone ? 'a request broke off' : 'an answer was broken off');
      response.destroy();
    }
  };

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
