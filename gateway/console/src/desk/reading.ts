import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { answered } from '../data/http.ts';
import { asked } from '../data/query.ts';
import { QueueDocument, QueueNewsDocument } from '../generated/desk.ts';
import { type Asked, grown, moved, type Queue } from './queue.ts';

/** The gateway's largest page. */
const PAGE = 200;

async function page(of: Asked, after: string | null) {
  const { data, asOf } = await answered(QueueDocument, { first: PAGE, after, ...of });
  const { nodes, totalCount, pageInfo } = data.cases;
  return { nodes, total: totalCount, after: pageInfo.hasNextPage ? pageInfo.endCursor : null, block: asOf?.block ?? 0 };
}

async function first(of: Asked): Promise<Queue> {
  const { nodes, ...rest } = await page(of, null);
  return { rows: nodes, ...rest };
}

/** What changed since the queue was read; the whole queue anew where that is more than a page. */
async function news(of: Asked, key: readonly unknown[]): Promise<Queue> {
  const before = asked.getQueryData<Queue>(key);
  if (!before) return first(of);
  const { next: _next, state: _state, type: _type, deadlineUntil: _until, ...parties } = of.filter;
  const { data, asOf } = await answered(QueueNewsDocument, {
    first: PAGE,
    filter: of.filter,
    changed: { ...parties, changedAfterBlock: before.block },
  });
  if (data.changed.pageInfo.hasNextPage) return first(of);
  const now = asked.getQueryData<Queue>(key) ?? before;
  return moved(now, data.changed.nodes, data.cases.totalCount, asOf?.block ?? now.block, of);
}

/** A queue as far as it was read. Later pages are asked for when they are wanted; changes come by themselves. */
export function useQueue(of: Asked) {
  const key = useMemo(() => ['moves', 'queue', of] as const, [of]);
  const queue = useQuery({ queryKey: key, queryFn: () => news(of, key), placeholderData: keepPreviousData });
  const [reading, setReading] = useState(false);
  const [error, setError] = useState<unknown>();
  const stopped = useRef(false);
  const running = useRef(false);

  const read = useCallback(
    async (pages: number): Promise<Queue | undefined> => {
      if (running.current) return undefined;
      running.current = true;
      stopped.current = false;
      setReading(true);
      setError(undefined);
      try {
        for (let n = 0; n < pages && !stopped.current; n += 1) {
          const before = asked.getQueryData<Queue>(key);
          if (!before || before.after === null) break;
          const { nodes, total, after } = await page(of, before.after);
          // What changed while the page was on its way is kept.
          asked.setQueryData<Queue>(key, (now) =>
            now?.after === before.after ? grown(now, nodes, total, after, of) : now,
          );
        }
        return stopped.current ? undefined : asked.getQueryData<Queue>(key);
      } catch (cause) {
        setError(cause);
        return undefined;
      } finally {
        running.current = false;
        setReading(false);
      }
    },
    [of, key],
  );

  return {
    queue,
    reading,
    error,
    /** Reads one page more. */
    more: useCallback(() => void read(1), [read]),
    /** Reads to the end; undefined where that was stopped or failed. */
    all: useCallback(() => read(Number.POSITIVE_INFINITY), [read]),
    stop: useCallback(() => {
      stopped.current = true;
    }, []),
  };
}
