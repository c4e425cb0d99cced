import { type Static, Type } from 'typebox';
import {
  Actor,
  AgreementId,
  AssetId,
  command,
  EntityId,
  Grade,
  Next,
  OfferId,
  OrderId,
  Reason,
  ReleaseId,
  strict,
  Territory,
  Timestamp,
} from './base.ts';
import type { Certificate } from './certificate.ts';
import { type Condition, EFFECTS_OF, type Effect, effectOn } from './effects.ts';
import { Evidence } from './evidence.ts';
import { Duration } from './profile.ts';

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });
const set = <S extends ReturnType<typeof Type.String>>(member: S, maxItems: number) =>
  Type.Array(member, { minItems: 1, maxItems, uniqueItems: true });

/** Actions of ODRL's common vocabulary, and two of this platform's profile: `train` a model, `compute` in private. */
export const ACTIONS = [
  'read',
  'aggregate',
  'anonymize',
  'compute',
  'derive',
  'display',
  'distribute',
  'execute',
  'extract',
  'index',
  'reproduce',
  'train',
  'transform',
] as const;
export const LicenceAction = Type.Enum([...ACTIONS]);
export const Purpose = Type.String({ pattern: '^[a-z][a-z0-9-]{1,48}$', description: 'A code, such as credit-risk' });

/** Agreements that a chain has at most, the licence itself included. */
export const CHAIN_DEPTH = 8;

/**
 * What is granted, in constraints that can be compared. An absent member constrains nothing: any purpose, anybody,
 * anywhere, for ever, uncounted. Lists on the ledger are sorted, so equal grants have equal texts.
 */
export const Terms = strict({
  actions: Type.Array(LicenceAction, { minItems: 1, maxItems: ACTIONS.length, uniqueItems: true }),
  purposes: Type.Optional(set(Purpose, 50)),
  recipients: Type.Optional(set(EntityId, 200)),
  territories: Type.Optional(set(Territory, 100)),
  from: Timestamp,
  until: Type.Optional(Timestamp),
  count: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000_000 })),
  onward: Type.Integer({ minimum: 0, maximum: CHAIN_DEPTH - 1, description: 'How many times it may be passed on' }),
});

/** By which route data leaves the territory of its holder, and the documents that show it. */
export const Route = strict({
  kind: Type.Enum(['security-assessment', 'standard-contract', 'certification', 'exemption']),
  reference: text(200),
  evidence: Type.Array(Evidence, { minItems: 1, maxItems: 20 }),
});

/** What an offer, a proposal or a listing says of the licence, beside its parties. */
export const LicenceContent = {
  terms: Terms,
  notice: Duration,
  route: Type.Optional(Route),
  contract: Type.Optional(Evidence),
};

/** What is licensed: every release of an asset, or one; by its holder, or from what another agreement grants. */
const Subject = { asset: AssetId, release: Type.Optional(ReleaseId), under: Type.Optional(AgreementId) };

const LANES = 64;
/** How a licensee divides a counted quota: lanes that are used at the same time, and slots kept for sub-licences. */
const Division = strict({
  lanes: Type.Integer({ minimum: 1, maximum: LANES }),
  kept: Type.Integer({ minimum: 0, maximum: 1_000_000_000 }),
});

const onOffer = { offer: OfferId };
const onAgreement = { agreement: AgreementId };

export const licenceCommands = {
  'licence:offer': command({ ...Subject, ...LicenceContent }),
  'licence:change': command({ ...onOffer, ...LicenceContent }),
  'licence:withdraw': command(onOffer),
  'licence:accept': command({
    ...onOffer,
    version: Type.Integer({ minimum: 1 }),
    division: Type.Optional(Division),
  }),
  'licence:propose': command({ ...Subject, licensee: EntityId, ...LicenceContent, answerBy: Timestamp }),
  'licence:conclude': command({ ...onAgreement, division: Type.Optional(Division) }),
  'licence:decline': command({ ...onAgreement, reason: Reason }),
  'licence:advance': command(onAgreement),
  'licence:terminate': command({
    ...onAgreement,
    ground: Type.Enum(['notice', 'breach', 'order']),
    reason: Reason,
    evidence: Type.Array(Evidence, { maxItems: 20 }),
  }),
  'licence:retract': command(onAgreement),
};

