import { ROW_KINDS, type RowKind } from './kinds.ts';
import { oversees, readsWholly } from './roles.ts';
import type { Clause, Reader, RowRule } from './rule.ts';

const is = (column: string, value: string | undefined): Clause => ({ column, in: value === undefined ? [] : [value] });

/** Rows about an asset that an entity holds now; `asset` is the column of the asset's id. */
const heldBy = (asset: string, entity: string | undefined): Clause => ({
  column: asset,
  inTable: 'asset',
  select: 'id',
  where: [is('entity', entity)],
});

/** Cases that an entity takes part in, or that are about an asset which it holds. */
const parts = (entity: string): Clause[][] => [
  [{ column: 'id', inTable: 'case_party', select: 'case_id', where: [is('entity', entity)] }],
  [heldBy('asset', entity)],
];

/** Rows of assets that an entity holds, or in a case of which it takes part; `asset` is the column of the asset's id. */
const ownAssets = (asset: string, entity: string): Clause[][] => [
  [is('entity', entity)],
  [{ column: asset, inTable: 'case_party', select: 'asset', where: [is('entity', entity)] }],
];

const OPEN: readonly Clause[] = [is('disclosure', 'open')];

/**
 * Documents that are an entity's, as their record on the ledger says; of cases that it applied for, receives from, decides
 * or hears the appeal of; of assets that it holds. A registrar that a case has left, and who only objects, have no right to the documents.
 */
const evidenceOf = (entity: string): Clause[][] => [
  [is('entity', entity)],
  ...['applicant', 'registrar', 'transferee', 'appeal_body'].map((column): Clause[] => [
    { column: 'case_id', inTable: 'case_file', select: 'id', where: [is(column, entity)] },
  ]),
  [{ column: 'asset', inTable: 'asset', select: 'id', where: [is('entity', entity)] }],
];

/** What is registered is public, and stays so when it ends; an application that came to nothing never was. */
const CERTIFIED: Clause = { column: 'id', inTable: 'certificate', select: 'asset', where: [] };
const PUBLIC_ASSETS: readonly (readonly Clause[])[] = [[is('state', 'registered')], [is('state', 'ended'), CERTIFIED]];
/** What was sealed is public; before, as with assets, it is for its parties and, in publicity, for members. */
const SEALED: readonly Clause[] = [{ column: 'state', in: ['sealed', 'active'] }];
const IN_PUBLIC: Clause = { column: 'state', in: ['in_publicity', 'objected'] };

const ofOwnAssets = (entity: string): Clause[] => [
  { column: 'asset', inTable: 'asset', select: 'id', where: [is('entity', entity)] },
];
const asParty = (entity: string): Clause[] => [
  { column: 'id', inTable: 'licence_party', select: 'licence', where: [is('entity', entity)] },
];

/**
 * Rows of who does not read them all by its role: what is public, what is its entity's own, and what it takes part in;
 * members also see what is in publicity.
 */
