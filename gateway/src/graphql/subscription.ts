import type { Progress } from '../projector/index.ts';
import type { Context } from './context.ts';

/** Changes that a slow reader may leave waiting before its subscription is ended. */
const WAITING = 1000;

/**
 * What subscribers get: for each batch of blocks, what `pick` finds in it for this reader. Ends with the reader, with
 * the gateway, and when the reader falls too far behind.
 */
export async function* changes<T>(
  { services: { projector, stopping } }: Context,
  pick: (progress: Progress) => Promise<readonly T[]>,
): AsyncGenerator<T> {
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
      for (let next = waiting.shift(); next; next = waiting.shift()) yield* await pick(next);
    }
  } finally {
    stopping.removeEventListener('abort', stop);
    forget();
  }
}
