import { Refusal } from '@suyuan/schemas';
import type { Progress } from '../projector/index.ts';
import { type Context, renew } from './context.ts';
import { checkAccess } from './guard.ts';

/** Changes that a slow reader may leave waiting before its subscription is ended. */
const WAITING = 1000;

/** True while the subscriber is signed in as at the start and may still ask for the field. */
async function mayListen(context: Context, field: string): Promise<boolean> {
  try {
    await renew(context);
    checkAccess(field, context);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}

/**
 * What subscribers get: for each batch of blocks, what `pick` finds in it for this reader, who is looked at anew each
 * time. Ends with the reader or the session, with the gateway, and when the reader falls too far behind.
 */
export async function* changes<T>(
  context: Context,
  field: string,
  pick: (progress: Progress) => Promise<readonly T[]>,
): AsyncGenerator<T> {
  const { projector, stopping } = context.services;
  const waiting: Progress[] = [];
  let news = Promise.withResolvers<void>();
  const forget = projector.listen((progress) => {
    waiting.push(progress);
    news.resolve();
  });
  const stop = () => news.resolve();
  stopping.addEventListener('abort', stop);
  try {
    while (waiting.length < WAITING && !stopping.aborted) {
      await news.promise;
      news = Promise.withResolvers<void>();
      for (let next = waiting.shift(); next; next = waiting.shift()) {
        if (!(await mayListen(context, field))) return;
        yield* await pick(next);
      }
    }
  } finally {
    stopping.removeEventListener('abort', stop);
    forget();
  }
}
