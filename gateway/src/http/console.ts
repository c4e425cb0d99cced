import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import { assetPolicy, pagePolicy } from './headers.ts';

/** What the build of the console writes where the nonce of each answer belongs. */
const PLACE = /CSP_NONCE/g;
const ASSET = /^\/[\w.-]+$/;

/** Names the file that was compressed when the console was built, for who takes it. */
const compressed =
  (assets: string): RequestHandler =>
  (request, response, next) => {
    const found = ASSET.test(request.path) && existsSync(join(assets, `${request.path}.gz`));
    if (found) response.vary('accept-encoding');
    if (found && request.acceptsEncodings('gzip')) {
      response.type(request.path.slice(request.path.lastIndexOf('.')));
      response.setHeader('content-encoding', 'gzip');
      request.url = `${request.path}.gz`;
    }
    next();
  };

/** The page, with a nonce of its own for the styles that its scripts put in. Every address of a page is answered with it. */
const page =
  (dir: string): RequestHandler =>
  async (request, response, next) => {
    const read = request.method === 'GET' || request.method === 'HEAD';
    const asked = request.path === '/' || request.accepts(['json', 'html']) === 'html';
    if (!read || !asked) return next();
    const text = await readFile(join(dir, 'index.html'), 'utf8').catch(() => undefined);
    if (text === undefined) return next();
    const nonce = randomBytes(16).toString('base64');
    response.setHeader('content-security-policy', pagePolicy(nonce));
    response.setHeader('cache-control', 'no-cache');
    response.type('html').send(text.replace(PLACE, nonce));
  };

/** The web console: hashed files that are kept for a year, and one page that is asked for again. */
export function consoleRoutes(dir: string): Router {
  const router = Router();
  const assets = join(dir, 'assets');
  router.use(
    '/assets',
    compressed(assets),
    express.static(assets, {
      immutable: true,
      maxAge: '365d',
      index: false,
      setHeaders: (response) => response.setHeader('content-security-policy', assetPolicy),
    }),
  );
  router.use(
    express.static(dir, { index: false, setHeaders: (response) => response.setHeader('cache-control', 'no-cache') }),
  );
  router.use(page(dir));
  return router;
}
