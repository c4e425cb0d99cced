import { refuse } from '@suyuan/schemas';
import { type Request, Router } from 'express';
import type { Documents } from '../documents/index.ts';
import type { Log } from '../log.ts';
import { arrivalOf } from './arrival.ts';
import { digestIn } from './documents.ts';
import { answering } from './refusal.ts';

/** The gateway of an operator that asks, by its certificate; nobody else comes through this edge. @throws ACCESS_SIGN_IN */
function peerIn(request: Request) {
  const { person } = arrivalOf(request);
  if (!person) throw refuse('ACCESS_SIGN_IN');
  return { msp: person.msp, certificate: person.certificate };
}

/** Documents for the gateways of other operators, sealed, by what the ledger gives the operator: `/peer/documents`. */
export function peerDocumentRoutes(documents: Documents, log: Log): Router {
  const router = Router();
  const answer = answering(log);
  router.get(
    '/:digest',
    answer(async (request, response) => {
      response.json(await documents.recordFor(digestIn(request), peerIn(request)));
    }),
  );
  router.get(
    '/:digest/content',
    answer(async (request, response) => {
      const peer = peerIn(request);
      const digest = digestIn(request);
      const { file, path } = await documents.sealedFor(digest, peer);
      log.info({ document: digest, msp: peer.msp, range: request.get('range') }, 'a document is fetched by a gateway');
      response.set({ etag: `"${file}"`, 'content-type': 'application/octet-stream', 'cache-control': 'no-store' });
      await new Promise<void>((resolve, reject) =>
        response.sendFile(path, { dotfiles: 'allow', cacheControl: false, lastModified: false }, (error) =>
          error && !response.headersSent ? reject(error) : resolve(),
        ),
      );
    }),
  );
  return router;
}
