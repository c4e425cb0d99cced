import { randomBytes } from 'node:crypto';
import type { LeafLine } from '@suyuan/schemas';

/** A row of a table: dotted paths into a line's `asset` and `release`, such as `asset.descriptor.title.zh`. */
export type Row = Readonly<Record<string, unknown>>;

/** What every leaf of a batch has in common; a row says the rest. */
export type Template = { readonly asset?: object; readonly release?: object };

type Tree = Record<string, unknown>;

const INTEGER = /(^|\.)(records|size)$/;
const BOOLEAN = /(^|\.)(contains|personal)$/;
const LIST = /(^|\.)keywords$/;

/** A cell of a CSV file is text: numbers, truth values and lists of words are told by their path. */
function typed(path: string, cell: unknown): unknown {
  if (typeof cell !== 'string') return cell;
  if (INTEGER.test(path) && /^\d+$/.test(cell)) return Number(cell);
  if (BOOLEAN.test(path) && /^(true|false)$/.test(cell)) return cell === 'true';
  if (LIST.test(path)) return cell.split(/[;；]/).filter(Boolean);
  return cell;
}

/** Puts a value at a path; a numeric part is a place in a list. */
function put(tree: Tree, path: readonly string[], value: unknown): void {
  const [head = '', next, ...rest] = path;
  if (next === undefined) {
    tree[head] = value;
    return;
  }
  tree[head] ??= /^\d+$/.test(next) ? [] : {};
  put(tree[head] as Tree, [next, ...rest], value);
}

/** The line of one row: the template, with what the row says, and a seed of its own. What is wrong in it is found later. */
export function lineOf(template: Template, row: Row): LeafLine {
  const line: Tree = structuredClone({ asset: template.asset ?? {}, release: template.release ?? {} });
  for (const [path, cell] of Object.entries(row)) {
    if (cell === '' || cell === null || cell === undefined) continue;
    put(line, path.split('.'), typed(path, cell));
  }
  line.seed = randomBytes(32).toString('hex');
  return line as unknown as LeafLine;
}
