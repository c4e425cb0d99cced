import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { toApiError } from '../../errors/index.ts';
import type { Log } from '../../log.ts';

const isStream = (value: unknown): value is AsyncIterable<ExecutionResult> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

async function* each<T>(stream: AsyncIterable<T>, shown: (item: T) => T): AsyncGenerator<T> {
  for await (const item of stream) yield shown(item);
}

/** The one place through which every error leaves: single, batched and streamed results alike; each is logged by its code. */
export function useApiErrors(log: Log): Plugin {
  return {
    onResultProcess({ request, result, setResult }) {
      const id = request.headers.get('x-request-id') ?? '';
      const shown = <R extends ExecutionResult>(one: R): R => {
        if (!one.errors) return one;
        const errors = one.errors.map((error) => toApiError(error, id, log));
        log.info({ refused: errors.map(({ extensions }) => extensions.code), request: id }, 'refused');
        return { ...one, errors };
      };
      if (isStream(result)) setResult(each(result, shown));
      else if (Array.isArray(result)) setResult((result as ExecutionResult[]).map(shown));
      else setResult(shown(result as ExecutionResult));
    },
  };
}
