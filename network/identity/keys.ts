import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';

/** A new ECDSA P-256 key. */
export const newKey = (): KeyObject => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

/** PKCS#8 PEM, as Fabric's tools and SDKs read it. */
export const keyToPem = (key: KeyObject): string => key.export({ type: 'pkcs8', format: 'pem' }).toString();

export const keyFromPem = (pem: string): KeyObject => createPrivateKey(pem);

/** The WebCrypto form that the certificate generator signs with. */
export const webKey = (key: KeyObject, usage: 'sign' | 'verify'): Promise<CryptoKey> =>
  crypto.subtle.importKey(
    usage === 'sign' ? 'pkcs8' : 'spki',
    new Uint8Array(
      usage === 'sign'
        ? key.export({ type: 'pkcs8', format: 'der' })
        : (key.type === 'private' ? publicOf(key) : key).export({ type: 'spki', format: 'der' }),
    ),
    { name: 'ECDSA', namedCurve: 'P-256' },
    true,
    [usage],
  );

const publicOf = (key: KeyObject): KeyObject => createPublicKey(key);
