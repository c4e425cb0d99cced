import { type Static, Type } from 'typebox';
import { Actor, AssetId, command, EntityId, Reason, RecallId, ReleaseId, strict, Timestamp } from './base.ts';
import { Evidence } from './evidence.ts';

/** What a downstream entity did about a recall. */
export const RecallAction = Type.Enum(['stopped', 'replaced', 'corrected', 'withdrawn', 'unaffected']);

const acknowledgement = {
  recall: RecallId,
  action: RecallAction,
  statement: Reason,
  releases: Type.Array(ReleaseId, {
    minItems: 1,
    maxItems: 100,
    uniqueItems: true,
    description: 'Releases of the entity that the recall reaches',
  }),
  replacement: Type.Optional(ReleaseId),
};

export const recallCommands = {
  'recall:order': command({
    release: ReleaseId,
    reason: Reason,
    evidence: Type.Array(Evidence, { maxItems: 20 }),
    replacement: Type.Optional(ReleaseId),
  }),
  'recall:acknowledge': command(acknowledgement),
  'recall:withdraw': command({ recall: RecallId, reason: Reason }),
};

export const recallDocuments = {
  'recall/1': strict({
    schema: Type.Literal('recall/1'),
    id: RecallId,
    release: ReleaseId,
    asset: AssetId,
    holder: EntityId,
    disclosure: Type.Enum(['open', 'restricted']),
    as: Type.Enum(['holder', 'regulator']),
    orderedBy: Actor,
    reason: Reason,
    evidence: Type.Array(Evidence),
    replacement: Type.Optional(ReleaseId),
    state: Type.Enum(['ordered', 'withdrawn']),
    withdrawal: Type.Optional(strict({ by: Actor, reason: Reason })),
    orderedAt: Timestamp,
    time: Timestamp,
  }),
  'recalled/1': strict({
    schema: Type.Literal('recalled/1'),
    release: ReleaseId,
    recall: Type.Optional(RecallId),
    replacement: Type.Optional(ReleaseId),
    time: Timestamp,
  }),
  'ack/1': strict({
    schema: Type.Literal('ack/1'),
    ...acknowledgement,
    entity: EntityId,
    by: Actor,
    time: Timestamp,
  }),
};

export type Recall = Static<(typeof recallDocuments)['recall/1']>;
/** Whether a release stands recalled, at a key of its own: what later builds on it reads no more. */
export type Recalled = Static<(typeof recallDocuments)['recalled/1']>;
export type Acknowledgement = Static<(typeof recallDocuments)['ack/1']>;
