import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { madeOnce } from '../made-once.ts';

/** The Ed25519 key of a file, which is made when there is none, readable by its owner alone. */
export const webhookKey = (file: string): KeyObject =>
  createPrivateKey(
    madeOnce(file, () => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })),
  );

/** PEM of the key by which receivers check. */
export const publicPem = (key: KeyObject): string =>
  createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();

/** Headers of a message by Standard Webhooks: Ed25519 over id, seconds and body. */
export function signedHeaders(key: KeyObject, id: string, seconds: number, body: string): Record<string, string> {
  const signature = sign(null, Buffer.from(`${id}.${seconds}.${body}`), key).toString('base64');
  return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': `v1a,${signature}` };
}
