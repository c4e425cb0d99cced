import { type Static, Type } from 'typebox';
import {
  Actor,
  Clearance,
  command,
  EntityId,
  MspId,
  ProposalId,
  Reason,
  Role,
  Sha256,
  strict,
  Territory,
  Timestamp,
  Title,
} from './base.ts';
import { Calendar, ProfileText } from './profile.ts';

const CreditCode = Type.String({ pattern: '^[0-9A-Z]{18}$', description: 'Unified social credit code, GB 32100-2015' });

export const OperatorText = strict({ msp: MspId, title: Title, committee: Type.Boolean(), entity: EntityId });

export const EntityText = strict({
  id: EntityId,
  title: Title,
  host: MspId,
  roles: Type.Array(Role, { minItems: 1, maxItems: 11, uniqueItems: true }),
  clearance: Clearance,
  creditCode: Type.Optional(CreditCode),
  territory: Type.Optional(Territory),
});

/** What the operators agree on before anything else is recorded. */
export const CharterText = strict({
  title: Title,
  operators: Type.Array(OperatorText, { minItems: 1, maxItems: 100 }),
  entities: Type.Array(EntityText, { minItems: 1, maxItems: 200 }),
  profiles: Type.Array(ProfileText, { minItems: 1, maxItems: 20 }),
  calendar: Calendar,
});

/** Roles whose duties and records somebody must take over when their bearer leaves. */
export const DUTIES = ['holder', 'registrar', 'exchange', 'arbiter', 'bank', 'regulator'] as const;

/** Who takes over what a leaving entity did in a role. */
export const Successor = strict({ role: Type.Enum([...DUTIES]), entity: EntityId });

/** What a record or a case is named by wherever somebody is replaced in it: such as a case, a measure or an edge. */
export const SubjectId = Type.String({ pattern: '^[a-z]{3}-[0-9a-f]{32}(/[a-z]{3}-[0-9a-f]{32})?$' });

export const ProposalContent = Type.Union([
  strict({ kind: Type.Literal('enter'), entity: EntityText }),
  strict({ kind: Type.Literal('operator'), title: Title, entity: EntityText }),
  strict({ kind: Type.Literal('committee'), msp: MspId, member: Type.Boolean() }),
  strict({
    kind: Type.Literal('leave'),
    entity: EntityId,
    successors: Type.Array(Successor, { maxItems: DUTIES.length }),
    host: Type.Optional(MspId),
  }),
  strict({
    kind: Type.Literal('replace'),
    subject: SubjectId,
    role: Type.Enum(['registrar', 'arbiter', 'bank', 'regulator']),
    silent: EntityId,
    successor: EntityId,
  }),
  strict({ kind: Type.Literal('roles'), entity: EntityId, roles: EntityText.properties.roles, clearance: Clearance }),
  strict({ kind: Type.Literal('profile'), profile: ProfileText }),
]);

/** The update of the channel's configuration that carried a proposal out: its digest, and the configuration's sequence. */
const Executed = { update: Sha256, sequence: Type.Integer({ minimum: 1 }) };

export const membershipCommands = {
  'membership:found': command({ charter: CharterText }),
  'membership:ratify': command({ charter: Sha256 }),
  'membership:propose': command({ content: ProposalContent, expiresAt: Timestamp }),
  'membership:vote': command({ proposal: ProposalId, inFavour: Type.Boolean(), reason: Type.Optional(Reason) }),
  'membership:approve': command({ proposal: ProposalId, inFavour: Type.Boolean(), reason: Type.Optional(Reason) }),
  'membership:consent': command({ proposal: ProposalId, inFavour: Type.Boolean(), reason: Type.Optional(Reason) }),
  'membership:enact': command({ proposal: ProposalId }),
  'membership:execute': command({ proposal: ProposalId, ...Executed }),
  'membership:announce': command({
    address: Type.String({
      pattern: '^https://[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?/$',
      description: 'Where gateways of other operators reach this one by mutual TLS',
    }),
    certificate: Type.String({
      pattern: '^-----BEGIN CERTIFICATE-----\\n[A-Za-z0-9+/=\\n]+-----END CERTIFICATE-----\\n$',
      maxLength: 16_384,
      description: 'PEM of the certificate that it shows there; no other is taken for it',
    }),
  }),
};

