import { createHash } from 'node:crypto';
import { canonical, refuse } from '@suyuan/schemas';
import { type Request, type RequestHandler, type Response, Router } from 'express';
import { readsRawBlocks } from '../access/index.ts';
import { releaseText } from '../graphql/asset/resolvers.ts';
import { type Context, newContext, type Services } from '../graphql/context.ts';
import { arrivalOf } from './arrival.ts';
import { noteReading } from './note-reading.ts';
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

/**
 * What anybody may read of the ledger, as canonical JSON with ETags, whoever asks: blocks' headers, releases, certificates;
 * and whole blocks, for oversight.
 */
export function ledgerRoutes(services: Services): Router {
  const { ledger, log, readers, readings, reads } = services;
  const router = Router();
  const blockOf = async (id: string) => {
    const block = /^\d{1,9}$/.test(id) ? await reads.block(Number(id)) : undefined;
    if (!block) throw missing('block', id);
    return block;
  };
  const answer =
    (send: (id: string, response: Response, request: Request) => Promise<void>): RequestHandler =>
    async (request, response) => {
      try {
        await send(String(request.params.id), response, request);
      } catch (error) {
        sendRefusal(response, error, arrivalOf(request).requestId, log);
      }
    };
  const anyone = (request: Request): Promise<Context> =>
    newContext(services, { ...arrivalOf(request), person: undefined, headers: new Headers() });
  router.get(
    '/blocks/:id',
    answer(async (id, response) => sendCanonical(response, await blockOf(id), FOR_GOOD)),
  );
  router.get(
    '/blocks/:id/raw',
    answer(async (id, response, request) => {
      const { reader } = await readers.of(arrivalOf(request).person);
      if (!readsRawBlocks(reader)) throw refuse('ACCESS_BLOCK');
      const { number } = await blockOf(id);
      const bytes = await ledger.rawBlock(number);
      await noteReading('block', String(number), request, reader, readings);
      response.attachment(`block-${number}.pb`).set('cache-control', 'private, no-store');
      response.type('application/octet-stream').send(Buffer.from(bytes));
    }),
  );
  router.get(
    '/releases/:id',
    answer(async (id, response, request) => {
      const context = await anyone(request);
      const release = await context.load.release(id);
      if (!release) throw missing('release', id);
      const { text: _text, inputs: _inputs, ...rest } = bare(release);
      const text = await releaseText(release, context);
      sendCanonical(response, { ...rest, ...(text ? { text } : {}) }, ASKED);
    }),
  );
  router.get(
    '/certificates/:id',
    answer(async (id, response, request) => {
      const certificate = await (await anyone(request)).load.certificate(id);
      if (!certificate) throw missing('certificate', id);
      sendCanonical(response, bare(certificate), ASKED);
    }),
  );
  return router;
}
