import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/** A file of named arrays: the arrays, one after the other, then a table of them, its length and the mark. */
const MARK = Buffer.from('SUYUANL1');
/** What one call to the system reads or writes at most. */
const CHUNK = 256 * 1024 * 1024;
/** How long nothing came to a file that nobody writes any more. */
const STALE_MS = 120_000;

interface Entry {
  readonly name: string;
  readonly bytes: number;
  readonly crc: number;
}

interface Table {
  readonly entries: readonly Entry[];
  readonly header: unknown;
}

type Sections = Readonly<Record<string, Uint8Array>>;

function* chunks(data: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < data.length; at += CHUNK) yield data.subarray(at, at + CHUNK);
}

function writeAll(fd: number, data: Uint8Array): number {
  let crc = 0;
  for (const chunk of chunks(data)) {
    // What is written is what was counted, though others may write in the memory meanwhile.
    const copy = Uint8Array.from(chunk);
    crc = crc32(copy, crc);
    for (let at = 0; at < copy.length; ) at += writeSync(fd, copy, at);
  }
  return crc;
}

/** The file for one writer alone; undefined while another process writes it. One that died of it is passed over. */
function alone(fresh: string): number | undefined {
  for (;;) {
    try {
      return openSync(fresh, 'wx', 0o600);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
      const written = statSync(fresh, { throwIfNoEntry: false })?.mtimeMs ?? 0;
      if (Date.now() - written < STALE_MS) return undefined;
      removeFile(fresh);
    }
  }
}

/** Writes a file that stands whole or not at all. Of several processes one writes it, and the others leave it at that. */
export function writeSections(file: string, header: unknown, sections: Sections): void {
  const fresh = `${file}.new`;
  const fd = alone(fresh);
  if (fd === undefined) return;
  try {
    const entries = Object.entries(sections).map(([name, data]) => ({
      name,
      bytes: data.byteLength,
      crc: writeAll(fd, data),
    }));
    const table = Buffer.from(JSON.stringify({ entries, header } satisfies Table));
    const length = Buffer.alloc(8);
    length.writeUInt32LE(table.length);
    writeSync(fd, Buffer.concat([table, length, MARK]));
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(fresh, file);
}

function readExactly(fd: number, into: Uint8Array, position: number): number {
  let crc = 0;
  let at = position;
  for (const chunk of chunks(into)) {
    for (let n = 0; n < chunk.length; ) {
      const read = readSync(fd, chunk, n, chunk.length - n, at + n);
      if (read === 0) throw new Error('the file ends early');
      n += read;
    }
    crc = crc32(chunk, crc);
    at += chunk.length;
  }
  return crc;
}

function readTable(fd: number, size: number): Table {
  const end = new Uint8Array(16);
  readExactly(fd, end, size - 16);
  if (!MARK.equals(end.subarray(8))) throw new Error('not a file of this kind');
  const length = Buffer.from(end).readUInt32LE(0);
  const text = new Uint8Array(length);
  readExactly(fd, text, size - 16 - length);
  return JSON.parse(Buffer.from(text).toString('utf8')) as Table;
}

function opened<T>(file: string, read: (fd: number, table: Table) => T): T {
  const fd = openSync(file, 'r');
  try {
    return read(fd, readTable(fd, statSync(file).size));
  } finally {
    closeSync(fd);
  }
}

/** What a file says of itself. @throws when it is no such file */
export const readHeader = <H>(file: string): H => opened(file, (_fd, { header }) => header as H);

/** Reads a file of arrays into memory that threads share. @throws when it is not whole */
export function readSections<H>(file: string): { readonly header: H; readonly sections: Sections } {
  return opened(file, (fd, { entries, header }) => {
    let position = 0;
    const read = entries.map(({ name, bytes, crc }): [string, Uint8Array] => {
      const data = new Uint8Array(new SharedArrayBuffer(bytes));
      if (readExactly(fd, data, position) !== crc) throw new Error(`${name} is not what was written`);
      position += bytes;
      return [name, data];
    });
    return { header: header as H, sections: Object.fromEntries(read) };
  });
}

/** Removes a file that may be there. */
export const removeFile = (file: string): void => rmSync(file, { force: true });
