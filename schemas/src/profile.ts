import { type Static, Type } from 'typebox';
import { Day, ProfileId, strict, Timestamp, Title } from './base.ts';

/**
 * Where a figure comes from. `held`: `text` we hold the regulation's own words; `second-hand` from reports of it;
 * `default` this consortium's choice where no text gives a figure.
 */
export const Citation = strict({
  source: Type.String({ minLength: 1, maxLength: 300 }),
  held: Type.Enum(['text', 'second-hand', 'default']),
});

/**
 * A span of time. Working days and days end at midnight UTC+8 of the last day counted, the first day being the one
 * after the event; the other units are exact.
 */
export const Duration = strict({
  amount: Type.Integer({ minimum: 1, maximum: 10_000 }),
  unit: Type.Enum(['year', 'workingDay', 'day', 'minute', 'second']),
});

export const Figure = strict({ ...Duration.properties, citation: Citation });

export const CaseType = Type.Enum(['initial', 'change', 'correction', 'renewal', 'transfer', 'deregistration']);
export const EvidenceKind = Type.Enum([
  'source-statement',
  'authorisation',
  'purchase-contract',
  'legal-basis',
  'impact-assessment',
  'compliance-opinion',
  'quality-report',
  'valuation-report',
  'de-identification-report',
  'originality-statement',
  'transfer-contract',
  'sample',
  'other',
]);

/** Paths into an application, such as `descriptor.abstract`, that a profile makes mandatory. */
export const FieldPath = Type.String({ pattern: '^[A-Za-z]+(\\.[A-Za-z]+)*$', maxLength: 80 });

export const ProfileText = strict({
  id: ProfileId,
  version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  title: Title,
  citation: Citation,
  types: Type.Array(CaseType, { minItems: 1, uniqueItems: true }),
  kinds: Type.Array(Type.Enum(['dataset', 'api', 'product', 'model', 'training-set', 'ip-work']), {
    minItems: 1,
    uniqueItems: true,
  }),
  mandatory: Type.Array(strict({ field: FieldPath, citation: Citation }), { maxItems: 64 }),
  evidence: Type.Array(
    strict({
      kind: EvidenceKind,
      when: Type.Enum(['always', 'personal-information', 'authorised', 'purchased', 'important-grade', 'transfer']),
      citation: Citation,
    }),
    { maxItems: 32 },
  ),
  clocks: strict({
    custody: Figure,
    accept: Figure,
    answer: Figure,
    review: Figure,
    publicity: Figure,
    objection: Figure,
    issue: Figure,
    appeal: Figure,
    appealDecision: Figure,
    edgeAnswer: Figure,
  }),
  /** Without these clocks, what the profile registers is not traded. */
  trade: Type.Optional(
    strict({
      listing: Figure,
      match: Figure,
      instruct: Figure,
      secure: Figure,
      deliver: Figure,
      receive: Figure,
      payOut: Figure,
      settle: Figure,
      arbitrate: Figure,
      escalate: Figure,
    }),
  ),
  validity: Type.Optional(Figure),
  renewalFrom: Type.Optional(Figure),
  retention: Figure,
  numberPrefix: Type.String({ pattern: '^[A-Z][A-Z0-9-]{1,15}$' }),
  publicFields: Type.Array(FieldPath, { minItems: 1, maxItems: 64 }),
});

/** Days that differ from the rule "Monday to Friday are working days", at UTC+8. */
export const Calendar = strict({
  version: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  citation: Citation,
  holidays: Type.Array(Day, { maxItems: 2000, uniqueItems: true }),
  workdays: Type.Array(Day, { maxItems: 2000, uniqueItems: true }),
});

export const profileDocuments = {
  'profile/1': strict({ schema: Type.Literal('profile/1'), ...ProfileText.properties, time: Timestamp }),
  'profile-head/1': strict({
    schema: Type.Literal('profile-head/1'),
    id: ProfileId,
    version: Type.Integer({ minimum: 1 }),
    time: Timestamp,
  }),
  'calendar/1': strict({ schema: Type.Literal('calendar/1'), ...Calendar.properties, time: Timestamp }),
  'calendar-head/1': strict({
    schema: Type.Literal('calendar-head/1'),
    version: Type.Integer({ minimum: 1 }),
    time: Timestamp,
  }),
};

export type Citation = Static<typeof Citation>;
export type Duration = Static<typeof Duration>;
export type Figure = Static<typeof Figure>;
export type ProfileText = Static<typeof ProfileText>;
export type Profile = Static<(typeof profileDocuments)['profile/1']>;
export type Calendar = Static<typeof Calendar>;
export type CaseType = Static<typeof CaseType>;
export type EvidenceKind = Static<typeof EvidenceKind>;
