/**
 * The bytes of a stream in pieces of the lengths that `lengthOf` asks for, until it asks for 0; what does not fill a
 * piece is dropped. `more` is called when bytes come after the last piece.
 */
export async function* pieces(
  stream: AsyncIterable<Uint8Array>,
  lengthOf: () => number,
  more: () => never,
): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const bytes of stream) {
    held.push(bytes);
    length += bytes.length;
    for (let want = lengthOf(); length >= want; want = lengthOf()) {
      if (want === 0) {
        if (length > 0) more();
        break;
      }
      const all = held.length === 1 && held[0] ? asBuffer(held[0]) : Buffer.concat(held, length);
      held = [all.subarray(want)];
      length -= want;
      yield all.subarray(0, want);
    }
  }
}

const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
