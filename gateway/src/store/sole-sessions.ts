import type { LocalStore } from './local.ts';
import type { SessionRow } from './tables.ts';

/** Sessions that are known at once, at most. */
const KNOWN = 10_000;

/**
 * The same store where this process alone writes it, as with PGlite: a session that was found is known until some session
 * ends. What was asked before an end, or while it was under way, is not kept.
 */
export function soleSessions(store: LocalStore): LocalStore {
  let known = new Map<string, SessionRow>();
  const ending = async <T>(end: () => Promise<T>): Promise<T> => {
    known = new Map();
    try {
      return await end();
    } finally {
      known = new Map();
    }
  };
  return {
    ...store,
    session: async (hash) => {
      const already = known.get(hash);
      if (already) return already;
      const into = known;
      const found = await store.session(hash);
      if (found && into.size < KNOWN) into.set(hash, found);
      return found;
    },
    endSession: (hash) => ending(() => store.endSession(hash)),
    endSessionsOf: (owner, which) => ending(() => store.endSessionsOf(owner, which)),
    endSessionsBy: (fingerprints) => ending(() => store.endSessionsBy(fingerprints)),
    sweep: (before) => ending(() => store.sweep(before)),
  };
}
