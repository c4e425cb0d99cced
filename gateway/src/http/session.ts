import { refuse } from '@suyuan/schemas';
import { json, type Request, type RequestHandler, Router } from 'express';
import type { Identity, Opened } from '../identity/index.ts';
import type { Log } from '../log.ts';
import { arrivalOf, bearer } from './arrival.ts';
import { sendRefusal } from './refusal.ts';

const BODY_BYTES = 64 * 1024;

/** A text member of a JSON body. @throws REQUEST_MALFORMED */
function text(request: Request, name: string, maxLength: number): string {
  const value = (request.body as Record<string, unknown> | undefined)?.[name];
  if (typeof value !== 'string' || value.length === 0)
    throw refuse('REQUEST_MALFORMED', { rule: 'a text is required' }, name);
  if (value.length > maxLength) throw refuse('REQUEST_MALFORMED', { rule: `at most ${maxLength} characters` }, name);
  return value;
}

const shown = ({ token, expiresAt, person }: Opened) => ({
  token,
  expiresAt,
  person: {
    name: person.name,
    msp: person.msp,
    admin: person.unit === 'admin',
    entity: person.entity,
    roles: person.roles,
    clearance: person.clearance,
    fingerprint: person.fingerprint,
    wallet: person.wallet !== undefined,
  },
});

const addressOf = (request: Request) => request.socket.remoteAddress ?? '';

/** Certificates may be larger than the limit that readCertificate states; it says so itself. */
export const PEM_CHARACTERS = BODY_BYTES / 2;

/** Signing in and out: `/session`. */
export function sessionRoutes(identity: Identity, log: Log): Router {
  const router = Router();
  const answer =
    (handle: (request: Request) => Promise<unknown>): RequestHandler =>
    async (request, response) => {
      response.setHeader('cache-control', 'no-store');
      try {
        const body = await handle(request);
        if (body === undefined) response.status(204).end();
        else response.json(body);
      } catch (error) {
        sendRefusal(response, error, arrivalOf(request).requestId, log);
      }
    };

  /** Who came in is logged; the token is not. */
  const entered = (request: Request, opened: Opened) => {
    const { name, msp, entity, fingerprint, session } = opened.person;
    const { requestId } = arrivalOf(request);
    const who = { person: name, msp, entity, certificate: fingerprint, session };
    log.info({ ...who, address: addressOf(request), request: requestId }, 'signed in');
    return shown(opened);
  };

  router.use(json({ limit: BODY_BYTES }));
  router.post(
    '/challenge',
    answer((request) => identity.challenge(addressOf(request))),
  );
  router.post(
    '/',
    answer(async (request) => {
      const certificate = text(request, 'certificate', PEM_CHARACTERS);
      const challenge = text(request, 'challenge', 200);
      const signature = Buffer.from(text(request, 'signature', 400), 'base64');
      return entered(request, await identity.open({ certificate, challenge, signature }, addressOf(request)));
    }),
  );
  router.delete(
    '/',
    answer(async (request) => {
      const token = bearer(request);
      if (token) await identity.close(token);
      log.info({ address: addressOf(request), request: arrivalOf(request).requestId }, 'signed out');
    }),
  );
  router.get(
    '/demonstration',
    answer(async () => ({
      people: identity.people().map((p) => ({
        person: p.id,
        name: p.name,
        title: p.title,
        operator: p.operator,
        entity: p.entity,
        roles: p.roles,
      })),
    })),
  );
  router.post(
    '/demonstration',
    answer(async (request) => entered(request, await identity.openDemonstration(text(request, 'person', 200)))),
  );
  return router;
}
