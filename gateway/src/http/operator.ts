import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import type { Services } from '../graphql/context.ts';
import { arrivalOf } from './arrival.ts';
import { sendRefusal } from './refusal.ts';

/** For who runs the gateway: `/operator`. */
export function operatorRoutes({ config, copyLocal, log }: Services): Router {
  const router = Router();
  // Written to a file first: a slow reader does not hold the database.
  router.post('/backup', async (request, response) => {
    const { requestId, person } = arrivalOf(request);
    const file = join(config.home, 'gateway', `backup-${randomUUID()}.tmp`);
    try {
      const handle = await open(file, 'wx', 0o600);
      await copyLocal((line) => handle.writeFile(`${line}\n`)).finally(() => handle.close());
      log.info({ person: person?.name }, 'what this gateway keeps for itself is read for a backup');
      response.setHeader('cache-control', 'no-store');
      response.setHeader('content-length', (await stat(file)).size);
      response.type('application/x-ndjson');
      await pipeline(createReadStream(file), response);
    } catch (error) {
      if (response.headersSent) response.destroy();
      else sendRefusal(response, error, requestId, log);
    } finally {
      await rm(file, { force: true });
    }
  });
  return router;
}
