import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DataField, Distribution } from '@suyuan/schemas';
import { parse } from 'csv-parse/sync';

/** What is read from a file's own bytes: digests, size, fields with their types, number of records. */
export type FileFacts = { readonly distribution: Distribution; readonly fields: DataField[]; readonly records: number };
export type Row = Readonly<Record<string, unknown>>;

/** A file of an installed package, such as `vega-datasets/data/flights-2k.json`. */
export function packageFile(specifier: string): { name: string; bytes: Buffer } {
  const [name = ''] = specifier.split('/');
  const [root] = import.meta.resolve(name).split(`/node_modules/${name}/`);
  return { name: basename(specifier), bytes: readFileSync(fileURLToPath(`${root}/node_modules/${specifier}`)) };
}

/** The rows of a CSV file with a header, or of a JSON array. */
export function rowsOf(name: string, bytes: Buffer): Row[] {
  if (name.endsWith('.json')) return JSON.parse(bytes.toString('utf8')) as Row[];
  return parse(bytes, { columns: true, bom: true, skip_empty_lines: true }) as Row[];
}

export function factsOf(name: string, bytes: Buffer): FileFacts {
  const rows = rowsOf(name, bytes);
  const names = [...new Set(rows.slice(0, 1000).flatMap((row) => Object.keys(row)))];
  return {
    distribution: {
      name,
      mediaType: name.endsWith('.json') ? 'application/json' : 'text/csv',
      size: bytes.length,
      sha256: `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
      sm3: `sm3:${createHash('sm3').update(bytes).digest('hex')}`,
    },
    fields: names.map((field) => ({ name: field, type: typeOf(rows.map((row) => row[field])) })),
    records: rows.length,
  };
}

/** The narrowest type that holds every value of a column. */
function typeOf(column: readonly unknown[]): DataField['type'] {
  const values = column.filter((value) => value !== undefined && value !== null && value !== '').map(String);
  const all = (pattern: RegExp) => values.length > 0 && values.every((value) => pattern.test(value));
  if (all(/^-?\d+$/)) return values.some((value) => /^0\d/.test(value)) ? 'text' : 'integer';
  if (all(/^-?\d+(\.\d+)?([eE][+-]?\d+)?$/)) return 'number';
  if (all(/^(true|false)$/)) return 'boolean';
  if (all(/^\d{4}[-/]\d{2}[-/]\d{2}$/)) return 'date';
  if (all(/^\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}/)) return 'datetime';
  return 'text';
}
