import { refuse } from '@suyuan/schemas';
import type { RequestHandler } from 'express';
import type { Log } from '../log.ts';
import { arrivalOf } from './arrival.ts';
import { sendRefusal } from './refusal.ts';

/** What a form of another origin can send: no browser asks before it does. */
const FORMS = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)\b/i;

/** A header that a page of another origin can send only where it was allowed to, which it never is here. */
const OURS = 'x-suyuan-request';

/**
 * Refuses what a page of another origin could send for its visitor: forms, and the text of an operation in an address,
 * unless it comes with a header of its own or asks for a stream, which changes nothing and which no other page may read. Persisted operations are named, not written, and answer the same to everybody.
 */
export const fromOurPages =
  (explore: boolean, log: Log): RequestHandler =>
  (request, response, next) => {
    const { method, headers, query } = request;
    const form = FORMS.test(headers['content-type'] ?? '');
    const written = method === 'GET' && query.query !== undefined;
    const stream = /text\/event-stream/.test(headers.accept ?? '');
    const own = stream || headers.authorization !== undefined || headers[OURS] !== undefined;
    if (form || (written && !own)) {
      const rule = form
        ? 'an operation is sent as application/json'
        : `an operation in an address needs Authorization or ${OURS}; send it by POST`;
      return sendRefusal(response, refuse('REQUEST_MALFORMED', { rule }, 'body'), arrivalOf(request).requestId, log);
    }
    const page = method === 'GET' && query.query === undefined && !query.extensions && !query.documentId;
    if (page && !explore && /text\/html/.test(headers.accept ?? '')) {
      const gone = refuse('NOT_FOUND', { what: 'page', id: '/graphql' });
      return sendRefusal(response, gone, arrivalOf(request).requestId, log);
    }
    next();
  };
