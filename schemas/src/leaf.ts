import type { Batch, BatchLeaf, Leaf, LeafLine, LeavesSummary } from './batch.ts';
import { canonical } from './canonical.ts';
import type { Certificate } from './certificate.ts';
import { commitment, publicSalt } from './digest.ts';
import { assetFields, commitPublic } from './fields.ts';
import { idOf, leafNumber } from './ids.ts';
import { includes, leafHash } from './merkle.ts';

/** The leaf that a line commits to, at its place in the batch of an entity. */
export function leafOf(index: number, entity: string, { seed, asset, release }: LeafLine): Leaf {
  return {
    schema: 'leaf/1',
    index,
    entity,
    kind: asset.kind,
    grade: asset.grade,
    commitments: commitPublic(assetFields(asset), seed),
    release: commitment(publicSalt(seed, 'release'), 'release', release),
  };
}

/** The hash of a leaf in the tree: its canonical JSON is the entry. */
export function hashOf(leaf: Leaf): string {
  return leafHash(canonical(leaf));
}

/** Whether a leaf stands at its index in the tree of a batch. */
export function leafIncluded(leaf: Leaf, path: readonly string[], { root, count }: { root: string; count: number }) {
  return includes({ index: leaf.index, size: count, hash: hashOf(leaf), path }, root);
}

/** Ids that a leaf's asset and first release have, once they are made; known since the batch was sealed. */
export function leafIds(sealedIn: string, index: number): { asset: string; release: string } {
  return { asset: idOf('ast', sealedIn, index + 1), release: idOf('rel', sealedIn, index + 1) };
}

/** A batch that was sealed. */
export type Sealed = Batch & { readonly seal: NonNullable<Batch['seal']> };

export function isSealed(batch: Batch): batch is Sealed {
  return batch.seal !== undefined;
}

/**
 * The certificate of one leaf of a sealed batch, as it stands while nothing of it is on the ledger but the batch and,
 * where something happened to the leaf, its own document.
 */
export function leafCertificate(
  batch: Sealed,
  index: number,
  line: { commitments: Leaf['commitments']; seed: string },
  own: BatchLeaf | undefined,
): Certificate {
  const { seal } = batch;
  const { validUntil, renewableFrom } = seal;
  return {
    schema: 'certificate/1',
    number: leafNumber(seal.numbers, index),
    case: batch.case,
    batch: batch.id,
    asset: leafIds(seal.transaction, index).asset,
    assetVersion: 1,
    holder: batch.entity,
    registrar: seal.registrar,
    profile: batch.profile,
    commitments: line.commitments,
    committedIn: line.seed,
    issuedAt: seal.at,
    issuedBy: seal.by,
    ...(validUntil ? { validUntil } : {}),
    ...(renewableFrom ? { renewableFrom } : {}),
    state: own?.state === 'suspended' || own?.state === 'revoked' ? own.state : 'active',
    ...(own?.changed ? { changed: own.changed } : {}),
    time: own?.time ?? batch.time,
  };
}

const countIn = <K extends string>(counts: Partial<Record<K, number>>, name: K) => {
  counts[name] = (counts[name] ?? 0) + 1;
};

/** A summary to which leaves are added one by one. */
export function emptySummary(): LeavesSummary {
  return { kinds: {}, grades: {}, sources: {}, personalInformation: 0 };
}

export function addToSummary(summary: LeavesSummary, { asset }: LeafLine): void {
  countIn(summary.kinds, asset.kind);
  countIn(summary.grades, asset.grade);
  countIn(summary.sources, asset.sourceBasis);
  if (asset.personalInformation.contains) summary.personalInformation += 1;
}