/** `refund`: the sale that concluded it was undone, and the money went back to the buyer. */
const Termination = strict({
  ground: Type.Enum(['notice', 'breach', 'order', 'refund']),
  by: Actor,
  reason: Reason,
  evidence: Type.Array(Evidence),
  givenAt: Timestamp,
  effectiveAt: Timestamp,
});

export const licenceDocuments = {
  'offer/1': strict({
    schema: Type.Literal('offer/1'),
    id: OfferId,
    ...Subject,
    disclosure: Type.Enum(['open', 'restricted']),
    grantor: EntityId,
    version: Type.Integer({ minimum: 1 }),
    ...LicenceContent,
    by: Actor,
    state: Type.Enum(['open', 'withdrawn']),
    time: Timestamp,
  }),
  'agreement/1': strict({
    schema: Type.Literal('agreement/1'),
    id: AgreementId,
    ...Subject,
    disclosure: Type.Enum(['open', 'restricted']),
    grantor: EntityId,
    licensee: EntityId,
    parties: Type.Array(EntityId, { description: 'Everybody in the chain, from the licensee to who granted first' }),
    ...LicenceContent,
    grade: Grade,
    restsOn: Type.Array(AgreementId, {
      maxItems: CHAIN_DEPTH - 1,
      description: 'From the one that it was granted under to the one that the holder granted',
    }),
    offer: Type.Optional(strict({ id: OfferId, version: Type.Integer({ minimum: 1 }) })),
    order: Type.Optional(OrderId),
    /** Since when the pay-out of its sale stands reversed, and nobody has decided. */
    held: Type.Optional(strict({ since: Timestamp })),
    state: Type.Enum(['proposed', 'concluded', 'declined', 'withdrawn', 'lapsed'], {
      description:
        'Expired, terminated and suspended are not stored: they follow from terms, termination, hold and time',
    }),
    signatures: strict({ grantor: Type.Optional(Actor), licensee: Type.Optional(Actor) }),
    next: Type.Optional(Next),
    proposedAt: Timestamp,
    concludedAt: Type.Optional(Timestamp),
    termination: Type.Optional(Termination),
    reason: Type.Optional(Reason),
    time: Timestamp,
  }),
  /** The agreements by which an entity is a licensee of an asset. */
  'licences/1': strict({
    schema: Type.Literal('licences/1'),
    asset: AssetId,
    licensee: EntityId,
    agreements: Type.Array(AgreementId, { maxItems: 64 }),
    time: Timestamp,
  }),
};

export type Terms = Static<typeof Terms>;
export type Route = Static<typeof Route>;
export type LicenceContent = Pick<Offer, 'terms' | 'notice' | 'route' | 'contract'>;
export type Division = Static<typeof Division>;
export type LicenceAction = Static<typeof LicenceAction>;
export type Offer = Static<(typeof licenceDocuments)['offer/1']>;
export type Agreement = Static<(typeof licenceDocuments)['agreement/1']>;
export type Licences = Static<(typeof licenceDocuments)['licences/1']>;

/** The state of an agreement at an instant, by what it says itself; what it rests on is another question. */
export function agreementStateAt(
  agreement: Pick<Agreement, 'state' | 'terms' | 'termination' | 'held'>,
  time: string,
): Agreement['state'] | 'expired' | 'terminated' | 'suspended' {
  if (agreement.state !== 'concluded') return agreement.state;
  if (agreement.termination && time >= agreement.termination.effectiveAt) return 'terminated';
  if (agreement.terms.until !== undefined && time > agreement.terms.until) return 'expired';
  return agreement.held && time >= agreement.held.since ? 'suspended' : 'concluded';
}

/**
 * What the standing of its asset does to an agreement, and the condition that does it. A revocation ends the agreements
 * of its time: a certificate that was reinstated later revives none of them.
 */
export function effectOnAgreement(
  agreement: Pick<Agreement, 'under' | 'concludedAt'>,
  certificate: Pick<Certificate, 'revokedAt'> | undefined,
  conditions: readonly Condition[],
): { readonly effect: Effect; readonly because: Condition } {
  const { revokedAt } = certificate ?? {};
  if (revokedAt !== undefined && (agreement.concludedAt ?? '') <= revokedAt) {
    return { effect: 'ends', because: 'revoked' };
  }
  const resting = agreement.under === undefined ? 'agreement' : 'sub-licence';
  const effect = effectOn(resting, conditions);
  return { effect, because: conditions.find((one) => EFFECTS_OF[one][resting] === effect) ?? 'active' };
}
