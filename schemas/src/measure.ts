import { type Static, Type } from 'typebox';
import {
  Actor,
  AssetId,
  BatchId,
  CertificateNumber,
  command,
  EntityId,
  MeasureId,
  Next,
  Reason,
  strict,
  Timestamp,
} from './base.ts';
import { LeafIndex } from './batch.ts';

export const measureCommands = {
  'measure:appeal': command({ measure: MeasureId, grounds: Reason }),
  'measure:decide': command({ measure: MeasureId, allow: Type.Boolean(), reason: Reason }),
  'measure:advance': command({ measure: MeasureId }),
};

export const measureDocuments = {
  /** What somebody ordered against an asset or its certificate, who may lift it, and the one appeal against it. */
  'measure/1': strict({
    schema: Type.Literal('measure/1'),
    id: MeasureId,
    kind: Type.Enum(['suspension', 'revocation', 'freeze']),
    asset: AssetId,
    certificate: Type.Optional(CertificateNumber),
    /** Of a batch, while nothing but the batch is on the ledger; asset and certificate are what the leaf will be. */
    leaf: Type.Optional(strict({ batch: BatchId, index: LeafIndex })),
    by: Actor,
    orderer: EntityId,
    reason: Reason,
    orderedAt: Timestamp,
    state: Type.Enum(['in-force', 'appealed', 'lifted', 'replaced']),
    involved: Type.Array(EntityId, { description: 'Entities with a part in it; none of them decides the appeal' }),
    appealUntil: Timestamp,
    appeal: Type.Optional(
      strict({
        by: Actor,
        body: EntityId,
        grounds: Reason,
        openedAt: Timestamp,
        outcome: Type.Optional(Type.Enum(['allowed', 'denied', 'unanswered', 'moot'])),
        decidedBy: Type.Optional(Actor),
        reason: Type.Optional(Reason),
      }),
    ),
    next: Type.Optional(Next),
    lifted: Type.Optional(strict({ by: Actor, reason: Reason, at: Timestamp })),
    time: Timestamp,
  }),
};

export type Measure = Static<(typeof measureDocuments)['measure/1']>;
