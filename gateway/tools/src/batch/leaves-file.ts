import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { type BatchText, canonical, LeavesFile, type ReadLeaf, refuse } from '@suyuan/schemas';
import { parse } from 'csv-parse';
import { lineOf, type Row, type Template } from './columns.ts';

/** The rows of a table: CSV with a header of paths, or NDJSON of objects of paths. */
export async function* rowsOf(path: string): AsyncGenerator<Row> {
  if (/\.(nd)?jsonl?$/.test(path)) {
    for await (const line of createInterface({ input: createReadStream(path) })) if (line) yield JSON.parse(line);
    return;
  }
  yield* createReadStream(path).pipe(parse({ columns: true, bom: true, skip_empty_lines: true }));
}

const textOf = (title: BatchText['title'], file: LeavesFile, sha256: string, size: number): BatchText => ({
  title,
  root: file.root(),
  count: file.count,
  file: { sha256, size },
  summary: file.summary,
});

/**
 * Writes a leaves file, one line a row, and answers what an application says of it.
 * @throws a refusal LEAVES_LINE with the number of the row whose line does not fit
 */
export async function makeLeaves(
  rows: AsyncIterable<Row> | Iterable<Row>,
  about: { readonly template: Template; readonly entity: string; readonly title: BatchText['title'] },
  path: string,
): Promise<BatchText> {
  const file = new LeavesFile(about.entity);
  const digest = createHash('sha256');
  const out = createWriteStream(path);
  let size = 0;
  for await (const row of rows) {
    const bytes = Buffer.from(`${file.read(canonical(lineOf(about.template, row))).text}\n`);
    digest.update(bytes);
    size += bytes.length;
    if (!out.write(bytes)) await new Promise<void>((resolve) => out.once('drain', () => resolve()));
  }
  out.end();
  await finished(out);
  return textOf(about.title, file, `sha256:${digest.digest('hex')}`, size);
}

/** Reads a leaves file; hands on each leaf, and answers what an application says of the file. @throws as `LeavesFile` */
export async function readLeavesFile(
  path: string,
  about: { readonly entity: string; readonly title: BatchText['title'] },
  each: (leaf: ReadLeaf) => void | Promise<void> = () => undefined,
): Promise<BatchText> {
  const file = new LeavesFile(about.entity);
  const digest = createHash('sha256');
  let size = 0;
  const input = createReadStream(path).on('data', (bytes) => {
    digest.update(bytes);
    size += bytes.length;
  });
  for await (const text of createInterface({ input, crlfDelay: 0 })) await each(file.read(text));
  return textOf(about.title, file, `sha256:${digest.digest('hex')}`, size);
}

/** @throws a refusal LEAVES_OTHER with the first thing in which a file is not what the ledger says of it */
export function mustBe(said: BatchText, found: BatchText): void {
  const summary = (text: BatchText) => canonical(text.summary);
  for (const [field, expected, is] of [
    ['file.sha256', said.file.sha256, found.file.sha256],
    ['count', String(said.count), String(found.count)],
    ['root', said.root, found.root],
    ['summary', summary(said), summary(found)],
  ] as const)
    if (expected !== is) throw refuse('LEAVES_OTHER', { expected, found: is }, field);
}
