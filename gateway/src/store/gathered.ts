/**
 * Look-ups by key that are asked for in the same turn of the event loop, by whomever, fetched together. Each is fetched
 * after it was asked for, and nothing is kept.
 */
export function gathered<V>(
  fetch: (keys: string[]) => Promise<ReadonlyMap<string, V>>,
): (key: string) => Promise<V | undefined> {
  let waiting: { readonly keys: Set<string>; readonly found: Promise<ReadonlyMap<string, V>> } | undefined;
  const begin = () => {
    const keys = new Set<string>();
    const turn = new Promise<void>((resolve) => setImmediate(resolve));
    const found = turn.then(() => {
      waiting = undefined;
      return fetch([...keys]);
    });
    return { keys, found };
  };
  return async (key) => {
    waiting ??= begin();
    const { keys, found } = waiting;
    keys.add(key);
    return (await found).get(key);
  };
}
