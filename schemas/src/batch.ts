import { type Static, Type } from 'typebox';
import { AssetKind, AssetText, Commitments, ReleaseText, SourceBasis } from './asset.ts';
import {
  Actor,
  AssetId,
  BatchId,
  Bytes,
  CaseId,
  CertificateNumber,
  command,
  EntityId,
  Grade,
  MeasureId,
  MspId,
  ProfileId,
  Reason,
  ReleaseId,
  Sha256,
  strict,
  Timestamp,
  Title,
  TxId,
} from './base.ts';

/** Certificates that one transaction seals at most. */
export const MAX_LEAVES = 100_000;

export const LeafIndex = Type.Integer({ minimum: 0, maximum: MAX_LEAVES - 1 });
const Count = Type.Integer({ minimum: 0, maximum: MAX_LEAVES });

/**
 * One certificate of a batch, as the Merkle tree holds it: its canonical JSON is the entry. `release` is the commitment
 * of the whole first release, as of a field of that name. What all certificates of a batch share stands in the batch.
 */
export const Leaf = strict({
  schema: Type.Literal('leaf/1'),
  index: LeafIndex,
  entity: EntityId,
  kind: AssetKind,
  grade: Grade,
  commitments: Commitments,
  release: Sha256,
});

/**
 * One line of the leaves file, as canonical JSON: what a leaf commits to. The salts of its commitments follow from
 * `seed`, which the applicant draws at random for each leaf.
 */
export const LeafLine = strict({
  seed: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  asset: AssetText,
  release: ReleaseText,
});

/** A leaf with the way from its hash to the root (RFC 9162 §2.1.3); a tree of 100,000 has 17 levels. */
export const LeafProof = strict({ leaf: Leaf, path: Type.Array(Sha256, { maxItems: 17 }) });

const some = Type.Optional(Count);
const tally = <const K extends string>(names: readonly K[]) =>
  strict(Object.fromEntries(names.map((name) => [name, some])) as Record<K, typeof some>);

/** How many leaves are of each kind, grade and source, and how many have personal information. */
export const LeavesSummary = strict({
  kinds: tally(AssetKind.enum),
  grades: tally(Grade.enum),
  sources: tally(SourceBasis.enum),
  personalInformation: Count,
});

/** What the ledger sees of the leaves: their number, the root of their tree, the file that holds them. */
export const BatchText = strict({
  title: Title,
  count: Type.Integer({ minimum: 1, maximum: MAX_LEAVES }),
  root: Sha256,
  file: strict({ sha256: Sha256, size: Bytes }),
  summary: LeavesSummary,
});

const onLeaf = { batch: BatchId, index: LeafIndex, reason: Reason };

export const batchCommands = {
  'batch:attest': command({ batch: BatchId, file: Sha256, root: Sha256 }),
  'leaf:materialise': command({
    batch: BatchId,
    index: LeafIndex,
    line: LeafLine,
    path: LeafProof.properties.path,
  }),
  'leaf:suspend': command(onLeaf),
  'leaf:reinstate': command(onLeaf),
  'leaf:revoke': command(onLeaf),
};

/** Leaves that one pre-check looks at; a command has at most a megabyte. */
export const LEAVES_CHECKED = 500;

export const batchQueries = {
  'batch:precheck': strict({
    profile: strict({ id: ProfileId, version: Type.Integer({ minimum: 1 }) }),
    registrar: EntityId,
    applicant: EntityId,
    lines: Type.Array(LeafLine, { minItems: 1, maxItems: LEAVES_CHECKED }),
  }),
  'batch:read': strict({ batch: BatchId }),
  'batch:history': strict({ batch: BatchId }),
  'leaf:read': strict({ batch: BatchId, index: LeafIndex }),
  'leaf:history': strict({ batch: BatchId, index: LeafIndex }),
};

export const batchDocuments = {
  'batch/1': strict({
    schema: Type.Literal('batch/1'),
    id: BatchId,
    entity: EntityId,
    case: CaseId,
    openCase: Type.Optional(CaseId),
    text: BatchText,
    profile: strict({ id: ProfileId, version: Type.Integer() }),
    submittedBy: Actor,
    state: Type.Enum(['applied', 'sealed', 'active', 'ended'], {
      description: 'Sealed certificates are in force once two operators have signed that they hold the file',
    }),
    excluded: Type.Array(LeafIndex, { description: 'Leaves against which an objection was upheld' }),
    seal: Type.Optional(
      strict({
        transaction: TxId,
        numbers: Type.String({ pattern: '^[A-Z0-9-]{2,24}-[0-9]{4}-[0-9]{15}$', description: 'Stem of every number' }),
        registrar: EntityId,
        by: Actor,
        at: Timestamp,
        validUntil: Type.Optional(Timestamp),
        renewableFrom: Type.Optional(Timestamp),
      }),
    ),
    custodians: Type.Array(MspId, { description: 'The first two operators that hold the file' }),
    time: Timestamp,
  }),
  'batch-custody/1': strict({
    schema: Type.Literal('batch-custody/1'),
    batch: BatchId,
    msp: MspId,
    file: Sha256,
    root: Sha256,
    by: Actor,
    time: Timestamp,
  }),
  'batch-root/1': strict({
    schema: Type.Literal('batch-root/1'),
    root: Sha256,
    batch: BatchId,
    time: Timestamp,
  }),
  'batch-leaf/1': strict({
    schema: Type.Literal('batch-leaf/1'),
    batch: BatchId,
    index: LeafIndex,
    state: Type.Enum(['active', 'excluded', 'suspended', 'revoked', 'materialised']),
    case: Type.Optional(CaseId),
    changed: Type.Optional(strict({ by: Actor, reason: Reason, measure: Type.Optional(MeasureId) })),
    asset: Type.Optional(AssetId),
    release: Type.Optional(ReleaseId),
    certificate: Type.Optional(CertificateNumber),
    time: Timestamp,
  }),
};

export type Leaf = Static<typeof Leaf>;
export type LeafLine = Static<typeof LeafLine>;
export type LeafProof = Static<typeof LeafProof>;
export type LeavesSummary = Static<typeof LeavesSummary>;
export type BatchText = Static<typeof BatchText>;
export type Batch = Static<(typeof batchDocuments)['batch/1']>;
export type Seal = NonNullable<Batch['seal']>;
export type BatchLeaf = Static<(typeof batchDocuments)['batch-leaf/1']>;
