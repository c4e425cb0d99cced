import {
  type AnyDocument,
  carriesGrades,
  type Documents,
  documents,
  fits,
  GRADES,
  type SchemaName,
} from '@suyuan/schemas';
import type * as tables from '../store/index.ts';

/** A row less where it comes from, which is the same for every document of a transaction. */
type Bare<R> = Omit<R, keyof tables.Stamp | 'key' | 'doc'>;

/** What a document becomes: a row of a current table, one version of an edge, or nothing but its mark. */
export type Decoded =
  | { readonly table: 'document'; readonly ref: string }
  | { readonly table: 'entity'; readonly ref: string; readonly row: Bare<tables.EntityRow> }
  | { readonly table: 'proposal'; readonly ref: string; readonly row: Bare<tables.ProposalRow> }
  | { readonly table: 'asset'; readonly ref: string; readonly row: Bare<tables.AssetRow> }
  | { readonly table: 'release'; readonly ref: string; readonly row: Bare<tables.ReleaseRow> }
  | {
      readonly table: 'case_file';
      readonly ref: string;
      readonly row: Bare<tables.CaseRow>;
      readonly parties: readonly string[];
    }
  | { readonly table: 'certificate'; readonly ref: string; readonly row: Bare<tables.CertificateRow> }
  | { readonly table: 'measure'; readonly ref: string; readonly row: Bare<tables.MeasureRow> }
  | {
      readonly table: 'offer';
      readonly ref: string;
      readonly row: Bare<tables.OfferRow>;
      readonly parties: readonly string[];
    }
  | {
      readonly table: 'agreement';
      readonly ref: string;
      readonly row: Bare<tables.AgreementRow>;
      readonly parties: readonly string[];
    }
  | { readonly table: 'use_refusal'; readonly ref: string; readonly row: Bare<tables.UseRefusalRow> }
  | { readonly table: 'batch'; readonly ref: string; readonly row: Bare<tables.BatchRow> }
  | { readonly table: 'batch_leaf'; readonly ref: string; readonly row: Bare<tables.BatchLeafRow> }
  | { readonly table: 'listing'; readonly ref: string; readonly row: Bare<tables.ListingRow> }
  | {
      readonly table: 'trade_order';
      readonly ref: string;
      readonly row: Bare<tables.OrderRow>;
      readonly parties: readonly string[];
    }
  | {
      readonly table: 'transaction_certificate';
      readonly ref: string;
      readonly row: Bare<tables.TransactionCertificateRow>;
    }
  | { readonly table: 'grade'; readonly ref: string; readonly row: Bare<tables.GradeRow> }
  | { readonly table: 'report'; readonly ref: string; readonly row: Bare<tables.ReportRow> }
  | { readonly table: 'alias'; readonly ref: string; readonly row: Bare<tables.AliasRow> }
  | { readonly table: 'recall'; readonly ref: string; readonly row: Bare<tables.RecallRow> }
  | { readonly table: 'recognition'; readonly ref: string; readonly row: Bare<tables.RecognitionRow> }
  | { readonly table: 'basis'; readonly ref: string; readonly row: Bare<tables.BasisRow> }
  | { readonly table: 'basis_use'; readonly ref: string; readonly row: Bare<tables.BasisUseRow> }
  | { readonly table: 'edge'; readonly ref: string; readonly row: Omit<Bare<tables.EdgeRow>, 'until_block'> };

/** Everybody who has a part in a case; whoever once acted in it stays one of them. */
const partiesOf = ({
  applicant,
  registrar,
  application,
  objections,
  appeals,
  passedBy,
  involved,
}: Documents['case/1']) => {
  const transferee = application?.type === 'transfer' ? [application.transferee] : [];
  const appealing = appeals.flatMap(({ by, body }) => [body, ...(by.entity ? [by.entity] : [])]);
  const objecting = objections.map(({ entity }) => entity);
  return [...new Set([applicant, registrar, ...transferee, ...objecting, ...appealing, ...passedBy, ...involved])];
};

type Decoders = { readonly [S in SchemaName]: (document: Documents[S], key: string) => Decoded };

const mark = (ref: string): Decoded => ({ table: 'document', ref });

/**
 * One decoder for each version of each document, kept for ever: a ledger is read from block 0 by every later release.
 * The type demands one for every schema that is registered.
 */
