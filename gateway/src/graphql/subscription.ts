import { Refusal } from '@suyuan/schemas';
import type { Batch } from '../projector/index.ts';
import { type Context, renew } from './context.ts';
import { checkAccess } from './guard.ts';

/** Blocks of the past that are read before a reader is looked at again. */
const LOOKED_AT = 200;

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
 * What subscribers get: for each block, in order, what `pick` finds in it for this reader, who is looked at anew each
 * time there is news. `pick` answers the same places for every reader, empty where this one gets nothing, so that
 * block and place are an event's id: who resumes from one gets what comes after it, once. Ends with the reader or the
 * session, and with the gateway.
 */
export async function* changes<T>(
  context: Context,
  field: string,
  pick: (batch: Batch) => Promise<readonly (T | undefined)[]>,
): AsyncGenerator<T> {
  const { projector, feed, stopping } = context.services;
  const { resume } = context;
  let next = resume ? resume.block : projector.checkpoint.block + 1;
  let seen = resume ? resume.index : -1;
  let news = Promise.withResolvers<void>();
  const forget = projector.listen(() => news.resolve());
  const stop = () => news.resolve();
  stopping.addEventListener('abort', stop);
  try {
    for (;;) {
      while (next <= projector.checkpoint.block) {
        if (!(await mayListen(context, field))) return;
        const until = Math.min(projector.checkpoint.block, next + LOOKED_AT);
        for (; next <= until; next += 1) {
          const found = await pick(await feed.at(next));
          for (const [index, one] of found.entries()) {
            if (one === undefined || index <= seen) continue;
            context.event = { block: next, index };
            yield one;
          }
          seen = -1;
        }
      }
      if (stopping.aborted) return;
      await news.promise;
      news = Promise.withResolvers<void>();
    }
  } finally {
    stopping.removeEventListener('abort', stop);
    forget();
  }
}
