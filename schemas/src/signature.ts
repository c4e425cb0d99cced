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

/** S of a DER signature, and how many bytes a number of its curve has; undefined when it is none. */
function sOf(der: Uint8Array): { s: bigint; length: number } | undefined {
  const from = der[1] === 0x81 ? 3 : 2;
  const afterR = from + 2 + (der[from + 1] ?? 0);
  const length = der[afterR + 1] ?? 0;
  const s = der.subarray(afterR + 2);
  if (der[0] !== 0x30 || der[from] !== 0x02 || der[afterR] !== 0x02 || s.length !== length || !length) return undefined;
  return { s: toBig(s), length: der.length > 74 ? 48 : 32 };
}

/** True for an ECDSA signature in DER whose S is in the lower half of its curve's order, P-256's or P-384's. */
export function isLowS(der: Uint8Array): boolean {
  const found = sOf(der);
  const order = found && ORDER[found.length];
  return found !== undefined && order !== undefined && found.s <= order / 2n;
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