const IN_PART: { readonly [K in RowKind]: (reader: Reader) => RowRule } = {
  entity: () => 'all',
  block: () => 'all',
  transaction: () => 'all',
  certificate: () => 'all',
  batch: (reader) => {
    const { entity, member } = reader;
    const inPublicity: Clause = { column: 'id', inTable: 'case_file', select: 'asset', where: [IN_PUBLIC] };
    return [SEALED, ...(member ? [[inPublicity]] : []), ...(entity ? ownAssets('id', entity) : [])];
  },
  transaction_certificate: () => 'all',
  listing: ({ entity }) => [[is('state', 'listed')], ...(entity ? [[is('seller', entity)]] : [])],
  trade_order: (reader) => {
    if (!reader.entity) return [];
    return [[{ column: 'id', inTable: 'order_party', select: 'order_id', where: [is('entity', reader.entity)] }]];
  },
  proposal: (reader) => (reader.member ? 'all' : []),
  asset: (reader) => {
    const { entity } = reader;
    return [...PUBLIC_ASSETS, ...(entity ? ownAssets('id', entity) : [])];
  },
  release: (reader) => {
    const { entity } = reader;
    const ofPublic = PUBLIC_ASSETS.map((where): Clause[] => [
      { column: 'asset', inTable: 'asset', select: 'id', where },
    ]);
    return [...ofPublic, ...(entity ? ownAssets('asset', entity) : [])];
  },
  case_file: (reader) => {
    if (!reader.member) return [];
    return [[IN_PUBLIC], ...(reader.entity ? parts(reader.entity) : [])];
  },
  edge: (reader) => {
    if (!reader.member) return [];
    const own = ['from_entity', 'to_entity', 'arbiter'].map((column) => [is(column, reader.entity)]);
    return [OPEN, ...own];
  },
  measure: (reader) => {
    if (!reader.member) return [];
    const { entity } = reader;
    return entity ? [[is('orderer', entity)], [is('body', entity)], ofOwnAssets(entity)] : [];
  },
  offer: (reader) => {
    if (!reader.member) return [];
    const { entity } = reader;
    const own = entity ? [[is('grantor', entity)], asParty(entity), ofOwnAssets(entity)] : [];
    return [[{ column: 'disclosure', in: ['open'] }], ...own];
  },
  agreement: (reader) => {
    if (!reader.member) return [];
    return reader.entity ? [asParty(reader.entity), ofOwnAssets(reader.entity)] : [];
  },
  use_refusal: (reader) => {
    if (!reader.member) return [];
    const { entity } = reader;
    return entity ? [[is('recipient', entity)], [is('by_entity', entity)], ofOwnAssets(entity)] : [];
  },
  grade: () => 'all',
  report: ({ entity }) => ['entity', 'assessor'].map((column) => [is(column, entity)]),
  alias: (reader) => {
    if (!reader.member) return [];
    return [OPEN, [is('claimant', reader.entity)], [heldBy('asset', reader.entity)]];
  },
  recall: (reader) => (reader.member ? 'all' : [OPEN]),
  recognition: () => 'all',
  basis: ({ entity }) => [[is('agency', entity)]],
  basis_use: ({ entity }) => [[is('agency', entity)]],
  evidence: (reader) => {
    if (!reader.member) return [];
    return reader.entity ? evidenceOf(reader.entity) : [];
  },
};

type Rows = { readonly [K in RowKind]: (reader: Reader) => RowRule };

/** Rows by reader: all of them for the roles of which the table says so, else those above. */
export const ROWS = Object.fromEntries(
  ROW_KINDS.map((kind) => [
    kind,
    (reader: Reader): RowRule => (readsWholly(reader, kind) ? 'all' : IN_PART[kind](reader)),
  ]),
) as Rows;

/** Rows of assets whose whole past a reader may see: those of an entity's own, and of its cases. */
export const ownAssetRows = (reader: Reader): RowRule => {
  if (oversees(reader)) return 'all';
  return reader.entity ? ownAssets('id', reader.entity) : [];
};

/** Transactions whose subject stands in a table, in a row that the reader may see. */
const about = (
  reader: Reader,
  kind: Exclude<RowKind, 'block' | 'transaction' | 'edge' | 'grade' | 'alias' | 'evidence' | 'basis' | 'basis_use'>,
): Clause[][] => {
  const rule = ROWS[kind](reader);
  const select = kind === 'certificate' || kind === 'transaction_certificate' ? 'number' : 'id';
  const alternatives = rule === 'all' ? [[]] : rule;
  return alternatives.map((where) => [{ column: 'subject', inTable: kind, select, where }]);
};

/**
 * Transactions of which a reader may see who sent them and what they were about: its own entity's, and those about what
 * it may see anyway. Of others it sees that they are there.
 */
export const toldTransactions = (reader: Reader): RowRule => {
  if (oversees(reader)) return 'all';
  const kinds = [
    'certificate',
    'entity',
    'proposal',
    'asset',
    'release',
    'case_file',
    'batch',
    'measure',
    'offer',
    'agreement',
    'use_refusal',
    'listing',
    'trade_order',
    'recall',
    'recognition',
    'report',
  ] as const;
  return [...(reader.entity ? [[is('entity', reader.entity)]] : []), ...kinds.flatMap((kind) => about(reader, kind))];
};
