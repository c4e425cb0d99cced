import { pipeline } from 'node:stream/promises';
import { Bytes, fits, MediaType, refuse, Sha256, Sm3, strict } from '@suyuan/schemas';
import { json, type Request, type Response, Router } from 'express';
import { Type } from 'typebox';
import type { SealedRecord } from '../documents/index.ts';
import type { Services } from '../graphql/context.ts';
import { arrivalOf } from './arrival.ts';
import { noteReading } from './note-reading.ts';
import { answering } from './refusal.ts';

const BODY_BYTES = 4096;

/** What an upload announces: the document by its digest, and whatever else is known of it. */
const Announced = strict({ sha256: Sha256, sm3: Type.Optional(Sm3), size: Bytes, mediaType: MediaType });

const shown = ({ sha256, sm3, size, mediaType }: SealedRecord) => ({
  document: { sha256, ...(sm3 ? { sm3 } : {}), size, mediaType },
});

function offsetOf(request: Request): number {
  const text = request.get('upload-offset') ?? '';
  if (!/^\d{1,15}$/.test(text)) throw refuse('REQUEST_MALFORMED', { rule: 'a whole number of bytes' }, 'upload-offset');
  return Number(text);
}

/** A digest in a path. @throws REQUEST_MALFORMED */
export function digestIn(request: Request): string {
  const { digest } = request.params;
  if (!fits(Sha256, digest)) throw refuse('REQUEST_MALFORMED', { rule: 'sha256: and 64 hexadecimal digits' }, 'digest');
  return digest;
}

/** The range that a request asks for, `[from, until)`; undefined for the whole. Several ranges are answered by the whole. */
function rangeOf(request: Request, etag: string, size: number): { from: number; until: number } | undefined {
  const condition = request.get('if-range');
  if (condition !== undefined && condition !== etag) return undefined;
  const ranges = request.range(size, { combine: true });
  if (ranges === -1) throw refuse('DOCUMENT_RANGE', { size }, 'range');
  if (ranges === undefined || ranges === -2 || ranges.type !== 'bytes' || ranges.length !== 1) return undefined;
  const [range] = ranges;
  return range && { from: range.start, until: range.end + 1 };
}

type Parts = Pick<Services, 'documents' | 'readers' | 'readings' | 'log'>;

/** Uploading in parts that can be broken off and gone on with, and downloading with ranges: `/documents`. */
export function documentRoutes({ documents, readers, readings, log }: Parts): Router {
  const router = Router();
  const answer = answering(log);
  const readerIn = async (request: Request) => (await readers.of(arrivalOf(request).person)).reader;

  const whole = (response: Response, record: SealedRecord) => response.status(201).json(shown(record));

  router.post(
    '/',
    json({ limit: BODY_BYTES }),
    answer(async (request, response) => {
      const facts: unknown = request.body;
      if (!fits(Announced, facts))
        throw refuse('REQUEST_MALFORMED', { rule: 'sha256, size, mediaType and, where known, sm3' }, 'body');
      const begun = await documents.begin(facts, await readerIn(request));
      if ('record' in begun) {
        response.json(shown(begun.record));
        return;
      }
      const { draft } = begun;
      const { id } = draft.record;
      response.status(201).location(`/documents/uploads/${id}`).json({ upload: id, offset: draft.offset });
    }),
  );
  router.get(
    '/uploads/:id',
    answer(async (request, response) => {
      const { record, offset } = await documents.upload(String(request.params.id), await readerIn(request));
      response.set({ 'upload-offset': String(offset), 'upload-length': String(record.size) });
      response.json({ upload: record.id, offset });
    }),
  );
  router.patch(
    '/uploads/:id',
    answer(async (request, response) => {
      const id = String(request.params.id);
      const { draft, record } = await documents.go(id, offsetOf(request), request, await readerIn(request));
      response.set('upload-offset', String(draft.offset));
      if (record) whole(response, record);
      else response.status(204).end();
    }),
  );
  router.delete(
    '/uploads/:id',
    answer(async (request, response) => {
      await documents.cancel(String(request.params.id), await readerIn(request));
      response.status(204).end();
    }),
  );
  router.get(
    '/:digest',
    answer(async (request, response) => {
      const reader = await readerIn(request);
      const { record, name } = await documents.find(digestIn(request), reader);
      const etag = `"${record.sha256}"`;
      const range = rangeOf(request, etag, record.size);
      const { from, until } = range ?? { from: 0, until: record.size };
      response.attachment(name ?? record.sha256.slice(7));
      response.set({
        'content-length': String(until - from),
        'accept-ranges': 'bytes',
        'cache-control': 'private, no-cache',
        etag,
      });
      // Express would add a character set, which nobody has stated.
      response.setHeader('content-type', record.mediaType);
      if (range) response.status(206).set('content-range', `bytes ${from}-${until - 1}/${record.size}`);
      if (request.method === 'HEAD') {
        response.end();
        return;
      }
      const { person, msp, entity } = reader;
      await noteReading('document', record.sha256, request, reader, readings);
      log.info({ document: record.sha256, person, msp, entity, from, until }, 'a document is read');
      await pipeline(documents.read(record, from, until), response);
    }),
  );
  return router;
}
