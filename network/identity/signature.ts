import { type KeyObject, sign, verify } from 'node:crypto';
import { lowSDer } from '@suyuan/schemas/signature';
import { readAll, readElement } from './der.ts';

/** The group orders of the curves that an identity may use. */
const orders: Readonly<Record<string, bigint>> = {
  prime256v1: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  secp384r1: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
};

const orderOf = (key: KeyObject): bigint | undefined => orders[key.asymmetricKeyDetails?.namedCurve ?? ''];

const toBigInt = (bytes: Buffer): bigint => (bytes.length === 0 ? 0n : BigInt(`0x${bytes.toString('hex')}`));

const scalarS = (signature: Buffer): { r: Buffer; s: Buffer } | undefined => {
  try {
    const sequence = readElement(signature);
    const [r, s, more] = readAll(sequence.value);
    if (sequence.tag !== 0x30 || sequence.whole.length !== signature.length) return undefined;
    if (r?.tag !== 2 || s?.tag !== 2 || more) return undefined;
    return { r: r.value, s: s.value };
  } catch {
    return undefined;
  }
};

/** Whether S is at most half of the curve's order: Fabric refuses high-S signatures. */
export const isLowS = (signature: Buffer, key: KeyObject): boolean => {
  const order = orderOf(key);
  const parts = scalarS(signature);
  return order !== undefined && parts !== undefined && toBigInt(parts.s) <= order >> 1n;
};

/** ECDSA over SHA-256 as DER with low S, as every Fabric signature is. */
export const signLowS = (message: Uint8Array, key: KeyObject): Buffer =>
  Buffer.from(lowSDer(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })));

/** A valid low-S signature over the message, by the key. */
export const verifyLowS = (message: Uint8Array, signature: Uint8Array, key: KeyObject): boolean => {
  const bytes = Buffer.from(signature.buffer, signature.byteOffset, signature.byteLength);
  return isLowS(bytes, key) && verify('sha256', message, key, bytes);
};
