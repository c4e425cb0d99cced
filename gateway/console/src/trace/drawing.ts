import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { CARD } from './Cards.tsx';
import type { Grouped } from './group.ts';
import { laidOut, type Places } from './layout.ts';
import type { Lineage } from './model.ts';

const narrow = matchMedia('(max-width: 700px)');
const listen = (listener: () => void) => {
  narrow.addEventListener('change', listener);
  return () => narrow.removeEventListener('change', listener);
};

/** Whether there is more room downwards than sideways. */
export const useNarrow = (): boolean => useSyncExternalStore(listen, () => narrow.matches);

/** Where everything stands; undefined until it is worked out. */
export function usePlaces(of: Lineage | Grouped): { places: Places | undefined; error: unknown } {
  const down = useNarrow();
  const [found, setFound] = useState<{ key: string; places: Places }>();
  const [error, setError] = useState<unknown>();
  const [ids, ends] = useMemo(
    () => ('points' in of ? [of.points.map(({ id }) => id), of.lines] : [of.groups.map(({ id }) => id), of.bundles]),
    [of],
  );
  const key = useMemo(
    () => [down, ...ids, ...ends.map(({ from, to }) => `${from}>${to}`)].join(' '),
    [down, ids, ends],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all that the layout depends on
  useEffect(() => {
    let stale = false;
    const boxes = ids.map((id) => ({ id, ...CARD }));
    laidOut(boxes, ends, down).then(
      (places) => {
        if (!stale) setFound({ key, places });
      },
      (cause: unknown) => {
        if (!stale) setError(cause);
      },
    );
    return () => {
      stale = true;
    };
  }, [key]);
  return { places: found?.places, error };
}
