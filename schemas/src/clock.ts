import { type Static, Type } from 'typebox';
import { Actor, command, strict, Timestamp, TxId } from './base.ts';

export const clockCommands = {
  'clock:tick': command({}),
};

export const clockDocuments = {
  'clock/1': strict({ schema: Type.Literal('clock/1'), time: Timestamp, by: Actor }),
  /** The mark of a command that was done: a repeat finds the first one's transaction here. */
  'done/1': strict({ schema: Type.Literal('done/1'), function: Type.String(), txId: TxId, time: Timestamp }),
};

export type Clock = Static<(typeof clockDocuments)['clock/1']>;
