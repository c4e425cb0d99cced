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

/** What a request says of its operation. */
interface Named {
  readonly query?: string | undefined;
  readonly extensions?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * A request may name an operation by its hash: one of `operations`, which are there from the start, or one that a client
 * brought before, together with its text. With `only`, operations that are not there from the start are refused.
 */
export class PersistedOperations {
  readonly #listed: ReadonlyMap<string, string>;
  readonly #only: boolean;
  readonly #brought = new Map<string, string>();

  constructor(operations: Operations, only: boolean) {
    this.#listed = new Map(Object.entries(operations));
    this.#only = only;
  }

  #keep(hash: string, text: string): void {
    this.#brought.delete(hash);
    this.#brought.set(hash, text);
    const [oldest] = this.#brought.keys();
    if (this.#brought.size > KEPT && oldest !== undefined) this.#brought.delete(oldest);
  }

  /**
   * The text of the operation that a request is about; undefined where it says none.
   * @throws REQUEST_MALFORMED, OPERATION_NOT_LISTED, PERSISTED_QUERY_NOT_FOUND
   */
  textOf({ query, extensions }: Named): string | undefined {
    const hash = hashOf(extensions);
    if (typeof query === 'string') {
      const own = hash ?? (this.#only ? sha256(query) : undefined);
      if (own === undefined) return query;
      if (hash && sha256(query) !== hash)
        throw refuse('REQUEST_MALFORMED', { rule: 'sha256Hash is not of the query' }, 'extensions.persistedQuery');
      if (this.#only && !this.#listed.has(own)) throw refuse('OPERATION_NOT_LISTED');
      if (!this.#listed.has(own) && query.length <= LONGEST) this.#keep(own, query);
      return query;
    }
    if (hash === undefined) return undefined;
    const text = this.#listed.get(hash) ?? this.#brought.get(hash);
    if (text === undefined) throw refuse('PERSISTED_QUERY_NOT_FOUND', { hash });
    if (!this.#listed.has(hash)) this.#keep(hash, text);
    return text;
  }
}

export function usePersistedOperations(persisted: PersistedOperations): Plugin {
  return {
    onParams({ params, setParams }) {
      const query = persisted.textOf(params);
      if (query !== undefined && query !== params.query) setParams({ ...params, query });
    },
  };
}
