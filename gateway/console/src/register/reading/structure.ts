import type { DataField } from '@suyuan/schemas';
import Papa from 'papaparse';
import { Columns } from './kind.ts';

/** What a file holds, where its format says so. */
export type Structure = { readonly fields: readonly DataField[]; readonly records: number };

/** A JSON file is read as a whole, and so has a limit. */
const JSON_BYTES = 256 * 1024 * 1024;

function ofCsv(file: File, progress: (bytes: number) => void): Promise<Structure> {
  const columns = new Columns();
  return new Promise((resolve, reject) => {
    Papa.parse<Record<string, unknown>>(file, {
      header: true,
      skipEmptyLines: true,
      chunk: ({ data, meta }) => {
        for (const row of data) columns.row(row);
        progress(meta.cursor);
      },
      complete: () => resolve({ fields: columns.fields, records: columns.records }),
      error: reject,
    });
  });
}

async function ofLines(file: File, progress: (bytes: number) => void): Promise<Structure> {
  const columns = new Columns();
  const text = new TextDecoder();
  let rest = '';
  let read = 0;
  const take = (line: string) => {
    if (line.trim()) columns.row(JSON.parse(line) as object);
  };
  for await (const bytes of file.stream() as unknown as AsyncIterable<Uint8Array>) {
    const lines = (rest + text.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
    read += bytes.length;
    progress(read);
  }
  take(rest);
  return { fields: columns.fields, records: columns.records };
}

async function ofJson(file: File): Promise<Structure | undefined> {
  if (file.size > JSON_BYTES) return undefined;
  const value = JSON.parse(await file.text()) as unknown;
  const rows = Array.isArray(value) ? value : [value];
  const columns = new Columns();
  for (const row of rows) if (typeof row === 'object' && row !== null) columns.row(row);
  return { fields: columns.fields, records: columns.records };
}

const PARQUET: readonly (readonly [RegExp, DataField['type']])[] = [
  [/^(DATE)$/, 'date'],
  [/^TIMESTAMP|^INT96$/, 'datetime'],
  [/^(DECIMAL|FLOAT|DOUBLE|FLOAT16)/, 'number'],
  [/^(UTF8|STRING|ENUM|UUID|JSON|TIME)/, 'text'],
  [/^(U?INT)/, 'integer'],
  [/^BOOLEAN$/, 'boolean'],
  [/^(BYTE_ARRAY|FIXED_LEN_BYTE_ARRAY)$/, 'binary'],
];

async function ofParquet(file: File): Promise<Structure> {
  const { parquetMetadataAsync, parquetSchema } = await import('hyparquet');
  const metadata = await parquetMetadataAsync({
    byteLength: file.size,
    slice: (from, to) => file.slice(from, to).arrayBuffer(),
  });
  const fields = parquetSchema(metadata).children.map(({ element, children }): DataField => {
    if (children.length > 0) return { name: element.name, type: 'object' };
    const said = [element.logical_type?.type, element.converted_type, element.type].filter(
      (type) => type !== undefined,
    );
    const type = said.flatMap((one) => PARQUET.find(([pattern]) => pattern.test(one))?.[1] ?? [])[0];
    return { name: element.name, type: type ?? 'unknown' };
  });
  return { fields, records: Number(metadata.num_rows) };
}

/** Reads the fields and records of a CSV, JSON, NDJSON or Parquet file; undefined of any other. */
export async function structureOf(file: File, progress: (bytes: number) => void): Promise<Structure | undefined> {
  const ending = /\.(\w+)$/.exec(file.name.toLowerCase())?.[1];
  if (ending === 'csv') return ofCsv(file, progress);
  if (ending === 'ndjson' || ending === 'jsonl') return ofLines(file, progress);
  if (ending === 'json') return ofJson(file);
  if (ending === 'parquet') return ofParquet(file);
  return undefined;
}
