import { createHash, randomBytes, verify } from 'node:crypto';
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

/**
 * Checks an ECDSA signature (DER, either S) over a challenge: SHA-256 for P-256, SHA-384 for P-384.
 * @throws SESSION_SIGNATURE
 */
export function checkSignature(certificate: ReadCertificate, challenge: string, signature: Uint8Array): void {
  const hash = certificate.curve === 'P-384' ? 'sha384' : 'sha256';
  let good = false;
  try {
    good = verify(hash, Buffer.from(challenge, 'utf8'), certificate.native.publicKey, signature);
  } catch {
    good = false;
  }
  if (!good) throw refuse('SESSION_SIGNATURE', {}, 'signature');
}
