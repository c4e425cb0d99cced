import { type Static, type TProperties, Type } from 'typebox';

/** An object that refuses members which its schema does not name. */
export function strict<P extends TProperties>(properties: P) {
  return Type.Object(properties, { additionalProperties: false });
}

/** A command: its own fields and the id under which a repeat is recognised. */
export function command<P extends TProperties>(properties: P) {
  return strict({ commandId: CommandId, ...properties });
}

const text = (maxLength: number, minLength = 1) => Type.String({ minLength, maxLength });

export const CommandId = Type.String({
  pattern: '^[A-Za-z0-9_-]{8,64}$',
  description: 'Chosen by the client, once per intention',
});
export const EntityId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,62}$', description: 'A legal person' });
export const MspId = Type.String({ pattern: '^[A-Za-z0-9.-]{1,64}$', description: 'An operator' });
export const AssetId = Type.String({ pattern: '^ast-[0-9a-f]{32}$' });
export const ReleaseId = Type.String({ pattern: '^rel-[0-9a-f]{32}$' });
export const ExternalId = Type.String({ pattern: '^ext-[0-9a-f]{32}$', description: 'A dataset outside the platform' });
export const BatchId = Type.String({ pattern: '^bat-[0-9a-f]{32}$', description: 'Certificates sealed together' });
export const CaseId = Type.String({ pattern: '^cas-[0-9a-f]{32}$' });
export const ProposalId = Type.String({ pattern: '^prp-[0-9a-f]{32}$' });
export const OfferId = Type.String({ pattern: '^ofr-[0-9a-f]{32}$', description: 'An offer of a licence' });
export const OrderId = Type.String({ pattern: '^ord-[0-9a-f]{32}$', description: 'A sale' });
export const AgreementId = Type.String({ pattern: '^agr-[0-9a-f]{32}$', description: 'A licence agreement' });
export const RefusalId = Type.String({ pattern: '^ref-[0-9a-f]{32}$', description: 'A refused use, on record' });
export const Territory = Type.String({ pattern: '^[A-Z]{2}$', description: 'A country or region, ISO 3166-1 alpha-2' });
export const MeasureId = Type.String({
  pattern: '^msr-[0-9a-f]{32}$',
  description: 'A suspension, revocation or freeze',
});
export const RecallId = Type.String({ pattern: '^rcl-[0-9a-f]{32}$' });
export const ReportId = Type.String({ pattern: '^rpt-[0-9a-f]{32}$', description: 'A de-identification report' });
export const BasisId = Type.String({ pattern: '^bas-[0-9a-f]{32}$', description: 'A legal basis of an agency' });
export const BasisUseId = Type.String({ pattern: '^bus-[0-9a-f]{32}$', description: 'One use of a legal basis' });
export const RecognitionId = Type.String({ pattern: '^rcg-[0-9a-f]{32}$', description: 'A recognised certificate' });
export const RunId = Type.String({ pattern: '^run-[0-9a-f]{32}$', description: 'A PROV activity' });
export const CertificateNumber = Type.String({ pattern: '^[A-Z0-9-]{2,24}-[0-9]{4}-[0-9]{12,20}[0-9X]$' });
export const ProfileId = Type.String({ pattern: '^[a-z0-9][a-z0-9-]{1,48}$' });
export const TxId = Type.String({ pattern: '^[0-9a-f]{64}$' });
/** Instants are UTC with milliseconds, so that text order is time order. */
export const Timestamp = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}Z$',
});
export const Day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
export const Sha256 = Type.String({ pattern: '^sha256:[0-9a-f]{64}$' });
export const Sm3 = Type.String({ pattern: '^sm3:[0-9a-f]{64}$' });
export const MediaType = Type.String({ pattern: '^[a-z0-9.+-]+/[A-Za-z0-9.+-]+$', maxLength: 128 });
export const Bytes = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
export const Reason = text(2000);

/** A name in Chinese, and in English where there is one. */
export const Title = strict({ zh: text(200), en: Type.Optional(text(200)) });

export const Grade = Type.Enum(['general', 'important', 'core']);
export const Clearance = Grade;
export const Role = Type.Enum([
  'holder',
  'registrar',
  'assessor',
  'exchange',
  'arbiter',
  'bank',
  'regulator',
  'agency',
  'computing',
  'analyst',
  'auditor',
]);

/** Who signed: the operator that vouches for the key, the entity that the person acts for, and the person. */
export const Actor = strict({
  msp: MspId,
  entity: Type.Optional(EntityId),
  person: Type.String({ maxLength: 200, description: 'Common name of the certificate, unique within its operator' }),
});

/** Who moves next, until when, and what silence does. Absent once nothing moves any more. */
export const Next = strict({
  mover: Type.Enum(['applicant', 'registrar', 'appeal-body', 'counterparty', 'arbiter']),
  entity: Type.Optional(EntityId),
  action: Type.String({ maxLength: 64 }),
  deadline: Timestamp,
  silence: Type.Enum(['lapse', 'pass-on', 'dismiss', 'deny', 'unanswered', 'disputed']),
});

export const GRADES = ['general', 'important', 'core'] as const;
export type Grade = Static<typeof Grade>;
export type Role = Static<typeof Role>;
export type Actor = Static<typeof Actor>;
export type Title = Static<typeof Title>;
export type Next = Static<typeof Next>;
