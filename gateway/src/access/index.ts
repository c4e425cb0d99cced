export {
  type Asker,
  OPERATIONS,
  ownAssetRows,
  ROWS,
  type RowKind,
  readsPayment,
  readsVault,
  readsWholeCase,
  readsWholeText,
  toldTransactions,
} from './policy.ts';
export { publicPart } from './public-text.ts';
export { ANONYMOUS, type Clause, NONE, type Reader, type RowRule } from './rule.ts';
