import { gzipSync } from 'node:zlib';

const block = 512;

const octal = (value: number, length: number): string => value.toString(8).padStart(length - 1, '0');

/** A ustar header: regular file, mode 0644, no owner and the epoch as its time, so that equal content is equal bytes. */
const header = (name: string, size: number): Buffer => {
  const bytes = Buffer.alloc(block);
  bytes.write(name, 0);
  bytes.write(octal(0o100644, 8), 100);
  bytes.write(octal(0, 8), 108);
  bytes.write(octal(0, 8), 116);
  bytes.write(octal(size, 12), 124);
  bytes.write(octal(0, 12), 136);
  bytes.write('        ', 148);
  bytes.write('0', 156);
  bytes.write('ustar\u000000', 257);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${octal(sum, 7)}\u0000 `, 148);
  return bytes;
};

/** A gzipped tar archive of files; the same files make the same bytes on every machine. */
export const tarball = (files: Readonly<Record<string, Uint8Array>>): Buffer => {
  const parts = Object.entries(files).flatMap(([name, content]) => [
    header(name, content.length),
    content,
    Buffer.alloc((block - (content.length % block)) % block),
  ]);
  const bytes = gzipSync(Buffer.concat([...parts, Buffer.alloc(2 * block)]));
  // The gzip header's operating system differs between machines; 255 says unknown.
  bytes[9] = 255;
  return bytes;
};
