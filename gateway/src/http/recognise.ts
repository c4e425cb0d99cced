import type { Request, RequestHandler } from 'express';
import type { Identity } from '../identity/index.ts';
import type { Log } from '../log.ts';
import { arrivalOf, bearer, isLocal, recognised } from './arrival.ts';
import { sendRefusal } from './refusal.ts';

/** PEM of the certificate that the client showed in TLS; undefined over plain HTTP or without one. */
function tlsCertificate(request: Request): string | undefined {
  const socket = request.socket as { getPeerX509Certificate?: () => { toString(): string } | undefined };
  return socket.getPeerX509Certificate?.()?.toString();
}

/** Finds out who asks, by session or by mutual TLS, and counts it. A bad token or certificate is refused, not ignored. */
export function recognise(identity: Identity, log: Log): RequestHandler {
  return async (request, response, next) => {
    try {
      const token = bearer(request);
      const certificate = tlsCertificate(request);
      const local = isLocal(request);
      if (token) await recognised(request, () => identity.find(token, local));
      else if (request.headers.authorization) await identity.find('', false);
      else if (certificate) await recognised(request, async () => identity.ofCertificate(certificate));
      const { person } = arrivalOf(request);
      if (person) identity.take(person);
      next();
    } catch (error) {
      sendRefusal(response, error, arrivalOf(request).requestId, log);
    }
  };
}
