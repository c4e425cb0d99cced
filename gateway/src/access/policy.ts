import type { Grade, Role } from '@suyuan/schemas';
import type { Clause, Reader, RowRule } from './rule.ts';

/** Kinds of rows that a reader may or may not see. */
export type RowKind =
  | 'entity'
  | 'proposal'
  | 'asset'
  | 'release'
  | 'case_file'
  | 'certificate'
  | 'batch'
  | 'measure'
  | 'listing'
  | 'trade_order'
  | 'transaction_certificate'
  | 'edge'
  | 'offer'
  | 'agreement'
  | 'use_refusal'
  | 'grade'
  | 'report'
  | 'alias'
  | 'recall'
  | 'evidence'
  | 'block'
  | 'transaction';

/**
 * Who may ask: anybody, anybody signed in, people of an active member and operators' administrators, or holders of a
 * role.
 */
export type Asker = 'anyone' | 'person' | 'member' | readonly Role[];

const OVERSEERS: readonly Role[] = ['regulator', 'auditor'];
const RESEARCHERS: readonly Role[] = ['analyst', 'regulator', 'auditor'];
const TEXT_READERS: readonly Role[] = [...RESEARCHERS, 'registrar'];

const is = (column: string, value: string | undefined): Clause => ({ column, in: value === undefined ? [] : [value] });
const has = (reader: Reader, roles: readonly Role[]) => reader.roles.some((role) => roles.includes(role));

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
 * Rows by reader, as DOMAIN's table of roles says. Holders see their own and what is public, registrars and appeal
 * bodies their cases, everybody signed in what is in publicity, regulators and auditors everything.
 */
export const ROWS: { readonly [K in RowKind]: (reader: Reader) => RowRule } = {
  entity: () => 'all',
  block: () => 'all',
  transaction: () => 'all',
  certificate: () => 'all',
  batch: (reader) => {
    if (has(reader, OVERSEERS)) return 'all';
    const { entity, member } = reader;
    const inPublicity: Clause = { column: 'id', inTable: 'case_file', select: 'asset', where: [IN_PUBLIC] };
    return [SEALED, ...(member ? [[inPublicity]] : []), ...(entity ? ownAssets('id', entity) : [])];
  },
  transaction_certificate: () => 'all',
  listing: (reader) => {
    if (has(reader, OVERSEERS)) return 'all';
    return [[is('state', 'listed')], ...(reader.entity ? [[is('seller', reader.entity)]] : [])];
  },
  trade_order: (reader) => {
    if (has(reader, OVERSEERS)) return 'all';
    if (!reader.entity) return [];
    return [[{ column: 'id', inTable: 'order_party', select: 'order_id', where: [is('entity', reader.entity)] }]];
  },
  proposal: (reader) => (reader.member ? 'all' : []),
  asset: (reader) => {
    if (has(reader, OVERSEERS)) return 'all';
    const { entity } = reader;
    return [...PUBLIC_ASSETS, ...(entity ? ownAssets('id', entity) : [])];
  },
  release: (reader) => {
    if (has(reader, OVERSEERS)) return 'all';
    const { entity } = reader;
    const ofPublic = PUBLIC_ASSETS.map((where): Clause[] => [
      { column: 'asset', inTable: 'asset', select: 'id', where },
    ]);
    return [...ofPublic, ...(entity ? ownAssets('asset', entity) : [])];
  },
  case_file: (reader) => {
    if (!reader.member) return [];
    if (has(reader, OVERSEERS)) return 'all';
    return [[IN_PUBLIC], ...(reader.entity ? parts(reader.entity) : [])];
  },
  edge: (reader) => {
    if (!reader.member) return [];
    if (has(reader, RESEARCHERS)) return 'all';
    const own = ['from_entity', 'to_entity', 'arbiter'].map((column) => [is(column, reader.entity)]);
    return [OPEN, ...own];
  },
  measure: (reader) => {
    if (!reader.member) return [];
    if (has(reader, OVERSEERS)) return 'all';
    const { entity } = reader;
    return entity ? [[is('orderer', entity)], [is('body', entity)], ofOwnAssets(entity)] : [];
  },
  offer: (reader) => {
    if (!reader.member) return [];
    if (has(reader, OVERSEERS)) return 'all';
    const { entity } = reader;
    const own = entity ? [[is('grantor', entity)], asParty(entity), ofOwnAssets(entity)] : [];
    return [[{ column: 'disclosure', in: ['open'] }], ...own];
  },
  agreement: (reader) => {
    if (!reader.member) return [];
    if (has(reader, OVERSEERS)) return 'all';
    return reader.entity ? [asParty(reader.entity), ofOwnAssets(reader.entity)] : [];
  },
  use_refusal: (reader) => {
    if (!reader.member) return [];
    if (has(reader, OVERSEERS)) return 'all';
    const { entity } = reader;
    return entity ? [[is('recipient', entity)], [is('by_entity', entity)], ofOwnAssets(entity)] : [];
  },
  grade: () => 'all',
  report: (reader) => {
    if (has(reader, [...OVERSEERS, 'registrar'])) return 'all';
    return ['entity', 'assessor'].map((column) => [is(column, reader.entity)]);
  },
  alias: (reader) => {
    if (!reader.member) return [];
    if (has(reader, RESEARCHERS)) return 'all';
    return [OPEN, [is('claimant', reader.entity)], [heldBy('asset', reader.entity)]];
  },
  recall: (reader) => (reader.member ? 'all' : [OPEN]),
  evidence: (reader) => {
    if (!reader.member) return [];
    if (has(reader, OVERSEERS)) return 'all';
    return reader.entity ? evidenceOf(reader.entity) : [];
  },
};

