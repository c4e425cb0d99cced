import { type Static, Type } from 'typebox';
import { AssetText, Commitments, Duplicate, ReleaseText } from './asset.ts';
import {
  Actor,
  AssetId,
  BatchId,
  CaseId,
  CertificateNumber,
  command,
  EntityId,
  MspId,
  Next,
  ProfileId,
  Reason,
  Sha256,
  strict,
  Timestamp,
} from './base.ts';
import { BatchText, LeafIndex, LeafProof } from './batch.ts';
import { Evidence } from './evidence.ts';
import { Calendar, CaseType } from './profile.ts';
import { SealedApplication, SealedAsset } from './sealed.ts';

const evidence = Type.Array(Evidence, { maxItems: 50 });

/**
 * What a case asks for. An initial registration brings a new asset, a batch brings many; the others name the one that
 * they are about.
 */
export const Application = Type.Union([
  strict({ type: Type.Literal('initial'), asset: AssetText, release: ReleaseText, evidence }),
  strict({ type: Type.Literal('batch'), batch: BatchText, evidence }),
  strict({ type: Type.Literal('change'), assetId: AssetId, asset: AssetText, evidence }),
  strict({ type: Type.Literal('correction'), assetId: AssetId, asset: AssetText, evidence, grounds: Reason }),
  strict({ type: Type.Literal('renewal'), assetId: AssetId, evidence }),
  strict({ type: Type.Literal('transfer'), assetId: AssetId, transferee: EntityId, evidence }),
  strict({ type: Type.Literal('deregistration'), assetId: AssetId, evidence, grounds: Reason }),
]);

export const ReturnReason = strict({
  field: Type.String({ maxLength: 80 }),
  code: Type.Enum([
    'missing',
    'inconsistent',
    'unclear',
    'evidence',
    'grade',
    'personal-information',
    'rights',
    'other',
  ]),
  text: Reason,
});

export const FinalState = Type.Enum(['issued', 'refused', 'withdrawn', 'lapsed', 'upheld']);
export const CaseState = Type.Enum([
  'submitted',
  'returned',
  'accepted',
  'in_review',
  'in_publicity',
  'objected',
  'appealed',
  'issued',
  'refused',
  'withdrawn',
  'lapsed',
  'upheld',
]);

const onCase = { case: CaseId };
const reasons = Type.Array(ReturnReason, { minItems: 1, maxItems: 30 });
const profile = strict({ id: ProfileId, version: Type.Integer({ minimum: 1 }) });
/** One flat union, so that a breach names the field of the branch that was meant. */
export const AnyApplication = Type.Union([...Application.anyOf, ...SealedApplication.anyOf]);

export const registrationCommands = {
  'registration:submit': command({ profile, registrar: EntityId, application: AnyApplication }),
  'registration:resubmit': command({ ...onCase, application: AnyApplication }),
  'registration:withdraw': command({ ...onCase, reason: Type.Optional(Reason) }),
  'registration:consent': command({ ...onCase, sealed: Type.Optional(SealedAsset) }),
  'registration:receipt': command({
    ...onCase,
    documents: Type.Array(Sha256, {
      maxItems: 51,
      uniqueItems: true,
      description: 'Every document of the application, by digest, that the registrar holds',
    }),
  }),
  'registration:accept': command(onCase),
  'registration:returnForCorrection': command({ ...onCase, reasons }),
  'registration:review': command(onCase),
  'registration:openPublicity': command({ ...onCase, opinion: Type.Optional(Reason) }),
  'registration:refuse': command({ ...onCase, reasons }),
  'registration:object': command({
    ...onCase,
    ground: Type.Enum(['ownership', 'authorisation', 'personal-information', 'content', 'other']),
    statement: Reason,
    evidence,
    leaf: Type.Optional(LeafProof),
  }),
  'registration:decideObjection': command({
    ...onCase,
    objection: Type.Integer({ minimum: 1, maximum: 10_000 }),
    uphold: Type.Boolean(),
    reason: Reason,
  }),
  'registration:issue': command(onCase),
  'registration:advance': command(onCase),
  'registration:appeal': command({
    ...onCase,
    objection: Type.Optional(Type.Integer({ minimum: 1 })),
    grounds: Reason,
  }),
  'registration:decideAppeal': command({ ...onCase, allow: Type.Boolean(), reason: Reason }),
  'registration:publishCalendar': command({ calendar: Calendar }),
};

export const Appeal = strict({
  by: Actor,
  against: Type.Enum(['refused', 'withdrawn', 'lapsed', 'upheld', 'dismissed', 'excluded']),
  objection: Type.Optional(Type.Integer()),
  body: EntityId,
  grounds: Reason,
  openedAt: Timestamp,
  outcome: Type.Optional(Type.Enum(['allowed', 'denied', 'unanswered'])),
  decidedBy: Type.Optional(Actor),
  reason: Type.Optional(Reason),
});

