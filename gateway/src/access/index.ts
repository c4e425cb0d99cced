export { FIELDS, TYPES, type TypeRule } from './fields.ts';
export type { RowKind } from './kinds.ts';
export { type Asker, EDGES, type Edge, type EdgeName, mutationName, OPERATIONS } from './policy.ts';
export { publicPart } from './public-text.ts';
export { needsBasis, oversees, ROLES } from './roles.ts';
export { ownAssetRows, ROWS, toldTransactions } from './rows.ts';
export { ANONYMOUS, type Clause, NONE, type Reader, type RowRule } from './rule.ts';
export { readsPayment, readsRawBlocks, readsVault, readsWholeCase, readsWholeText, wholeTexts } from './texts.ts';
