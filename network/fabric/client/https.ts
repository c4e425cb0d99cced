import { request } from 'node:https';
import type { NodeTls } from '../configuration/tls.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** Asks an admin or operations endpoint of a node, with the operator's own TLS certificate. */
export const askNode = (
  tls: NodeTls,
  port: number,
  path: string,
  body?: { readonly type: string; readonly bytes: Uint8Array },
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const sent = request(
      {
        host: 'localhost',
        port,
        path,
        method: body ? 'POST' : 'GET',
        ca: tls.rootPem,
        cert: tls.certificate,
        key: tls.key,
        agent: false,
        timeout: 20_000,
        ...(body ? { headers: { 'content-type': body.type, 'content-length': body.bytes.length } } : {}),
      },
      (response) => {
        const parts: Buffer[] = [];
        response.on('data', (part: Buffer) => parts.push(part));
        response.once('end', () =>
          resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString('utf8') }),
        );
        response.once('error', reject);
      },
    );
    sent.once('timeout', () => sent.destroy(new Error(`port ${port} does not answer`)));
    sent.once('error', reject);
    sent.end(body?.bytes);
  });
