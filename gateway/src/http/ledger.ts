import { createHash } from 'node:crypto';
import { canonical, refuse } from '@suyuan/schemas';
import { type RequestHandler, type Response, Router } from 'express';
import { releaseText } from '../graphql/asset/resolvers.ts';
import { type Context, newContext, type Services } from '../graphql/context.ts';
import { arrivalOf } from './arrival.ts';
import { sendRefusal } from './refusal.ts';

/** What never changes may be kept by anybody for a year. */
const FOR_GOOD = 'public, max-age=31536000, immutable';
/** Kept, but asked about each time: another version may follow, or the asset be no longer public. */
const ASKED = 'public, no-cache';

/** Sends a document as its canonical JSON under its digest; 304 to who has it. */
function sendCanonical(response: Response, document: unknown, cache: string): void {
  const body = canonical(document);
  response.setHeader('etag', `"sha256:${createHash('sha256').update(body).digest('hex')}"`);
  response.setHeader('cache-control', cache);
  response.type('application/json').send(body);
}

/** A document of the ledger less the place that it was read from. */
const bare = <D extends { readonly recorded: unknown }>({ recorded: _recorded, ...document }: D) => document;
const missing = (what: string, id: string) => refuse('NOT_FOUND', { what, id: id.slice(0, 100) });

/** What anybody may read of the ledger, as canonical JSON with ETags, whoever asks: blocks' headers, releases, certificates. */
export function ledgerRoutes(services: Services): Router {
  const { log, reads } = services;
  const router = Router();
  const answer =
    (send: (id: string, response: Response, context: Context) => Promise<void>): RequestHandler =>
    async (request, response) => {
      const { requestId } = arrivalOf(request);
      try {
        const context = await newContext(services, undefined, requestId, async () => undefined);
        await send(String(request.params.id), response, context);
      } catch (error) {
        sendRefusal(response, error, requestId, log);
      }
    };
  router.get(
    '/blocks/:id',
    answer(async (id, response) => {
      const block = /^\d{1,9}$/.test(id) ? await reads.block(Number(id)) : undefined;
      if (!block) throw missing('block', id);
      sendCanonical(response, block, FOR_GOOD);
    }),
  );
  router.get(
    '/releases/:id',
    answer(async (id, response, context) => {
      const release = await context.load.release(id);
      if (!release) throw missing('release', id);
      const { text: _text, inputs: _inputs, ...rest } = bare(release);
      const text = await releaseText(release, context);
      sendCanonical(response, { ...rest, ...(text ? { text } : {}) }, ASKED);
    }),
  );
  router.get(
    '/certificates/:id',
    answer(async (id, response, context) => {
      const certificate = await context.load.certificate(id);
      if (!certificate) throw missing('certificate', id);
      sendCanonical(response, bare(certificate), ASKED);
    }),
  );
  return router;
}
