import { type RequestHandler, Router } from 'express';
import type { Metrics } from '../observe/index.ts';
import { edgeNameOf } from './edges.ts';

/** Times each request, by the edge that it came through; the console's files are one edge. */
export const timed =
  (metrics: Metrics): RequestHandler =>
  (request, response, next) => {
    const end = metrics.requests.startTimer();
    const { method, path } = request;
    response.once('close', () => {
      const edge = edgeNameOf(method, path) ?? 'other';
      end({
        edge,
        method: /^(GET|HEAD|POST|PATCH|DELETE)$/.test(method) ? method : 'OTHER',
        status: response.statusCode,
      });
    });
    next();
  };

/** `/metrics`, in Prometheus' text format. */
export function metricsRoutes(metrics: Metrics): Router {
  const router = Router();
  router.get('/metrics', async (_request, response) => {
    response
      .set('cache-control', 'no-store')
      .type(metrics.registry.contentType)
      .send(await metrics.text());
  });
  return router;
}
