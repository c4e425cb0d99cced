export { type Asker, OPERATIONS, ROWS, type RowKind, readsWholeCase, readsWholeText } from './policy.ts';
export { publicPart } from './public-text.ts';
export { ANONYMOUS, type Clause, NONE, type Reader, type RowRule } from './rule.ts';
