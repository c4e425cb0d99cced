import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { toApiError } from '../../errors/index.ts';
import type { Log } from '../../log.ts';

const isStream = (value: unknown): value is AsyncIterable<ExecutionResult> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;

async function* each<T>(stream: AsyncIterable<T>, shown: (item: T) => T): AsyncGenerator<T> {
  for await (const item of stream) yield shown(item);
}

/** A result whose errors are as the API shows them; they are logged by their codes. */
export function withApiErrors<R extends ExecutionResult>(one: R, request: string, log: Log): R {
  if (!one.errors) return one;
  const errors = one.errors.map((error) => toApiError(error, request, log));
  log.info({ refused: errors.map(({ extensions }) => extensions.code), request }, 'refused');
  return { ...one, errors };
}

/** The one place through which every error leaves: single, batched and streamed results alike. */
export function useApiErrors(log: Log): Plugin {
  return {
    onResultProcess({ request, result, setResult }) {
      const id = request.headers.get('x-request-id') ?? '';
      const shown = <R extends ExecutionResult>(one: R): R => withApiErrors(one, id, log);
      if (isStream(result)) setResult(each(result, shown));
      else if (Array.isArray(result)) setResult((result as ExecutionResult[]).map(shown));
      else setResult(shown(result as ExecutionResult));
    },
  };
}
