import {
  type Actor,
  type Asset,
  type Batch,
  type BatchLeaf,
  type ContentMark,
  type LeafLine,
  leafCertificate,
  leafIds,
  leafIncluded,
  leafOf,
  type Release,
  type Report,
  refuse,
  type Sealed,
} from '@suyuan/schemas';
import { gradeFloor, mustExist, type Now, release } from '../../asset/rules.ts';
import { change } from '../../certificate/rules.ts';
import { stricter } from '../../grading/rules.ts';
import type { Recorded } from '../../ledger/keys.ts';
import type { Input } from '../../lineage/state.ts';
import { active } from './application.ts';

/** Refuses an index that the batch does not have. */
export function mustHave(batch: Batch, index: number): void {
  const { count } = batch.text;
  if (index >= count) throw refuse('LEAF_UNKNOWN', { batch: batch.id, count, index }, 'index');
}

function leafState(own: BatchLeaf | undefined, index: number, ...allowed: BatchLeaf['state'][]): void {
  const state = own?.state ?? 'active';
  if (!allowed.includes(state)) throw refuse('LEAF_STATE', { index, state, allowed: allowed.join(' / ') }, 'index');
}

export type FirstUse = {
  readonly batch: Sealed;
  readonly index: number;
  readonly own: BatchLeaf | undefined;
  readonly line: LeafLine;
  readonly path: readonly string[];
  readonly inputs: readonly Input[];
  readonly report?: Report | undefined;
  readonly content: { readonly marks: ContentMark[]; readonly duplicates: NonNullable<Release['duplicates']> };
  readonly answerBy: string;
};

/** The asset that a leaf registers, under the id that it has since the batch was sealed. */
function leafAsset(batch: Sealed, index: number, line: LeafLine, commitments: Asset['commitments']): Asset {
  return {
    schema: 'asset/1',
    id: leafIds(batch.seal.transaction, index).asset,
    entity: batch.entity,
    disclosure: 'open',
    gradeFloor: line.asset.grade,
    state: 'registered',
    text: line.asset,
    commitments,
    committedIn: line.seed,
    version: 1,
    profile: batch.profile,
    time: batch.time,
  };
}

/**
 * The first use of a leaf: by its inclusion proof it becomes asset, first release and certificate on the ledger, and is
 * from then on as any other. Nothing in it is for the sender to choose, so whoever has line and proof may send it.
 */
export function materialise(use: FirstUse, now: Now): { documents: Recorded[]; certificate: string } {
  const { batch, index, own, line, path, inputs, report, answerBy } = use;
  const { marks, duplicates } = use.content;
  mustHave(batch, index);
  leafState(own, index, 'active');
  const leaf = leafOf(index, batch.entity, line);
  if (!leafIncluded(leaf, path, batch.text)) throw refuse('LEAF_PROOF', { index, batch: batch.id }, 'path');
  mustExist(inputs);
  const floor = gradeFloor(inputs, report);
  if (stricter(floor, line.release.grade)) {
    throw refuse('RULE_GRADE_FLOOR', { grade: line.release.grade, floor }, 'line.release.grade');
  }
  const certificate = leafCertificate(batch, index, { commitments: leaf.commitments, seed: line.seed }, own);
  const asset = leafAsset(batch, index, line, leaf.commitments);
  const id = leafIds(batch.seal.transaction, index).release;
  const by = { ...batch.submittedBy, entity: batch.entity };
  const documents: Recorded[] = [
    { ...asset, certificate: certificate.number, time: now.time },
    { ...certificate, time: now.time },
    ...release({ id, asset, text: line.release, inputs, by, answerBy, duplicates }, now),
    ...marks,
    {
      schema: 'batch-leaf/1',
      batch: batch.id,
      index,
      state: 'materialised',
      asset: asset.id,
      release: id,
      certificate: certificate.number,
      time: now.time,
    },
  ];
  return { documents, certificate: certificate.number };
}

/**
 * The registrar suspends, reinstates or revokes one leaf that was not used yet; the rules are those of certificates.
 * `orderer` is who ordered the measure that holds it.
 */
export function changeLeaf(
  batch: Batch,
  index: number,
  own: BatchLeaf | undefined,
  to: 'suspended' | 'active' | 'revoked',
  said: { by: Actor & { entity: string }; reason: string },
  time: string,
  orderer?: string,
): BatchLeaf {
  const sealed = active(batch);
  mustHave(batch, index);
  leafState(own, index, 'active', 'suspended', 'revoked');
  const certificate = leafCertificate(sealed, index, { commitments: {}, seed: '' }, own);
  const { changed } = change(certificate, to, said.by, said.reason, time, orderer ?? own?.changed?.by.entity);
  return { schema: 'batch-leaf/1', batch: batch.id, index, state: to, ...(changed ? { changed } : {}), time };
}
