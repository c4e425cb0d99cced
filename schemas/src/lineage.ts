import { type Static, Type } from 'typebox';
import { ExternalDataset } from './asset.ts';
import {
  Actor,
  command,
  EntityId,
  ExternalId,
  Grade,
  Next,
  Reason,
  ReleaseId,
  RunId,
  Sha256,
  strict,
  Timestamp,
} from './base.ts';
import { ColumnMapping, RunText } from './run.ts';

export const NodeId = Type.Union([ReleaseId, ExternalId]);
/** An edge by its ends. */
const pair = { from: NodeId, to: ReleaseId };

export const lineageCommands = {
  'lineage:claim': command({
    from: Type.Union([strict({ release: ReleaseId }), strict({ external: ExternalDataset })]),
    to: ReleaseId,
    run: RunText,
    columns: Type.Array(ColumnMapping, { maxItems: 500 }),
  }),
  'lineage:confirm': command(pair),
  'lineage:dispute': command({ ...pair, reason: Reason }),
  'lineage:withdraw': command({ ...pair, reason: Reason }),
  'lineage:arbitrate': command({ ...pair, uphold: Type.Boolean(), ground: Reason }),
  'lineage:advance': command(pair),
};

/** Where an edge comes from; of a restricted release the commitment of its input, with the grade claimed for it. */
export const EdgeFrom = Type.Union([NodeId, Sha256]);
export const EdgeState = Type.Enum(['claimed', 'confirmed', 'disputed', 'unanswered', 'withdrawn', 'rejected']);

/** A dispute before its arbiter: `upheld` rejects the edge, `dismissed` confirms it, `unanswered` leaves it disputed. */
export const Arbitration = strict({
  arbiter: EntityId,
  openedAt: Timestamp,
  outcome: Type.Optional(Type.Enum(['upheld', 'dismissed', 'unanswered'])),
  decidedBy: Type.Optional(Actor),
  ground: Type.Optional(Reason),
});

export const lineageDocuments = {
  'edge/1': strict({
    schema: Type.Literal('edge/1'),
    from: EdgeFrom,
    to: ReleaseId,
    grade: Type.Optional(Grade),
    disclosure: Type.Enum(['open', 'restricted']),
    fromEntity: Type.Optional(EntityId),
    toEntity: EntityId,
    run: Type.Optional(RunId),
    columns: Type.Array(ColumnMapping),
    state: EdgeState,
    claimedBy: Actor,
    claimant: Type.Enum(['upstream', 'downstream', 'both']),
    answeredBy: Type.Optional(Actor),
    reason: Type.Optional(Reason),
    arbitration: Type.Optional(Arbitration),
    withdrawal: Type.Optional(strict({ by: Actor, reason: Reason })),
    involved: Type.Optional(
      Type.Array(EntityId, { description: 'Entities that acted on the edge; none of them arbitrates it' }),
    ),
    next: Type.Optional(Next),
    claimedAt: Timestamp,
    time: Timestamp,
  }),
  'run/1': strict({
    schema: Type.Literal('run/1'),
    id: RunId,
    entity: EntityId,
    ...RunText.properties,
    time: Timestamp,
  }),
};

export type Edge = Static<(typeof lineageDocuments)['edge/1']>;
export type EdgeState = Static<typeof EdgeState>;
export type Run = Static<(typeof lineageDocuments)['run/1']>;

/**
 * True while an edge carries grades from its input to its output: once it is confirmed, and as long as the side that
 * made the output says itself that it used the input. A claim of the upstream side alone carries none.
 */
export function carriesGrades({ state, claimant }: Pick<Edge, 'state' | 'claimant'>): boolean {
  if (state === 'confirmed') return true;
  return claimant !== 'upstream' && (state === 'claimed' || state === 'unanswered' || state === 'disputed');
}
