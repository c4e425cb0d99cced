import { createHash, timingSafeEqual } from 'node:crypto';
import { refuse } from '@suyuan/schemas';
import type { Request, RequestHandler } from 'express';
import { EDGES, type Edge, type EdgeName } from '../access/index.ts';
import type { Person } from '../identity/index.ts';
import type { Log } from '../log.ts';
import { arrivalOf, isLocal } from './arrival.ts';
import { bodyTypeOf } from './openapi.ts';
import { sendRefusal } from './refusal.ts';

/** Express does not tell the case of paths, so that these may not either. Under them nothing is reached that the table does not name. */
const OURS = /^\/(session|documents|peer|iso20022|schemas|ledger|operator|healthz|readyz|metrics)(\/|$)/i;
/** Yoga answers every method at this one path. */
const GRAPHQL = /^\/graphql\/?$/i;

const pattern = (path: string) => new RegExp(`^${path.replaceAll('.', '\\.').replace(/:\w+/g, '[^/]+')}/?$`, 'i');

const edges = Object.entries(EDGES).map(([name, edge]) => {
  const [method = '', path = ''] = name.split(' ');
  return { name: name as EdgeName, edge: edge as Edge, method, path: pattern(path) };
});

/** The edge that a request comes through; undefined where there is none. */
export function edgeOf(method: string, path: string): Edge | undefined {
  const asked = method === 'HEAD' ? 'GET' : method;
  if (GRAPHQL.test(path)) return 'reader';
  return edges.find((one) => one.method === asked && one.path.test(path))?.edge;
}

/** Methods by which an address is reached; none where there is no such address. */
export const methodsAt = (path: string): readonly string[] =>
  edges.filter((one) => one.path.test(path)).flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));

const hashOf = (text: string) => createHash('sha256').update(text).digest();

/** True for who shows the token of those who watch this gateway. */
function showsToken(request: Request, token: string | undefined): boolean {
  const given = /^Bearer (\S{8,400})$/.exec(request.headers.authorization ?? '')?.[1];
  return token !== undefined && given !== undefined && timingSafeEqual(hashOf(given), hashOf(token));
}

/** The name of the edge, as the table has it. */
export function edgeNameOf(method: string, path: string): EdgeName | '/graphql' | undefined {
  if (GRAPHQL.test(path)) return '/graphql';
  const asked = method === 'HEAD' ? 'GET' : method;
  return edges.find((one) => one.method === asked && one.path.test(path))?.name;
}

/** Whose gateway this is, and the token of those who watch it. */
interface Own {
  readonly msp: string;
  readonly watcher: string | undefined;
}

const runs = (person: Person, msp: string) =>
  person.msp === msp && (person.unit === 'admin' || person.duty === 'gateway');

/** @throws ACCESS_SIGN_IN, DOCUMENT_PEER, OPERATOR_EDGE, SESSION_DEMONSTRATION, WATCHER_TOKEN */
function checkEdge(edge: Edge, request: Request, { msp, watcher }: Own): void {
  const { person } = arrivalOf(request);
  if (edge === 'watcher' && !isLocal(request) && !showsToken(request, watcher)) throw refuse('WATCHER_TOKEN');
  if (edge === 'machine' && !isLocal(request))
    throw refuse('SESSION_DEMONSTRATION', { rule: 'the request is not of this machine' });
  if (edge === 'operator' && !isLocal(request)) throw refuse('OPERATOR_EDGE');
  if (edge !== 'person' && edge !== 'gateway' && edge !== 'operator') return;
  if (!person) throw refuse('ACCESS_SIGN_IN');
  if (edge === 'gateway' && person.duty !== 'gateway') throw refuse('DOCUMENT_PEER', { person: person.name });
  if (edge === 'operator' && !runs(person, msp)) throw refuse('OPERATOR_EDGE');
}

/** XML goes by two names. */
const ALIKE: Readonly<Record<string, string[]>> = { 'application/xml': ['application/xml', 'text/xml'] };

/** @throws REQUEST_MEDIA for a body of another type than the edge takes */
function checkBody(request: Request): void {
  const name = edgeNameOf(request.method, request.path);
  const expected = name && name !== '/graphql' ? bodyTypeOf(name) : undefined;
  // Null where there is no body, about which the edge has its own word.
  if (expected && request.is(ALIKE[expected] ?? [expected]) === false) throw refuse('REQUEST_MEDIA', { expected });
}

const ASKED: ReadonlySet<Edge> = new Set(['reader', 'person', 'gateway', 'operator']);

/** Lets through what the policy table lets through, having found out who asks where it matters. */
export function edgeGuard(recognise: RequestHandler, own: Own, log: Log): RequestHandler {
  return (request, response, next) => {
    const { method, path } = request;
    const edge = edgeOf(method, path);
    const { requestId } = arrivalOf(request);
    // No database takes U+0000 in a text.
    if (path.includes('%00'))
      return sendRefusal(
        response,
        refuse('REQUEST_MALFORMED', { rule: 'a text may not contain U+0000' }, 'path'),
        requestId,
        log,
      );
    if (!edge) {
      if (!OURS.test(path)) return next();
      const allowed = methodsAt(path).join(', ');
      if (allowed) {
        response.setHeader('allow', allowed);
        return sendRefusal(response, refuse('REQUEST_METHOD', { allowed }), requestId, log);
      }
      return sendRefusal(response, refuse('NOT_FOUND', { what: 'page', id: path.slice(0, 100) }), requestId, log);
    }
    // Unless the edge says otherwise, nobody keeps what it answers.
    response.setHeader('cache-control', 'no-store');
    const check = () => {
      try {
        checkEdge(edge, request, own);
        checkBody(request);
      } catch (error) {
        return sendRefusal(response, error, requestId, log);
      }
      next();
    };
    if (ASKED.has(edge)) recognise(request, response, check);
    else check();
  };
}
