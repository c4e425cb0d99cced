import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** Bytes of plain content in each chunk but the last, which may be shorter. */
export const CHUNK = 256 * 1024;
export const TAG = 16;
const SEALED = CHUNK + TAG;
const CIPHER = 'aes-256-gcm';

/** The key of one file, which encrypts nothing else. */
export const newKey = () => randomBytes(32);

/** A file of n bytes has at least one chunk: an empty one says that it is empty. */
export const chunksOf = (size: number) => Math.max(1, Math.ceil(size / CHUNK));
export const sealedSize = (size: number) => size + chunksOf(size) * TAG;

/** Where a chunk stands in the sealed file: `[start, end)`. */
export function placeOf(n: number, size: number): { start: number; end: number } {
  const last = n === chunksOf(size) - 1;
  return { start: n * SEALED, end: last ? sealedSize(size) : (n + 1) * SEALED };
}

/** Bytes of plain content in the whole chunks at the beginning of so many sealed bytes. */
export const wholeChunks = (sealed: number) => Math.floor(sealed / SEALED);

/**
 * STREAM (Hoang, Reyhanitabar, Rogaway, Vizár: Online Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance,
 * 2015): the nonce of a chunk is its number and whether it is the last, so that none can be moved, left out or cut off.
 */
function nonce(n: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUIntBE(n, 5, 6);
  bytes[11] = last ? 1 : 0;
  return bytes;
}

/** Seals the n-th chunk of a file of `size` bytes: its ciphertext and tag. */
export function seal(key: Uint8Array, n: number, size: number, plain: Uint8Array): Buffer[] {
  const cipher = createCipheriv(CIPHER, key, nonce(n, n === chunksOf(size) - 1));
  return [cipher.update(plain), cipher.final(), cipher.getAuthTag()];
}

/** Opens a sealed chunk; undefined when a bit of it, its place or its key is not the one it was sealed with. */
export function open(key: Uint8Array, n: number, size: number, sealed: Uint8Array): Buffer | undefined {
  const decipher = createDecipheriv(CIPHER, key, nonce(n, n === chunksOf(size) - 1));
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
  const plain = decipher.update(sealed.subarray(0, sealed.length - TAG));
  try {
    decipher.final();
    return plain;
  } catch {
    return undefined;
  }
}
