import type { RequestHandler } from 'express';

const policy = (styles: string) =>
  [
    "default-src 'self'",
    "script-src 'self'",
    `style-src 'self' ${styles}`.trim(),
    "img-src 'self' data: blob:",
    "connect-src 'self'",
    "worker-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

const POLICY = policy('');

/** The console's files: a worker's policy is that of its own file, and digests are worked out in WebAssembly. */
export const assetPolicy: string = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'");

/** Of no text at all: Ant Design's icons put their style in empty, before they give it its nonce. */
const EMPTY = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='";

/** The console's page: styles that its own scripts make carry the nonce of this answer. */
export const pagePolicy = (nonce: string): string => policy(`'nonce-${nonce}' ${EMPTY}`);

/** GraphiQL is one page with its scripts inside; it is served from this origin alone. */
const GRAPHIQL = policy("'unsafe-inline'")
  .replace("script-src 'self'", "script-src 'self' 'unsafe-inline' 'unsafe-eval'")
  .replace("worker-src 'self'", "worker-src 'self' blob:")
  .replace("default-src 'self'", "default-src 'self'; font-src 'self' data:");

/**
 * Headers of every answer: what a page of ours may load, that nobody frames or guesses it, and, where the port is served by
 * TLS, that nobody comes to it otherwise.
 */
export const secureHeaders =
  (tls: boolean): RequestHandler =>
  (request, response, next) => {
    if (tls) response.setHeader('strict-transport-security', 'max-age=31536000; includeSubDomains');
    const graphiql = request.path === '/graphql' && request.method === 'GET';
    response.setHeader('content-security-policy', graphiql ? GRAPHIQL : POLICY);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=()');
    next();
  };
