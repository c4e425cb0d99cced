import type { Generated } from 'kysely';

/** Where on the ledger a row comes from: block, place in it, transaction, and that transaction's time. */
export interface Stamp {
  block: number;
  tx_index: number;
  tx_id: string;
  time: string;
}

/** The current version of a document, as canonical JSON. */
interface Current extends Stamp {
  key: string;
  doc: string;
}

export interface BlockRow {
  number: number;
  hash: string;
  previous: string;
  data_hash: string;
  /** Latest timestamp of a valid transaction up to this block. */
  time: string;
  transactions: number;
}

export interface TransactionRow {
  block: number;
  tx_index: number;
  id: string;
  type: string;
  code: string;
  time: string;
  msp: string;
  person: string;
  entity: string | null;
  fingerprint: string | null;
  endorsers: readonly string[];
  function: string | null;
  command_id: string | null;
  subject: string | null;
  state: string | null;
}

/** Documents that are only ever looked up by what they belong to. `ref` is that owner's id, or the document's own. */
export interface DocumentRow extends Current {
  schema: string;
  ref: string;
}

export interface EntityRow extends Current {
  id: string;
  host: string;
  state: string;
  title: string;
}

export interface ProposalRow extends Current {
  id: string;
  kind: string;
  state: string;
  expires_at: string;
}

export interface AssetRow extends Current {
  id: string;
  entity: string;
  kind: string | null;
  grade: string;
  state: string;
  disclosure: string;
  profile: string;
  title: string | null;
}

export interface ReleaseRow extends Current {
  id: string;
  asset: string;
  entity: string;
  disclosure: string;
  rank: number;
}

export interface CaseRow extends Current {
  id: string;
  asset: string;
  type: string;
  state: string;
  applicant: string;
  registrar: string;
  transferee: string | null;
  appeal_body: string | null;
  profile: string;
  next_mover: string | null;
  next_entity: string | null;
  deadline: string | null;
  opened_at: string;
}

/** An entity that takes part in a case, by the case's current version. */
export interface CasePartyRow {
  case_id: string;
  entity: string;
  asset: string;
}

/** Evidence that a document of the ledger names: an entity whose it is, and the case or asset that it is for. */
export interface EvidenceRow {
  sha256: string;
  /** Key of the ledger's document. */
  named_in: string;
  /** The entity that names it there: it alone gives a right to the content, and only to what it brought. */
  brought_by: string;
  /** An entity that may have it by that. */
  entity: string;
  case_id: string | null;
  asset: string | null;
  name: string | null;
  size: number;
  media_type: string | null;
}

export interface CertificateRow extends Current {
  number: string;
  asset: string;
  case_id: string;
  holder: string;
  registrar: string;
  state: string;
  issued_at: string;
  valid_until: string | null;
}

export interface OfferRow extends Current {
  id: string;
  asset: string;
  grantor: string;
  disclosure: string;
  state: string;
}

export interface AgreementRow extends Current {
  id: string;
  asset: string;
  under: string | null;
  grantor: string;
  licensee: string;
  state: string;
  next_entity: string | null;
}

/** An entity of an agreement's chain, or one that an offer names as a recipient. */
export interface LicencePartyRow {
  licence: string;
  entity: string;
}

export interface UseRefusalRow extends Current {
  id: string;
  asset: string;
  release: string;
  recipient: string;
  by_entity: string | null;
}

/** A batch of certificates. `numbers` is the stem of their numbers, and like what follows it of the seal. */
export interface BatchRow extends Current {
  id: string;
  entity: string;
  case_id: string;
  state: string;
  profile: string;
  title: string;
  root: string;
  file: string;
  count: number;
  numbers: string | null;
  registrar: string | null;
  sealed_at: string | null;
  valid_until: string | null;
}

/** A leaf of a batch to which something happened. */
export interface BatchLeafRow extends Current {
  batch: string;
  leaf: number;
  state: string;
  /** Once it was used. */
  certificate: string | null;
}

