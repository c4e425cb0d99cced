import { SuyuanError } from '@suyuan/client/errors';
import { keepPreviousData, QueryCache, QueryClient, type UseQueryResult, useQuery } from '@tanstack/react-query';
import { listen, session } from '../session/token.ts';
import { OFFLINE, query } from './http.ts';
import type { Operation } from './operation.ts';
import { sessionOver } from './over.ts';

/** True where the gateway could not be reached at all. */
export const isOffline = (error: unknown): boolean => error instanceof SuyuanError && error.code === OFFLINE;

/** What was asked and answered at this tab. */
export const asked = new QueryClient({
  queryCache: new QueryCache({ onError: sessionOver }),
  defaultOptions: {
    queries: {
      staleTime: 2_000,
      gcTime: 300_000,
      networkMode: 'always',
      refetchOnWindowFocus: false,
      retry: (count, error) => isOffline(error) && count < 2,
    },
  },
});

// Another person sees other things: nothing of what one was told is shown to the next.
let person = session()?.token;
listen(() => {
  if (person === session()?.token) return;
  person = session()?.token;
  void asked.resetQueries();
});

type Settings = { readonly when?: boolean; readonly still?: boolean };

/**
 * Asks one operation, and anew when the ledger has moved on. `when: false` waits; `still` is for answers that never change.
 */
export function useAsk<Answer, Variables>(
  operation: Operation<Answer, Variables>,
  variables: Variables,
  { when = true, still = false }: Settings = {},
): UseQueryResult<Answer> {
  return useQuery({
    queryKey: [still ? 'still' : 'moves', operation, variables],
    queryFn: () => query(operation, variables),
    enabled: when,
    placeholderData: keepPreviousData as never,
    ...(still ? { staleTime: Number.POSITIVE_INFINITY } : {}),
  });
}

/** Asks everything on the page anew, such as after a command of one's own. */
export const refresh = (): Promise<void> => asked.invalidateQueries({ queryKey: ['moves'] });
