import { type Static, Type } from 'typebox';
import { Actor, command, Grade, Reason, ReleaseId, ReportId, strict, Timestamp } from './base.ts';

export const gradingCommands = {
  'grading:raise': command({ release: ReleaseId, grade: Grade, reason: Reason }),
  'grading:push': command({
    edges: Type.Array(strict({ from: ReleaseId, to: ReleaseId }), { minItems: 1, maxItems: 50, uniqueItems: true }),
  }),
};

export const gradingDocuments = {
  'grade/1': strict({
    schema: Type.Literal('grade/1'),
    release: ReleaseId,
    grade: Grade,
    because: Type.Enum(['published', 'raised', 'inherited', 'reported']),
    from: Type.Optional(ReleaseId),
    report: Type.Optional(ReportId),
    by: Actor,
    reason: Type.Optional(Reason),
    time: Timestamp,
  }),
};

export type GradeMark = Static<(typeof gradingDocuments)['grade/1']>;
