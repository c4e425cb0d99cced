import { bytesToHex, hexToBytes } from '@noble/hashes/utils.js';

const ORDER: Readonly<Record<number, bigint>> = {
  32: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  48: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
};

const toBig = (bytes: Uint8Array) => BigInt(`0x${bytesToHex(bytes)}`);

/** A DER INTEGER of big-endian bytes: no leading zeros but the one that keeps it positive. */
function derInteger(bytes: Uint8Array): number[] {
  const from = bytes.findIndex((byte) => byte !== 0);
  const body = from < 0 ? [0] : Array.from(bytes.subarray(from));
  if ((body[0] ?? 0) > 0x7f) body.unshift(0);
  return [0x02, body.length, ...body];
}

/**
 * DER of an ECDSA signature on P-256 or P-384 with its lower S, for Fabric refuses the higher one. `raw` is r‖s as
 * WebCrypto and IEEE P1363 write it. Throws a TypeError on any other length.
 */
export function lowSDer(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  const half = raw.length / 2;
  const order = ORDER[half];
  if (!order) throw new TypeError(`a raw signature has 64 or 96 bytes, not ${raw.length}`);
  const s = toBig(raw.subarray(half));
  const low = s > order / 2n ? hexToBytes((order - s).toString(16).padStart(half * 2, '0')) : raw.subarray(half);
  const body = [...derInteger(raw.subarray(0, half)), ...derInteger(low)];
  return Uint8Array.from([0x30, ...(body.length > 0x7f ? [0x81] : []), body.length, ...body]);
}
