import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Request, RequestHandler } from 'express';
import type { Person } from '../identity/index.ts';

type Again = () => Promise<Person | undefined>;

interface Arrival {
  readonly id: string;
  person: Person | undefined;
  again: Again;
}

const NOBODY: Again = async () => undefined;

const arrivals = new WeakMap<object, Arrival>();

const WELL_FORMED = /^[A-Za-z0-9_-]{8,64}$/;

/** Gives each request an id, the caller's own when it is well-formed, and says it in the answer. */
export const arrive: RequestHandler = (request, response, next) => {
  const given = request.headers['x-request-id'];
  const id = typeof given === 'string' && WELL_FORMED.test(given) ? given : randomUUID();
  request.headers['x-request-id'] = id;
  response.setHeader('x-request-id', id);
  arrivals.set(request, { id, person: undefined, again: NOBODY });
  next();
};

/** A request that asks again and again, over a socket: nothing is known of it before it says so. */
export function arriveBy(request: object): { readonly requestId: string } {
  const id = randomUUID();
  arrivals.set(request, { id, person: undefined, again: NOBODY });
  return { requestId: id };
}

/** Finds out who a request is from, and keeps the way to find it out again. @throws why it cannot be said */
export async function recognised(request: object, again: () => Promise<Person>): Promise<void> {
  const person = await again();
  const arrival = arrivals.get(request);
  if (arrival) Object.assign(arrival, { person, again });
}

/** What was found out about a request so far. */
export function arrivalOf(request: object) {
  const arrival = arrivals.get(request);
  return { requestId: arrival?.id ?? '', person: arrival?.person, again: arrival?.again ?? NOBODY };
}

const LOOPBACK = /^(::1|127\.\d+\.\d+\.\d+|::ffff:127\.\d+\.\d+\.\d+)$/;
const LOCAL_HOST = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i;

/**
 * True for a request of this machine to itself: by its address, not passed on by a proxy, and addressed by a local
 * name, so that a page of another origin cannot send it by a name that it points here.
 */
export function isLocal(request: IncomingMessage): boolean {
  const { headers, socket } = request;
  const origin = headers.origin ? URL.parse(headers.origin)?.host : undefined;
  return (
    LOOPBACK.test(socket.remoteAddress ?? '') &&
    headers['x-forwarded-for'] === undefined &&
    headers.forwarded === undefined &&
    LOCAL_HOST.test(headers.host ?? '') &&
    (headers.origin === undefined || LOCAL_HOST.test(origin ?? ''))
  );
}

/** Token of the Authorization header; undefined when there is none. */
export const bearer = (request: Request): string | undefined => tokenOf(request.headers.authorization);

/** Token of what such a header says. */
export const tokenOf = (authorization: unknown): string | undefined =>
  typeof authorization === 'string' ? /^Bearer ([A-Za-z0-9_-]{20,200})$/.exec(authorization)?.[1] : undefined;
