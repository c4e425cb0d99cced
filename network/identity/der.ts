/** Just enough DER to read signatures and revocation lists: a definite-length tag-length-value reader. */
export interface Element {
  readonly tag: number;
  readonly value: Buffer;
  /** The element with its tag and length. */
  readonly whole: Buffer;
}

/** @throws on truncated, indefinite or oversized lengths */
export const readElement = (bytes: Buffer, offset = 0): Element => {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined) throw new Error('truncated DER');
  let length = first;
  let start = offset + 2;
  if (first >= 0x80) {
    const count = first - 0x80;
    if (count === 0 || count > 4 || start + count > bytes.length) throw new Error('bad DER length');
    length = bytes.readUIntBE(start, count);
    start += count;
  }
  if (start + length > bytes.length) throw new Error('truncated DER');
  return {
    tag,
    value: bytes.subarray(start, start + length),
    whole: bytes.subarray(offset, start + length),
  };
};

/** The elements inside a constructed value. */
export const readAll = (bytes: Buffer): Element[] => {
  const elements: Element[] = [];
  for (let offset = 0; offset < bytes.length; ) {
    const element = readElement(bytes, offset);
    elements.push(element);
    offset += element.whole.length;
  }
  return elements;
};

/** DER of an INTEGER without sign: leading zero where the top bit is set. */
export const encodeInteger = (value: Buffer): Buffer => {
  let start = 0;
  while (start < value.length - 1 && value[start] === 0) start += 1;
  const trimmed = value.subarray(start);
  const body = (trimmed[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), trimmed]) : trimmed;
  return encodeElement(2, body);
};

export const encodeElement = (tag: number, body: Buffer): Buffer => {
  if (body.length < 0x80) return Buffer.concat([Buffer.from([tag, body.length]), body]);
  const size: number[] = [];
  for (let rest = body.length; rest > 0; rest >>>= 8) size.unshift(rest & 0xff);
  return Buffer.concat([Buffer.from([tag, 0x80 + size.length, ...size]), body]);
};

export const encodeSequence = (...parts: Buffer[]): Buffer => encodeElement(0x30, Buffer.concat(parts));
