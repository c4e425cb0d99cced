import type { ColumnMapping } from '@suyuan/schemas';
import { type Draft, emptyRun, type Input, type InputColumn } from './draft.ts';

export const RUN_KINDS = ['derive', 'aggregate', 'join', 'clean', 'anonymise', 'train', 'copy', 'other'] as const;

export const TRANSFORMATIONS = [
  'identity',
  'derived',
  'aggregated',
  'joined',
  'filtered',
  'masked',
  'hashed',
] as const satisfies readonly ColumnMapping['transformation'][];

const same = (a: Input, b: Input) => JSON.stringify(a) === JSON.stringify(b);

/** One more input, once; the first says by itself that something was derived. */
export function withInput(draft: Draft, input: Input, namespace: string): Partial<Draft> {
  if (draft.inputs.some((one) => same(one, input))) return {};
  const first = draft.inputs.length === 0 && !draft.run.kind;
  return {
    inputs: [...draft.inputs, input],
    ...(first
      ? { run: { ...draft.run, kind: 'derive', namespace, name: draft.titleZh.trim() || draft.label.trim() } }
      : {}),
  };
}

/** One input less: its columns go with it, those of the ones after it follow them to their new places. */
export function withoutInput(draft: Draft, place: number): Partial<Draft> {
  const inputs = draft.inputs.filter((_, at) => at !== place);
  const columns = draft.columns
    .filter(({ input }) => input !== place)
    .map((column) => ({ ...column, input: column.input > place ? column.input - 1 : column.input }));
  return { inputs, columns, ...(inputs.length === 0 ? { run: emptyRun } : {}) };
}

/** Columns that have the same name on both sides and are not mapped from that input yet, as they are. */
export function sameNames(draft: Draft, input: number, names: readonly string[]): InputColumn[] {
  const own = new Set(draft.fields.map(({ name }) => name));
  const mapped = new Set(draft.columns.filter((column) => column.input === input).map(({ to }) => to));
  return names
    .filter((name) => own.has(name) && !mapped.has(name))
    .map((name) => ({ input, from: name, to: name, transformation: 'identity' }));
}