export const membershipDocuments = {
  'charter/1': strict({
    schema: Type.Literal('charter/1'),
    digest: Sha256,
    text: CharterText,
    state: Type.Enum(['proposed', 'in-force']),
    proposedBy: Actor,
    time: Timestamp,
  }),
  'ratification/1': strict({ schema: Type.Literal('ratification/1'), charter: Sha256, by: Actor, time: Timestamp }),
  'roster/1': strict({
    schema: Type.Literal('roster/1'),
    operators: Type.Array(OperatorText),
    registrars: Type.Array(EntityId, { description: 'In the order in which a silent one is passed by' }),
    appealBodies: Type.Array(EntityId),
    regulators: Type.Array(EntityId),
    left: Type.Optional(
      Type.Array(strict({ msp: MspId, host: MspId }), { description: 'Operators that left, and who hosts for them' }),
    ),
    time: Timestamp,
  }),
  'entity/1': strict({
    schema: Type.Literal('entity/1'),
    ...EntityText.properties,
    state: Type.Enum(['active', 'left']),
    since: Timestamp,
    proposal: Type.Optional(ProposalId),
    successors: Type.Optional(Type.Array(Successor, { description: 'Of an entity that left' })),
    time: Timestamp,
  }),
  'proposal/1': strict({
    schema: Type.Literal('proposal/1'),
    id: ProposalId,
    content: ProposalContent,
    proposer: Actor,
    openedAt: Timestamp,
    expiresAt: Timestamp,
    needsRegulator: Type.Boolean(),
    state: Type.Enum(['open', 'enacted', 'rejected', 'expired']),
    tally: Type.Optional(strict({ eligible: Type.Integer(), inFavour: Type.Integer(), against: Type.Integer() })),
    time: Timestamp,
  }),
  /** What the channel's configuration was changed by, on the mandate of an enacted proposal about the committee. */
  'execution/1': strict({
    schema: Type.Literal('execution/1'),
    proposal: ProposalId,
    ...Executed,
    by: Actor,
    time: Timestamp,
  }),
  'gateway/1': strict({
    schema: Type.Literal('gateway/1'),
    msp: MspId,
    address: membershipCommands['membership:announce'].properties.address,
    certificate: membershipCommands['membership:announce'].properties.certificate,
    by: Actor,
    time: Timestamp,
  }),
  /** Who acts for a silent entity in one case, by a vote of the committee. */
  'replacement/1': strict({
    schema: Type.Literal('replacement/1'),
    subject: SubjectId,
    role: Type.Enum(['registrar', 'arbiter', 'bank', 'regulator']),
    silent: EntityId,
    successor: EntityId,
    proposal: ProposalId,
    time: Timestamp,
  }),
  'vote/1': strict({
    schema: Type.Literal('vote/1'),
    proposal: ProposalId,
    as: Type.Enum(['operator', 'regulator', 'successor']),
    voter: Type.String({ maxLength: 64, description: 'MSP of the operator, or entity of regulator or successor' }),
    inFavour: Type.Boolean(),
    reason: Type.Optional(Reason),
    by: Actor,
    time: Timestamp,
  }),
};

export type Charter = Static<(typeof membershipDocuments)['charter/1']>;
export type CharterText = Static<typeof CharterText>;
export type EntityText = Static<typeof EntityText>;
export type OperatorText = Static<typeof OperatorText>;
export type Entity = Static<(typeof membershipDocuments)['entity/1']>;
export type Roster = Static<(typeof membershipDocuments)['roster/1']>;
export type Proposal = Static<(typeof membershipDocuments)['proposal/1']>;
export type ProposalContent = Static<typeof ProposalContent>;
export type Execution = Static<(typeof membershipDocuments)['execution/1']>;
export type Replacement = Static<(typeof membershipDocuments)['replacement/1']>;
export type Successor = Static<typeof Successor>;
export type Vote = Static<(typeof membershipDocuments)['vote/1']>;

/** Where an entity has its seat; one that does not say is at home. */
export const seatOf = ({ territory }: Pick<EntityText, 'territory'>): string => territory ?? 'CN';
