import { type Static, Type } from 'typebox';
import { ExternalDataset } from './asset.ts';
import {
  Actor,
  command,
  EntityId,
  ExternalId,
  Next,
  Reason,
  ReleaseId,
  RunId,
  Sha256,
  strict,
  Timestamp,
} from './base.ts';
import { Evidence } from './registration.ts';

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });

export const ColumnMapping = strict({
  from: text(200),
  to: text(200),
  transformation: Type.Enum(['identity', 'masked', 'hashed', 'aggregated', 'filtered', 'joined', 'derived']),
});

/** A PROV activity: one run of a job that used an input and generated an output. */
export const RunText = strict({
  job: strict({ namespace: text(300), name: text(300) }),
  kind: Type.Enum(['copy', 'clean', 'aggregate', 'join', 'train', 'anonymise', 'derive', 'other']),
  startedAt: Type.Optional(Timestamp),
  endedAt: Type.Optional(Timestamp),
  code: Type.Optional(Sha256),
  evidence: Type.Array(Evidence, { maxItems: 20 }),
});

export const NodeId = Type.Union([ReleaseId, ExternalId]);
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
  'lineage:advance': command(pair),
};

export const EdgeState = Type.Enum(['claimed', 'confirmed', 'disputed', 'unanswered']);

export const lineageDocuments = {
  'edge/1': strict({
    schema: Type.Literal('edge/1'),
    ...pair,
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
export type RunText = Static<typeof RunText>;
export type ColumnMapping = Static<typeof ColumnMapping>;