export interface MeasureRow extends Current {
  id: string;
  kind: string;
  asset: string;
  orderer: string;
  body: string | null;
  state: string;
  next_entity: string | null;
  deadline: string | null;
}

export interface ListingRow extends Current {
  id: string;
  seller: string;
  asset: string;
  release: string;
  state: string;
  listed_at: string;
}

export interface OrderRow extends Current {
  id: string;
  listing: string;
  seller: string;
  buyer: string;
  exchange: string;
  bank: string | null;
  state: string;
  next_entity: string | null;
  deadline: string | null;
  opened_at: string;
}

/** An entity that takes or took part in an order, by the order's current version. */
export interface OrderPartyRow {
  order_id: string;
  entity: string;
}

export interface TransactionCertificateRow extends Current {
  number: string;
  order_id: string;
  exchange: string;
  state: string;
  issued_at: string;
}

/** One version of an edge, in force from `block` until before `until_block`. The current one has no end. */
export interface EdgeRow extends Stamp {
  from_id: string;
  to_id: string;
  until_block: number | null;
  state: string;
  disclosure: string;
  from_entity: string | null;
  to_entity: string;
  next_entity: string | null;
  arbiter: string | null;
  /** It carries grades from its input to its output. */
  carries: boolean;
  doc: string;
}

/** `level` counts grades from 0, the lowest. */
export interface GradeRow extends Current {
  release: string;
  level: number;
  report: string | null;
}

export interface ReportRow extends Current {
  id: string;
  entity: string;
  assessor: string;
  state: string;
  level: number;
}

export interface AliasRow extends Current {
  external: string;
  asset: string;
  state: string;
  disclosure: string;
  claimant: string | null;
  next_entity: string | null;
}

export interface RecallRow extends Current {
  id: string;
  release: string;
  asset: string;
  holder: string;
  orderer: string | null;
  state: string;
  disclosure: string;
}

export interface RecognitionRow extends Current {
  id: string;
  registrar: string;
  profile: string;
  certificate: string;
  ground: string;
  state: string;
  /** Of another network, what its registrar says it is, and since when. */
  claimed: string | null;
  claimed_at: string | null;
  valid_until: string | null;
  seen_state: string;
  seen_time: string;
}

export interface BasisRow extends Current {
  id: string;
  agency: string;
  state: string;
  until: string;
}

export interface BasisUseRow extends Current {
  id: string;
  basis: string;
  agency: string;
  start: string;
}

export interface VersionRow extends Stamp {
  schema: string;
  key: string;
  ref: string;
  doc: string;
}

/** Words of an asset's text by their terms, and what its facets are; see `search`. */
export interface SearchRow {
  asset: string;
  /** `id/version` of its profile, which says what is public. */
  profile: string;
  entity: string;
  /** The highest of its grades. */
  level: number;
  title: readonly string[];
  keywords: readonly string[];
  abstract: readonly string[];
  fields: readonly string[];
  subject: string;
  kind: string;
  rights: readonly string[];
  source: string;
  frequency: string;
}

/** What somebody lets itself be told of. Roles are those of the certificate at the time. */
export interface WebhookRow {
  id: string;
  msp: string;
  person: string;
  entity: string | null;
  roles: string;
  kind: string;
  subject: string;
  url: string;
  created_at: string;
}

/** A message to a webhook. */
export interface DeliveryRow {
  id: string;
  webhook: string;
  block: number;
  place: number;
  body: string;
  state: string;
  attempts: number;
  status: string | null;
  next_at: string;
}

/** What a person looks at again. */
export interface SavedViewRow {
  id: string;
  owner: string;
  page: string;
  name: string;
  content: string;
  updated_at: string;
}

/** The block that first registered an asset. */
export interface RegisteredRow {
  asset: string;
  block: number;
}

export interface CheckpointRow {
  id: number;
  block: number;
  hash: string;
  time: string;
  decoders: string;
}