export const decoders: Decoders = {
  'clock/1': () => mark('clock'),
  'done/1': (d) => mark(d.txId),
  'charter/1': () => mark('charter'),
  'ratification/1': (d) => mark(d.charter),
  'roster/1': () => mark('roster'),
  'execution/1': (d) => mark(d.proposal),
  'gateway/1': (d) => mark(d.msp),
  'entity/1': (d) => ({
    table: 'entity',
    ref: d.id,
    row: { id: d.id, host: d.host, state: d.state, title: d.title.zh },
  }),
  'proposal/1': (d) => ({
    table: 'proposal',
    ref: d.id,
    row: { id: d.id, kind: d.content.kind, state: d.state, expires_at: d.expiresAt },
  }),
  'vote/1': (d) => mark(d.proposal),
  'replacement/1': (d) => mark(d.subject),
  'profile/1': (d) => mark(d.id),
  'profile-head/1': (d) => mark(d.id),
  'calendar/1': (d) => mark(String(d.version)),
  'calendar-head/1': () => mark('calendar-head'),
  'asset/1': (d) => ({
    table: 'asset',
    ref: d.id,
    row: {
      id: d.id,
      entity: d.entity,
      kind: d.text?.kind ?? null,
      grade: d.gradeFloor,
      state: d.state,
      disclosure: d.disclosure,
      profile: d.profile.id,
      title: d.text?.descriptor.title.zh ?? null,
    },
  }),
  'release/1': (d) => ({
    table: 'release',
    ref: d.id,
    row: { id: d.id, asset: d.asset, entity: d.entity, disclosure: d.disclosure, rank: d.rank },
  }),
  'freeze/1': (d) => mark(d.asset),
  'encumbrances/1': (d) => mark(d.asset),
  'external/1': (d) => mark(d.id),
  'content/1': (d) => mark(d.sha256),
  'case/1': (d) => ({
    table: 'case_file',
    ref: d.id,
    row: {
      id: d.id,
      asset: d.asset,
      type: d.type,
      state: d.state,
      applicant: d.applicant,
      registrar: d.registrar,
      transferee: d.application?.type === 'transfer' ? d.application.transferee : null,
      appeal_body: d.appeals.findLast((a) => !a.outcome)?.body ?? null,
      profile: d.profile.id,
      next_mover: d.next?.mover ?? null,
      next_entity: d.next?.entity ?? null,
      deadline: d.next?.deadline ?? null,
      opened_at: d.openedAt,
    },
    parties: partiesOf(d),
  }),
  'objection/1': (d) => mark(d.case),
  'certificate/1': (d) => ({
    table: 'certificate',
    ref: d.number,
    row: {
      number: d.number,
      asset: d.asset,
      case_id: d.case,
      holder: d.holder,
      registrar: d.registrar,
      state: d.state,
      issued_at: d.issuedAt,
      valid_until: d.validUntil ?? null,
    },
  }),
  'batch/1': (d) => ({
    table: 'batch',
    ref: d.id,
    row: {
      id: d.id,
      entity: d.entity,
      case_id: d.case,
      state: d.state,
      profile: d.profile.id,
      title: d.text.title.zh,
      root: d.text.root,
      file: d.text.file.sha256,
      count: d.text.count,
      numbers: d.seal?.numbers ?? null,
      registrar: d.seal?.registrar ?? null,
      sealed_at: d.seal?.at ?? null,
      valid_until: d.seal?.validUntil ?? null,
    },
  }),
  'batch-leaf/1': (d, key) => ({
    table: 'batch_leaf',
    ref: key,
    row: { batch: d.batch, leaf: d.index, state: d.state, certificate: d.certificate ?? null },
  }),
  'batch-custody/1': (d) => mark(d.batch),
  'batch-root/1': (d) => mark(d.root),
  'key-replacement/1': (d) => mark(d.fingerprint),
  'measure/1': (d) => ({
    table: 'measure',
    ref: d.id,
    row: {
      id: d.id,
      kind: d.kind,
      asset: d.asset,
      orderer: d.orderer,
      body: d.appeal?.body ?? null,
      state: d.state,
      next_entity: d.next?.entity ?? null,
      deadline: d.next?.deadline ?? null,
    },
  }),
  'grade/1': (d) => ({
    table: 'grade',
    ref: d.release,
    row: { release: d.release, level: GRADES.indexOf(d.grade), report: d.report ?? null },
  }),
  'report/1': (d) => ({
    table: 'report',
    ref: d.id,
    row: { id: d.id, entity: d.entity, assessor: d.assessor, state: d.state, level: GRADES.indexOf(d.grade) },
  }),
  'edge/1': (d) => ({
    table: 'edge',
    ref: `${d.from}/${d.to}`,
    row: {
      from_id: d.from,
      to_id: d.to,
      state: d.state,
      disclosure: d.disclosure,
      from_entity: d.fromEntity ?? null,
      to_entity: d.toEntity,
      next_entity: d.next?.entity ?? null,
      arbiter: d.arbitration?.arbiter ?? null,
      carries: carriesGrades(d),
    },
  }),
  'run/1': (d) => mark(d.id),
  'offer/1': (d) => ({
    table: 'offer',
    ref: d.id,
    row: { id: d.id, asset: d.asset, grantor: d.grantor, disclosure: d.disclosure, state: d.state },
    parties: d.terms.recipients ?? [],
  }),
  'agreement/1': (d) => ({
    table: 'agreement',
    ref: d.id,
    row: {
      id: d.id,
      asset: d.asset,
      under: d.under ?? null,
      grantor: d.grantor,
      licensee: d.licensee,
      state: d.state,
      next_entity: d.next?.entity ?? null,
    },
    parties: d.parties,
  }),
  'licences/1': (d) => mark(d.licensee),
  'quota/1': (d) => mark(d.agreement),
  'use/1': (d) => mark(d.agreement),
  'use-refusal/1': (d) => ({
    table: 'use_refusal',
    ref: d.id,
    row: {
      id: d.id,
      asset: d.answer.asset,
      release: d.answer.question.release,
      recipient: d.answer.question.recipient,
      by_entity: d.by.entity ?? null,
    },
  }),
  'named-vault/1': (d) => mark(d.vault),
  'opening/1': (d) => mark(d.vault),
  'legal-hold/1': (d) => mark(d.vault),
  'erasure/1': (d) => mark(d.vault),
  'absence/1': (d) => mark(d.vault),
  'account/1': (d) => mark(d.bank),
  'listing/1': (d) => ({
    table: 'listing',
    ref: d.id,
    row: {
      id: d.id,
      seller: d.seller,
      asset: d.asset,
      release: d.release,
      state: d.state,
      listed_at: d.listedAt,
    },
  }),
  'order/1': (d) => ({
    table: 'trade_order',
    ref: d.id,
    row: {
      id: d.id,
      listing: d.listing.id,
      seller: d.seller,
      buyer: d.buyer,
      exchange: d.exchange,
      bank: d.bank ?? null,
      state: d.state,
      next_entity: d.next?.entity ?? null,
      deadline: d.next?.deadline ?? null,
      opened_at: d.openedAt,
    },
    parties: [...new Set([...d.involved, ...(d.successor ? [d.successor] : [])])],
  }),
  'payment/1': (d) => mark(d.order),
  'bank-message/1': (d) => mark(d.order),
  'transaction-certificate/1': (d) => ({
    table: 'transaction_certificate',
    ref: d.number,
    row: { number: d.number, order_id: d.order, exchange: d.exchange, state: d.state, issued_at: d.issuedAt },
  }),
  'alias/1': (d) => ({
    table: 'alias',
    ref: `${d.external}/${d.asset}`,
    row: {
      external: d.external,
      asset: d.asset,
      state: d.state,
      disclosure: d.disclosure,
      claimant: d.claimedBy.entity ?? null,
      next_entity: d.next?.entity ?? null,
    },
  }),
  'recall/1': (d) => ({
    table: 'recall',
    ref: d.id,
    row: {
      id: d.id,
      release: d.release,
      asset: d.asset,
      holder: d.holder,
      orderer: d.orderedBy.entity ?? null,
      state: d.state,
      disclosure: d.disclosure,
    },
  }),
  'recalled/1': (d) => mark(d.release),
  'ack/1': (d) => mark(d.recall),
  'recognition/1': (d) => ({
    table: 'recognition',
    ref: d.id,
    row: {
      id: d.id,
      registrar: d.registrar,
      profile: d.profile.id,
      certificate: d.certificate,
      ground: d.ground,
      state: d.state,
      claimed: d.foreign?.state ?? null,
      claimed_at: d.foreign?.time ?? null,
      valid_until: d.foreign?.validUntil ?? null,
      seen_state: d.seen.state,
      seen_time: d.seen.time,
    },
  }),
  'basis/1': (d) => ({
    table: 'basis',
    ref: d.id,
    row: { id: d.id, agency: d.agency, state: d.state, until: d.until },
  }),
  'basis-use/1': (d) => ({
    table: 'basis_use',
    ref: d.id,
    row: { id: d.id, basis: d.basis, agency: d.agency, start: d.start },
  }),
  'read-log/1': (d) => mark(d.msp),
};

/** A write that cannot be read: the projection may not go past it. */
export class Undecodable extends Error {}

/** Reads one value of a write set. @throws Undecodable when it is no document of a schema that this release knows */
export function decode(key: string, value: string): { document: AnyDocument; decoded: Decoded } {
  let document: AnyDocument;
  try {
    document = JSON.parse(value) as AnyDocument;
  } catch {
    throw new Undecodable(`key ${key} is not JSON`);
  }
  const name = document?.schema;
  if (typeof name !== 'string' || !Object.hasOwn(documents, name))
    throw new Undecodable(`key ${key} has the unknown schema ${String(name)}`);
  if (!fits(documents[name], document)) throw new Undecodable(`key ${key} does not fit ${name}`);
  const decoder = decoders[name] as (document: AnyDocument, key: string) => Decoded;
  return { document, decoded: decoder(document, key) };
}
