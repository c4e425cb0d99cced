import type { AnyDocument, Documents, SchemaName } from '@suyuan/schemas';
import type { Stamp, Tables } from './tables.ts';

/** Where on the ledger a version of a document was written. */
export interface Recorded {
  readonly block: number;
  readonly index: number;
  readonly transactionId: string;
  readonly time: string;
}

/** A document of the ledger with the place that it was read from. Readers share it: it is frozen. */
export type Stored<D = AnyDocument> = D & { readonly recorded: Recorded };

/** Tables of one row for each document, and the document that they hold. */
export interface Kinds {
  readonly entity: Documents['entity/1'];
  readonly proposal: Documents['proposal/1'];
  readonly asset: Documents['asset/1'];
  readonly release: Documents['release/1'];
  readonly case_file: Documents['case/1'];
  readonly certificate: Documents['certificate/1'];
  readonly batch: Documents['batch/1'];
  readonly measure: Documents['measure/1'];
  readonly listing: Documents['listing/1'];
  readonly trade_order: Documents['order/1'];
  readonly transaction_certificate: Documents['transaction-certificate/1'];
  readonly edge: Documents['edge/1'];
  readonly offer: Documents['offer/1'];
  readonly agreement: Documents['agreement/1'];
  readonly use_refusal: Documents['use-refusal/1'];
  readonly grade: Documents['grade/1'];
  readonly report: Documents['report/1'];
  readonly alias: Documents['alias/1'];
  readonly recall: Documents['recall/1'];
  readonly recognition: Documents['recognition/1'];
  /** With their standing at the ledger's time. */
  readonly recognition_now: Documents['recognition/1'];
  readonly basis: Documents['basis/1'];
  readonly basis_use: Documents['basis-use/1'];
}
export type Kind = keyof Kinds;
export type RefSchema = Exclude<SchemaName, Kinds[Kind]['schema']>;

/** Columns that tell the rows of a kind apart, where it is not `id`. */
const ID: Partial<Record<Kind, string>> = {
  certificate: 'number',
  transaction_certificate: 'number',
  grade: 'release',
  alias: 'key',
  edge: 'to_id',
};
export const idColumn = (kind: Kind): string => ID[kind] ?? 'id';

export const table = (kind: Kind | 'block' | 'transaction') => `projection.${kind}` as keyof Tables;

export type DocRow = Stamp & { readonly doc: string };

function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  for (const inner of Object.values(value)) frozen(inner);
  return Object.freeze(value);
}

/** What a row holds. */
export const stored = <D>({ doc, block, tx_index: index, tx_id: transactionId, time }: DocRow): Stored<D> =>
  frozen({ ...(JSON.parse(doc) as D), recorded: { block, index, transactionId, time } });
