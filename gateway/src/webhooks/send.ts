import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import { addressOf } from './targets.ts';

const TIMEOUT_MS = 10_000;

/**
 * Posts a body to the address that the target's name stands for, following nothing. @returns the HTTP status
 * @throws Error when there is no answer in ten seconds, or the address may not be asked
 */
export async function post(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  privately: boolean,
): Promise<number> {
  const found = await addressOf(url, privately);
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const send = url.protocol === 'https:' ? overHttps : overHttp;
  const request = send(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
    lookup: (_host, options, answer) =>
      options.all ? answer(null, [found]) : answer(null, found.address, found.family),
    signal: AbortSignal.timeout(TIMEOUT_MS),
    agent: false,
  });
  request.on('error', reject);
  request.on('response', (response) => {
    resolve(response.statusCode ?? 0);
    response.destroy();
  });
  request.end(body);
  return promise;
}
