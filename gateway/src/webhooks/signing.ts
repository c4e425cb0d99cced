import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** The Ed25519 key of a file, which is made when there is none, readable by its owner alone. */
export function webhookKey(file: string): KeyObject {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true });
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  }
  return createPrivateKey(readFileSync(file));
}

/** PEM of the key by which receivers check. */
export const publicPem = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();

/** Headers of a message by Standard Webhooks: Ed25519 over id, seconds and body. */
export function signedHeaders(key: KeyObject, id: string, seconds: number, body: string): Record<string, string> {
  const signature = sign(null, Buffer.from(`${id}.${seconds}.${body}`), key).toString('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1a,${signature}` };
}