/** Rows of assets whose whole past a reader may see: those of an entity's own, and of its cases. */
export const ownAssetRows = (reader: Reader): RowRule => {
  if (has(reader, OVERSEERS)) return 'all';
  return reader.entity ? ownAssets('id', reader.entity) : [];
};

/** Transactions whose subject stands in a table, in a row that the reader may see. */
const about = (
  reader: Reader,
  kind: Exclude<RowKind, 'block' | 'transaction' | 'edge' | 'grade' | 'alias' | 'evidence'>,
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
  if (has(reader, OVERSEERS)) return 'all';
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
    'report',
  ] as const;
  return [...(reader.entity ? [[is('entity', reader.entity)]] : []), ...kinds.flatMap((kind) => about(reader, kind))];
};

/** Who may ask which query or subscription. One that is missing here is refused to everybody. */
export const OPERATIONS: Readonly<Record<string, Asker>> = {
  network: 'anyone',
  me: 'anyone',
  operators: 'anyone',
  entity: 'anyone',
  entities: 'anyone',
  charter: 'person',
  proposal: 'member',
  proposals: 'member',
  replacements: 'member',
  keyReplacements: 'member',
  proposalChanged: 'member',
  profile: 'anyone',
  profiles: 'anyone',
  calendar: 'anyone',
  asset: 'anyone',
  assets: 'anyone',
  release: 'anyone',
  releases: 'anyone',
  case: 'member',
  cases: 'member',
  waiting: 'person',
  precheck: 'member',
  vault: 'member',
  examine: 'member',
  certificate: 'anyone',
  certificates: 'anyone',
  batch: 'anyone',
  measure: 'member',
  measures: 'member',
  batches: 'anyone',
  edge: 'member',
  edges: 'member',
  listings: 'anyone',
  listing: 'anyone',
  orders: 'member',
  order: 'member',
  payment: 'member',
  transactionCertificate: 'anyone',
  transactionCertificates: 'anyone',
  supervisedAccounts: 'anyone',
  trace: 'member',
  tracePaths: 'member',
  commonAncestors: 'member',
  columnTrace: 'member',
  traced: 'member',
  offer: 'member',
  offers: 'member',
  agreement: 'member',
  agreements: 'member',
  mayUse: 'member',
  useRefusal: 'member',
  useRefusals: 'member',
  reveal: 'member',
  gradeFrontier: 'member',
  aliases: 'member',
  report: 'member',
  reports: 'member',
  recall: 'anyone',
  recalls: 'anyone',
  recallNotices: 'member',
  recallNoticed: 'member',
  block: 'anyone',
  blocks: 'anyone',
  transaction: 'anyone',
  transactions: 'member',
  events: 'person',
  transactionFate: 'member',
  question: 'member',
  prepareQuery: 'member',
  evaluate: 'member',
  attestation: 'member',
  attest: 'member',
  caseChanged: 'member',
  certificateChanged: 'anyone',
  orderChanged: 'member',
  standingChanged: 'anyone',
  measureChanged: 'member',
  agreementChanged: 'member',
  blockAdded: 'anyone',
};

const GRADES: readonly Grade[] = ['general', 'important', 'core'];
const highest = (grades: readonly Grade[]) => Math.max(0, ...grades.map((grade) => GRADES.indexOf(grade)));

/**
 * True for who may read the whole of an asset's or release's text: its holder, and readers whose clearance reaches its
 * grades. Others read what its profile makes public.
 */
export const readsWholeText = (reader: Reader, holder: string, grades: readonly Grade[]): boolean =>
  (has(reader, TEXT_READERS) && GRADES.indexOf(reader.clearance) >= highest(grades)) ||
  (reader.entity !== undefined && reader.entity === holder);

/** What a bank said of an order's money is for those whose money it is, the bank, and oversight. */
export const readsPayment = (reader: Reader, parties: readonly (string | undefined)[]): boolean =>
  has(reader, OVERSEERS) || (reader.entity !== undefined && parties.includes(reader.entity));

/** A vault's fields are read by its own entity, and by those to whom the ledger says that it, or they, were opened. */
export const readsVault = (
  reader: Reader,
  owner: string,
  openings: readonly { readonly to: string; readonly fields?: readonly string[] }[],
): ((field: string) => boolean) => {
  const { entity } = reader;
  if (entity === undefined) return () => false;
  const opened = openings.find(({ to }) => to === entity);
  return (field) => entity === owner || (opened !== undefined && (opened.fields?.includes(field) ?? true));
};

/** Parties of a case read all of it; who may only object reads what its profile makes public. */
export const readsWholeCase = (reader: Reader, entities: readonly (string | null | undefined)[]): boolean =>
  has(reader, OVERSEERS) || (reader.entity !== undefined && entities.includes(reader.entity));
