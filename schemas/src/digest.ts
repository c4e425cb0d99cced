import { sha256 as portable } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { canonical } from './canonical.ts';

/** Node's own SHA-256 where there is one: seven times faster than the portable one, which browsers use. */
const native = globalThis.process?.getBuiltinModule?.('node:crypto')?.hash;

/** SHA-256 of bytes. */
export function sha256(data: Uint8Array): Uint8Array {
  return native ? native('sha256', data, 'buffer') : portable(data);
}

/** Lower-case hex SHA-256 of bytes, or of a text's UTF-8. */
export function sha256Hex(data: Uint8Array | string): string {
  if (native) return native('sha256', data, 'hex');
  return bytesToHex(portable(typeof data === 'string' ? utf8ToBytes(data) : data));
}

/** Digest of bytes or text in the one format of the platform: `sha256:<64 hex>`. */
export function digest(data: Uint8Array | string): string {
  return `sha256:${sha256Hex(data)}`;
}

/** Digest of a value's canonical JSON. */
export function digestOf(value: unknown): string {
  return digest(canonical(value));
}

/** The commitment of one field: digest of the canonical JSON of `[salt, field, value]`. */
export function commitment(salt: string, field: string, value: unknown): string {
  return digestOf([salt, field, value]);
}

/**
 * The salt of a field that is public anyway: derived from the transaction, so that every peer makes the same one
 * and a reader can make it again. Hidden fields bring their own random salt.
 */
export function publicSalt(txId: string, field: string): string {
  return sha256Hex(`${txId}/${field}`).slice(0, 32);
}
