import { createHash, type KeyObject, randomBytes, verify } from 'node:crypto';
import { refuse } from '@suyuan/schemas';
import type { LocalStore } from '../store/index.ts';
import type { ReadCertificate } from './certificate.ts';

const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** A new challenge: text to be signed as it is (its UTF-8 bytes), usable once until `expiresAt`. */
export async function newChallenge(store: LocalStore, ms: number): Promise<{ challenge: string; expiresAt: string }> {
  const challenge = `suyuan-sign-in:${randomBytes(32).toString('base64url')}`;
  const expiresAt = new Date(Date.now() + ms).toISOString();
  await store.saveChallenge(hashOf(challenge), expiresAt);
  return { challenge, expiresAt };
}

/** Uses a challenge up. @throws SESSION_CHALLENGE when it is unknown, used or expired */
export async function useChallenge(store: LocalStore, challenge: string): Promise<void> {
  const expiresAt = await store.takeChallenge(hashOf(challenge));
  if (!expiresAt || expiresAt < new Date().toISOString()) throw refuse('SESSION_CHALLENGE', {}, 'challenge');
}

/** True for an ECDSA signature (DER, either S) over a message, with the hash that goes with the curve. */
export function signed(
  curve: ReadCertificate['curve'],
  key: KeyObject,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  try {
    return verify(curve === 'P-384' ? 'sha384' : 'sha256', message, key, signature);
  } catch {
    return false;
  }
}

/**
 * Checks an ECDSA signature (DER, either S) over a challenge: SHA-256 for P-256, SHA-384 for P-384.
 * @throws SESSION_SIGNATURE
 */
export function checkSignature(certificate: ReadCertificate, challenge: string, signature: Uint8Array): void {
  const { curve, native } = certificate;
  if (!signed(curve, native.publicKey, Buffer.from(challenge, 'utf8'), signature))
    throw refuse('SESSION_SIGNATURE', {}, 'signature');
}