/** One finding of the pre-check: a failing rule, with the field, the rule's citation and how to mend it. */
export const Finding = strict({
  code: Type.String(),
  field: Type.String(),
  citation: Type.String(),
  zh: Type.String(),
  en: Type.String(),
});

export const registrationDocuments = {
  'case/1': strict({
    schema: Type.Literal('case/1'),
    id: CaseId,
    type: CaseType,
    profile,
    applicant: EntityId,
    registrar: EntityId,
    ownMotion: Type.Boolean(),
    asset: Type.Union([AssetId, BatchId], { description: 'What is registered: an asset, or a batch of them' }),
    application: Type.Optional(Application),
    sealed: Type.Optional(SealedApplication),
    consented: Type.Optional(
      strict({ ...SealedAsset.properties, host: MspId, committedIn: Type.String({ pattern: '^[0-9a-f]{64}$' }) }),
    ),
    commitments: Commitments,
    committedIn: Type.String({ pattern: '^[0-9a-f]{64}$' }),
    state: CaseState,
    since: Timestamp,
    next: Type.Optional(Next),
    returns: Type.Integer({ minimum: 0, maximum: 2 }),
    reasons: Type.Array(ReturnReason),
    passedBy: Type.Array(EntityId, { description: 'Registrars that stayed silent' }),
    people: strict({
      submitter: Actor,
      acceptor: Type.Optional(Actor),
      reviewer: Type.Optional(Actor),
      issuer: Type.Optional(Actor),
      consenter: Type.Optional(Actor),
    }),
    held: Type.Array(strict({ office: Type.Enum(['acceptor', 'reviewer', 'issuer']), by: Actor }), {
      description: 'Every office that was ever held in the case',
    }),
    receipt: Type.Optional(
      strict({
        by: Actor,
        documents: registrationCommands['registration:receipt'].properties.documents,
        time: Timestamp,
      }),
    ),
    opinion: Type.Optional(Reason),
    withdrawal: Type.Optional(Reason),
    involved: Type.Array(EntityId, { description: 'Entities that acted; none of them decides an appeal' }),
    publicity: Type.Optional(strict({ from: Timestamp, until: Timestamp })),
    objections: Type.Array(
      strict({
        n: Type.Integer({ minimum: 1 }),
        entity: EntityId,
        ground: registrationCommands['registration:object'].properties.ground,
        leaf: Type.Optional(LeafIndex),
        state: Type.Enum(['open', 'upheld', 'dismissed']),
        decideBy: Timestamp,
        appealUntil: Type.Optional(Timestamp),
      }),
    ),
    appeals: Type.Array(Appeal, { description: 'At most one of an entity; the last is open while it has no outcome' }),
    appealUntil: Type.Optional(Timestamp),
    duplicates: Type.Array(Duplicate),
    certificate: Type.Optional(CertificateNumber),
    openedAt: Timestamp,
    time: Timestamp,
  }),
  'objection/1': strict({
    schema: Type.Literal('objection/1'),
    case: CaseId,
    n: Type.Integer({ minimum: 1 }),
    by: Actor,
    ground: registrationCommands['registration:object'].properties.ground,
    statement: Reason,
    evidence,
    leaf: Type.Optional(LeafIndex),
    state: Type.Enum(['open', 'upheld', 'dismissed']),
    decidedBy: Type.Optional(Actor),
    reason: Type.Optional(Reason),
    openedAt: Timestamp,
    time: Timestamp,
  }),
};

type NamedDocument = {
  readonly sha256: string;
  readonly size: number;
  readonly name?: string;
  readonly mediaType?: string;
};

/** The documents that the application of a case names, a batch's leaves file among them: what its registrar holds. */
export function documentsOf({ application, sealed }: Pick<Case, 'application' | 'sealed'>): NamedDocument[] {
  const leaves = application?.type === 'batch' ? [application.batch.file] : [];
  return [...((sealed ?? application)?.evidence ?? []), ...leaves];
}

export type Application = Static<typeof Application>;

/** The type of the case that an application opens: a batch registers its assets for the first time. */
export function caseTypeOf({ type }: Pick<Application, 'type'>): CaseType {
  return type === 'batch' ? 'initial' : type;
}

export type Case = Static<(typeof registrationDocuments)['case/1']>;
export type CaseState = Static<typeof CaseState>;
export type FinalState = Static<typeof FinalState>;
export type Objection = Static<(typeof registrationDocuments)['objection/1']>;
export type ReturnReason = Static<typeof ReturnReason>;
export type Appeal = Static<typeof Appeal>;
export type Finding = Static<typeof Finding>;
