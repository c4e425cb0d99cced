import { createPrivateKey, sign } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Keeper } from '../documents/index.ts';

/** True where a gateway answers at an address. */
export const answers = (url: string): Promise<boolean> =>
  fetch(new URL('/healthz', url), { signal: AbortSignal.timeout(5000) }).then(
    () => true,
    () => false,
  );

/** Has the gateway that runs write what it keeps for itself into a file, by a session of its own identity. */
export async function askGateway(url: string, { certificate, key }: Keeper, file: string): Promise<void> {
  const send = async (path: string, body: object, headers: Record<string, string> = {}, method = 'POST') => {
    const content = { 'content-type': 'application/json', ...headers };
    const answer = await fetch(new URL(path, url), {
      method,
      headers: content,
      ...(method === 'POST' ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${path} at ${url}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    return answer;
  };
  const { challenge } = (await (await send('/session/challenge', {})).json()) as { challenge: string };
  const own = createPrivateKey(key);
  const hash = own.asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'sha384' : 'sha256';
  const signature = sign(hash, Buffer.from(challenge), own).toString('base64');
  const { token } = (await (await send('/session', { certificate, challenge, signature })).json()) as { token: string };
  const headers = { authorization: `Bearer ${token}` };
  try {
    const { body } = await send('/operator/backup', {}, headers);
    const lines = Readable.fromWeb(body as ReadableStream);
    await pipeline(lines, createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }));
  } finally {
    await send('/session', {}, headers, 'DELETE');
  }
}
