import { type Static, Type } from 'typebox';
import { Actor, command, EntityId, Grade, Reason, ReleaseId, ReportId, Sha256, strict, Timestamp } from './base.ts';
import { Evidence } from './evidence.ts';

/**
 * An assessor's opinion that outputs, known by their digests, are de-identified to a grade although they are made of
 * inputs of the grades that it names.
 */
const opinion = {
  entity: EntityId,
  release: Type.Optional(ReleaseId),
  outputs: Type.Array(Sha256, { minItems: 1, maxItems: 200, uniqueItems: true }),
  inputs: Type.Array(strict({ release: ReleaseId, grade: Grade }), { minItems: 1, maxItems: 100, uniqueItems: true }),
  grade: Grade,
  opinion: Reason,
  evidence: Type.Array(Evidence, { minItems: 1, maxItems: 20 }),
};

const onReport = { report: ReportId };

export const reportCommands = {
  'report:sign': command(opinion),
  'report:accept': command(onReport),
  'report:refuse': command({ ...onReport, reason: Reason }),
  'report:revoke': command({ ...onReport, reason: Reason }),
};

export const reportDocuments = {
  'report/1': strict({
    schema: Type.Literal('report/1'),
    id: ReportId,
    ...opinion,
    assessor: EntityId,
    signedBy: Actor,
    state: Type.Enum(['signed', 'accepted', 'refused', 'revoked']),
    registrar: Type.Optional(EntityId),
    decidedBy: Type.Optional(Actor),
    reason: Type.Optional(Reason),
    signedAt: Timestamp,
    time: Timestamp,
  }),
};

export type Report = Static<(typeof reportDocuments)['report/1']>;
