import type { RequestHandler } from 'express';

const POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self' blob:",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** GraphiQL is one page with its scripts inside; it is served from this origin alone. */
const GRAPHIQL = POLICY.replace("script-src 'self'", "script-src 'self' 'unsafe-inline' 'unsafe-eval'").replace(
  "default-src 'self'",
  "default-src 'self'; font-src 'self' data:",
);

/** Headers of every answer: what a page of ours may load, and that nobody frames or guesses it. */
export const secureHeaders: RequestHandler = (request, response, next) => {
  const graphiql = request.path === '/graphql' && request.method === 'GET';
  response.setHeader('content-security-policy', graphiql ? GRAPHIQL : POLICY);
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('cross-origin-opener-policy', 'same-origin');
  response.setHeader('cross-origin-resource-policy', 'same-origin');
  response.setHeader('permissions-policy', 'camera=(), geolocation=(), microphone=()');
  next();
};
