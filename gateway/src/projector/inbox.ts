/**
 * Hands on what a stream brought while its reader was busy, in groups of at most `limit`: one by one when it is slow,
 * many at a time when it is fast. Holds at most two groups, then lets the stream wait.
 */
export async function* inbox<T>(stream: AsyncIterable<T>, limit: number): AsyncGenerator<T[]> {
  const held: T[] = [];
  let done = false;
  let failure: { error: unknown } | undefined;
  let news = Promise.withResolvers<void>();
  let room = Promise.withResolvers<void>();

  const fill = async () => {
    try {
      for await (const item of stream) {
        held.push(item);
        news.resolve();
        if (held.length >= 2 * limit) await room.promise;
      }
    } catch (error) {
      failure = { error };
    }
    done = true;
    news.resolve();
  };
  void fill();

  for (;;) {
    await news.promise;
    news = Promise.withResolvers<void>();
    while (held.length) {
      const some = held.splice(0, limit);
      room.resolve();
      room = Promise.withResolvers<void>();
      yield some;
    }
    if (failure) throw failure.error;
    if (done) return;
  }
}
