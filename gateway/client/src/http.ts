import { SuyuanError } from './errors.ts';

type Answer = {
  data?: unknown;
  errors?: { message: string; extensions?: Record<string, unknown> }[];
  error?: { code: string; en?: string; zh?: string };
};

/** The gateway could not be reached at all. */
export const OFFLINE = 'OFFLINE';

async function post(url: URL, body: unknown, token: string | undefined): Promise<Answer> {
  const response = await fetch(url, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify(body),
  }).catch((error: Error) => {
    const cause = error.cause instanceof Error ? error.cause.message || error.cause.name : error.message;
    throw new SuyuanError(`No gateway answers at ${url.origin}: ${cause}`, OFFLINE);
  });
  const text = await response.text();
  try {
    return JSON.parse(text) as Answer;
  } catch {
    throw new SuyuanError(`The gateway answered ${response.status}: ${text.slice(0, 200)}`, 'UNREADABLE_ANSWER');
  }
}

/** One REST call; an answer with a registered error throws it. */
export async function call<T>(url: URL, body: unknown, token?: string): Promise<T> {
  const answer = await post(url, body, token);
  const { error } = answer;
  if (error) throw new SuyuanError(error.en ?? error.code, error.code, error);
  return answer as T;
}

/** One GraphQL operation; its first error throws, with code and texts from its extensions. */
export async function graphql<T>(
  url: URL,
  query: string,
  variables: Record<string, unknown>,
  token?: string,
): Promise<T> {
  const { data, errors } = await post(url, { query, variables }, token);
  const first = errors?.[0];
  if (first) throw new SuyuanError(first.message, String(first.extensions?.code ?? 'UNKNOWN'), first.extensions ?? {});
  return data as T;
}
