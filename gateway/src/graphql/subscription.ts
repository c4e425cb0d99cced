import type { Progress } from '../projector/index.ts';
import type { Context } from './context.ts';

/** Changes that a slow reader may leave waiting before its subscription is ended. */
const WAITING = 1000;

/**
 * What subscribers get: for each batch of blocks, what `pick` finds in it for this reader. Ends with the reader, and
 * when the reader falls too far behind.
 */
export async function* changes<T>(
  { services: { projector } }: Context,
  pick: (progress: Progress) => Promise<readonly T[]>,
): AsyncGenerator<T> {
  const waiting: Progress[] = [];
  let news = Promise.withResolvers<void>();
  const forget = projector.listen((progress) => {
    waiting.push(progress);
    news.resolve();
  });
  try {
    while (waiting.length < WAITING) {
      await news.promise;
      news = Promise.withResolvers<void>();
      for (let next = waiting.shift(); next; next = waiting.shift()) yield* await pick(next);
    }
  } finally {
    forget();
  }
}
