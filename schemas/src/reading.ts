import { type Static, Type } from 'typebox';
import { Actor, command, MspId, Sha256, strict, Timestamp } from './base.ts';

const span = {
  from: Timestamp,
  until: Timestamp,
  count: Type.Integer({
    minimum: 1,
    maximum: 100_000_000,
    description: 'Lines of the log from `from` until before `until`',
  }),
  digest: Sha256,
};

export const readingCommands = {
  'reading:seal': command(span),
};

export const readingDocuments = {
  /** What an operator's gateway says of its read log: who read important data there stands in lines of this digest. */
  'read-log/1': strict({ schema: Type.Literal('read-log/1'), msp: MspId, ...span, by: Actor, time: Timestamp }),
};

export type ReadLog = Static<(typeof readingDocuments)['read-log/1']>;
