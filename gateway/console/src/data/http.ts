import { SuyuanError } from '@suyuan/client/errors';
import { token } from '../session/token.ts';
import type { Operation } from './operation.ts';

/** As of which block an answer holds. */
export type AsOf = { readonly block: number; readonly time: string };

type Extensions = SuyuanError['details'] & { readonly code?: string };

type Body = {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: Extensions }[];
  readonly error?: Extensions & { readonly code: string };
};

/** The gateway could not be reached at all. */
export const OFFLINE = 'OFFLINE';

/** A request to this page's own gateway. Throws a SuyuanError with the registered code, or OFFLINE. */
export async function ask(
  path: string,
  body?: unknown,
  method = body === undefined ? 'GET' : 'POST',
): Promise<unknown> {
  const bearer = token();
  const response = await fetch(path, {
    method,
    headers: {
      accept: 'application/json',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch((cause: unknown) => {
    throw new SuyuanError(String(cause), OFFLINE);
  });
  if (response.status === 204) return undefined;
  const answer = (await response.json().catch(() => {
    throw new SuyuanError(
      `The gateway answered ${response.status}`,
      response.status >= 502 ? OFFLINE : 'UNREADABLE_ANSWER',
    );
  })) as Body;
  if (answer.error) throw new SuyuanError(answer.error.en ?? answer.error.code, answer.error.code, answer.error);
  const first = answer.errors?.[0];
  if (first) throw new SuyuanError(first.message, first.extensions?.code ?? 'UNKNOWN', first.extensions);
  return answer;
}

/** A request to this page's own gateway for what is no JSON. Throws a SuyuanError with the registered code, or OFFLINE. */
export async function fetchFile(path: string, init: RequestInit = {}): Promise<Blob> {
  const headers = { ...init.headers, authorization: `Bearer ${token() ?? ''}` };
  const response = await fetch(path, { ...init, headers }).catch((cause: unknown) => {
    throw new SuyuanError(String(cause), OFFLINE);
  });
  if (response.ok) return response.blob();
  const { error } = (await response.json().catch(() => ({}))) as Body;
  throw new SuyuanError(
    error?.en ?? `The gateway answered ${response.status}`,
    error?.code ?? 'UNREADABLE_ANSWER',
    error,
  );
}

/** Asks the gateway one operation; says of its answer as of which block it holds at least. */
export async function answered<Answer, Variables>(
  operation: Operation<Answer, Variables>,
  variables: Variables,
): Promise<{ readonly data: Answer; readonly asOf: AsOf | undefined }> {
  type Whole = { data: Answer; extensions?: { asOf?: AsOf } };
  const { data, extensions } = (await ask('/graphql', { query: operation, variables })) as Whole;
  return { data, asOf: extensions?.asOf };
}

/** Asks the gateway one operation. */
export async function query<Answer, Variables>(
  operation: Operation<Answer, Variables>,
  variables: Variables,
): Promise<Answer> {
  return (await answered(operation, variables)).data;
}
