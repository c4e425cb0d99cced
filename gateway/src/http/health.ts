import { type RequestHandler, Router } from 'express';
import type { Projector } from '../projector/index.ts';

export interface Readiness {
  readonly ready: boolean;
  readonly reason?: string;
  readonly block: number;
  readonly height?: number;
}

/** Blocks that the projection may lag behind the peer and still be ready. */
const LAG = 10;

/** Ready: database and ledger answer, and the projection has caught up and has not stopped. */
export async function readiness(projector: Projector, height: () => Promise<number>): Promise<Readiness> {
  const { block } = projector.checkpoint;
  if (projector.stopped) {
    const { block: at, reason } = projector.stopped;
    return { ready: false, reason: `the projection stopped at block ${at}: ${reason}`, block };
  }
  try {
    await projector.newest();
  } catch {
    return { ready: false, reason: 'the database cannot be reached', block };
  }
  try {
    const known = await height();
    const ready = known - 1 - block <= LAG;
    return { ready, block, height: known, ...(ready ? {} : { reason: 'the projection is catching up' }) };
  } catch {
    return { ready: false, reason: 'the ledger cannot be reached', block };
  }
}

/** `/healthz`: the process runs. `/readyz`: it can answer for the ledger. */
export function healthRoutes(projector: Projector, height: () => Promise<number>): Router {
  const router = Router();
  const noStore: RequestHandler = (_request, response, next) => {
    response.setHeader('cache-control', 'no-store');
    next();
  };
  router.get('/healthz', noStore, (_request, response) => void response.json({ healthy: true }));
  router.get('/readyz', noStore, async (_request, response) => {
    const state = await readiness(projector, height);
    response.status(state.ready ? 200 : 503).json(state);
  });
  return router;
}
