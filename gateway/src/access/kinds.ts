/** Kinds of rows that a reader may or may not see. */
export const ROW_KINDS = [
  'entity',
  'proposal',
  'asset',
  'release',
  'case_file',
  'certificate',
  'batch',
  'measure',
  'listing',
  'trade_order',
  'transaction_certificate',
  'edge',
  'offer',
  'agreement',
  'use_refusal',
  'grade',
  'report',
  'alias',
  'recall',
  'basis',
  'basis_use',
  'evidence',
  'block',
  'transaction',
] as const;

export type RowKind = (typeof ROW_KINDS)[number];
