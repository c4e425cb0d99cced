import { type Static, Type } from 'typebox';
import { Actor, command, Grade, Reason, ReleaseId, strict, Timestamp } from './base.ts';

export const gradingCommands = {
  'grading:raise': command({ release: ReleaseId, grade: Grade, reason: Reason }),
};

export const gradingDocuments = {
  'grade/1': strict({
    schema: Type.Literal('grade/1'),
    release: ReleaseId,
    grade: Grade,
    because: Type.Enum(['published', 'raised', 'inherited']),
    from: Type.Optional(ReleaseId),
    by: Actor,
    reason: Type.Optional(Reason),
    time: Timestamp,
  }),
};

export type GradeMark = Static<(typeof gradingDocuments)['grade/1']>;
