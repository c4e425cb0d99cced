import { type Static, Type } from 'typebox';
import {
  Actor,
  AgreementId,
  AssetId,
  CertificateNumber,
  command,
  EntityId,
  RefusalId,
  ReleaseId,
  Sha256,
  strict,
  Territory,
  Timestamp,
} from './base.ts';
import { LicenceAction, Purpose } from './licence.ts';

const LANE = Type.Integer({ minimum: 0, maximum: 63 });
const slots = Type.Integer({ minimum: 1, maximum: 1_000_000_000 });

/** What is asked before a use. Without `territory` it is where the recipient has its seat. */
const Intended = {
  release: ReleaseId,
  action: LicenceAction,
  purpose: Purpose,
  territory: Type.Optional(Territory),
};
export const UseQuestion = strict({
  ...Intended,
  recipient: EntityId,
  time: Timestamp,
  agreement: Type.Optional(AgreementId),
});

export const usageCommands = {
  'usage:spend': command({ ...Intended, agreement: AgreementId, lane: LANE, uses: slots }),
  'usage:allot': command({ agreement: AgreementId, slots }),
  'usage:recordRefusal': command({ question: UseQuestion, answer: Sha256, attested: Type.Optional(Sha256) }),
};

/** The rule that decided: a registered refusal for a no, the right or the agreement that allows for a yes. */
const Clause = strict({
  code: Type.String({ pattern: '^[A-Z][A-Z_]{2,40}$' }),
  citation: Type.String({ maxLength: 300 }),
  params: Type.Record(Type.String({ maxLength: 40 }), Type.Union([Type.String({ maxLength: 500 }), Type.Number()])),
});

const Link = strict({
  agreement: AgreementId,
  grantor: EntityId,
  licensee: EntityId,
  state: Type.Enum(['proposed', 'concluded', 'declined', 'withdrawn', 'lapsed', 'expired', 'terminated', 'suspended']),
});

/** The answer to a question: yes or no, by which chain of agreements, and the clause that decided. */
export const UseAnswer = strict({
  schema: Type.Literal('may-use/1'),
  question: UseQuestion,
  allowed: Type.Boolean(),
  asset: AssetId,
  certificate: Type.Optional(CertificateNumber),
  chain: Type.Array(Link, { description: 'From the recipient to the holder; empty when no agreement decides' }),
  clause: Clause,
});

export const usageDocuments = {
  /** How the count of an agreement is divided: lanes, what sub-licences drew, what is kept. The sum is the count. */
  'quota/1': strict({
    schema: Type.Literal('quota/1'),
    agreement: AgreementId,
    count: slots,
    kept: Type.Integer({ minimum: 0 }),
    drawn: Type.Integer({ minimum: 0 }),
    lanes: Type.Array(Type.Integer({ minimum: 0 }), { minItems: 1, maxItems: 64 }),
    time: Timestamp,
  }),
  /** Uses that one lane has spent, and the last of them. */
  'use/1': strict({
    schema: Type.Literal('use/1'),
    agreement: AgreementId,
    lane: LANE,
    spent: Type.Integer({ minimum: 0 }),
    last: strict({ ...Intended, uses: slots, by: Actor }),
    time: Timestamp,
  }),
  /**
   * A question that was answered with no, on record: digest of the answer and its parts. `attested` is the digest of the
   * bytes that peers signed, as who put it on record says: the answer itself was given again.
   */
  'use-refusal/1': strict({
    schema: Type.Literal('use-refusal/1'),
    id: RefusalId,
    digest: Sha256,
    answer: UseAnswer,
    attested: Type.Optional(Sha256),
    by: Actor,
    time: Timestamp,
  }),
};

export type UseQuestion = Static<typeof UseQuestion>;
export type UseAnswer = Static<typeof UseAnswer>;
export type Quota = Static<(typeof usageDocuments)['quota/1']>;
export type Use = Static<(typeof usageDocuments)['use/1']>;
export type UseRefusal = Static<(typeof usageDocuments)['use-refusal/1']>;
