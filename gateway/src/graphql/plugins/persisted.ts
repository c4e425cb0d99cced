import { createHash } from 'node:crypto';
import { refuse } from '@suyuan/schemas';
import type { Plugin } from 'graphql-yoga';

/** Operations that clients brought, and characters of one, at most. */
const KEPT = 1000;
const LONGEST = 20_000;
const HASH = /^[0-9a-f]{64}$/;

/** Operations by the SHA-256 of their text, in hex. */
export type Operations = Readonly<Record<string, string>>;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** The hash that a request names by the protocol of automatic persisted queries; undefined when none. */
function hashOf(extensions: Readonly<Record<string, unknown>> | null | undefined): string | undefined {
  const persisted = extensions?.persistedQuery;
  if (typeof persisted !== 'object' || persisted === null) return undefined;
  const { sha256Hash } = persisted as { sha256Hash?: unknown };
  if (typeof sha256Hash !== 'string' || !HASH.test(sha256Hash))
    throw refuse('REQUEST_MALFORMED', { rule: 'sha256Hash must be 64 hex digits' }, 'extensions.persistedQuery');
  return sha256Hash;
}

/**
 * A request may name an operation by its hash: one of `operations`, which are there from the start, or one that a client
 * brought before, together with its text. With `only`, operations that are not there from the start are refused.
 */
export function usePersistedOperations(operations: Operations, only: boolean): Plugin {
  const known = new Map(Object.entries(operations));
  const brought = new Map<string, string>();
  const keep = (hash: string, text: string) => {
    brought.delete(hash);
    brought.set(hash, text);
    const [oldest] = brought.keys();
    if (brought.size > KEPT && oldest !== undefined) brought.delete(oldest);
  };
  return {
    onParams({ params, setParams }) {
      const { query } = params;
      const hash = hashOf(params.extensions);
      if (typeof query === 'string') {
        const own = hash ?? (only ? sha256(query) : undefined);
        if (own === undefined) return;
        if (hash && sha256(query) !== hash)
          throw refuse('REQUEST_MALFORMED', { rule: 'sha256Hash is not of the query' }, 'extensions.persistedQuery');
        if (only && !known.has(own)) throw refuse('OPERATION_NOT_LISTED');
        if (!known.has(own) && query.length <= LONGEST) keep(own, query);
        return;
      }
      if (hash === undefined) return;
      const text = known.get(hash) ?? brought.get(hash);
      if (text === undefined) throw refuse('PERSISTED_QUERY_NOT_FOUND', { hash });
      if (!known.has(hash)) keep(hash, text);
      setParams({ ...params, query: text });
    },
  };
}
