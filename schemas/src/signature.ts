const ORDER: Readonly<Record<number, bigint>> = {
  32: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  48: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
};

function toBig(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  return value;
}

function derInteger(value: bigint): number[] {
  const bytes: number[] = [];
  for (let rest = value; rest > 0n; rest >>= 8n) bytes.unshift(Number(rest & 0xffn));
  if (bytes.length === 0 || (bytes[0] ?? 0) > 0x7f) bytes.unshift(0);
  return [0x02, bytes.length, ...bytes];
}

/**
 * DER of an ECDSA signature on P-256 or P-384 with its lower S, for Fabric refuses the higher one. `raw` is r‖s as
 * WebCrypto and IEEE P1363 write it. Throws a TypeError on any other length.
 */
export function lowSDer(raw: Uint8Array): Uint8Array<ArrayBuffer> {
  const half = raw.length / 2;
  const order = ORDER[half];
  if (!order) throw new TypeError(`a raw signature has 64 or 96 bytes, not ${raw.length}`);
  const r = toBig(raw.subarray(0, half));
  const s = toBig(raw.subarray(half));
  const body = [...derInteger(r), ...derInteger(s > order / 2n ? order - s : s)];
  return Uint8Array.from([0x30, ...(body.length > 0x7f ? [0x81] : []), body.length, ...body]);
}