/** How far the leaves of a tree are read. Only of one that is `whole` is anything shown. */
export interface TreeRow {
  root: string;
  state: 'reading' | 'whole' | 'broken';
  lines: number;
  problem: string | null;
}

export interface LeafRow {
  root: string;
  leaf: number;
  kind: string;
  grade: string;
  title: string;
  keywords: string;
  hash: string;
  line: string;
}

/** The root of the n-th subtree of a tree. */
export interface SubtreeRow {
  root: string;
  n: number;
  hash: string;
}

export interface PrivateCheckpointRow {
  id: number;
  block: number;
}

/** One entry of a vault at the own peer; its record has the field ''. */
export interface PrivateValueRow {
  key_hash: string;
  vault: string;
  field: string;
  value: string;
  block: number;
}

/** A private key of which nothing is to be left, by its hash, as blocks say. */
export interface ErasedRow {
  key_hash: string;
  block: number;
}

export interface SessionRow {
  /** By which its person names it; it opens nothing. */
  id: string;
  token_hash: string;
  /** Whose it is: the operator that vouches for the key, and the person's name, unique within it. */
  msp: string;
  person: string;
  fingerprint: string;
  certificate: string;
  kind: string;
  created_at: string;
  expires_at: string;
}

/** Whose sessions are spoken of. */
export type SessionOwner = Pick<SessionRow, 'msp' | 'person'>;

/** A document that an entity brought, to this gateway or, as the one says from which it came, to another. */
export interface KeptDocumentRow {
  sha256: string;
  entity: string;
  size: number;
  /** Whether it was brought to this gateway, and counts on its entity's quota. */
  uploaded: boolean;
  kept_at: string;
}

/** A line of the read log. */
export interface ReadingRow {
  n: Generated<string>;
  at: string;
  line: string;
}

export interface ChallengeRow {
  challenge_hash: string;
  expires_at: string;
}

/**
 * Every table, by SQL schema: `projection` follows from the blocks alone, `leaves` from the files that
 * the blocks name, `local` is this gateway's own.
 */
export interface Tables {
  'projection.checkpoint': CheckpointRow;
  'projection.block': BlockRow;
  'projection.transaction': TransactionRow;
  'projection.document': DocumentRow;
  'projection.version': VersionRow;
  'projection.entity': EntityRow;
  'projection.proposal': ProposalRow;
  'projection.asset': AssetRow;
  'projection.release': ReleaseRow;
  'projection.case_file': CaseRow;
  'projection.case_party': CasePartyRow;
  'projection.certificate': CertificateRow;
  'projection.batch': BatchRow;
  'projection.batch_leaf': BatchLeafRow;
  'projection.measure': MeasureRow;
  'projection.listing': ListingRow;
  'projection.trade_order': OrderRow;
  'projection.order_party': OrderPartyRow;
  'projection.transaction_certificate': TransactionCertificateRow;
  'projection.edge': EdgeRow;
  'projection.offer': OfferRow;
  'projection.agreement': AgreementRow;
  'projection.licence_party': LicencePartyRow;
  'projection.use_refusal': UseRefusalRow;
  'leaves.tree': TreeRow;
  'leaves.leaf': LeafRow;
  'leaves.subtree': SubtreeRow;
  'projection.grade': GradeRow;
  'projection.report': ReportRow;
  'projection.alias': AliasRow;
  'projection.recall': RecallRow;
  'projection.evidence': EvidenceRow;
  'projection.registered': RegisteredRow;
  'projection.recognition': RecognitionRow;
  'projection.basis': BasisRow;
  'projection.basis_use': BasisUseRow;
  'projection.search': SearchRow;
  'private.checkpoint': PrivateCheckpointRow;
  'private.value': PrivateValueRow;
  'private.erased': ErasedRow;
  'local.session': SessionRow;
  'local.challenge': ChallengeRow;
  'local.reading': ReadingRow;
  'local.saved_view': SavedViewRow;
  'local.webhook': WebhookRow;
  'local.delivery': DeliveryRow;
  'local.document': KeptDocumentRow;
}
