import { type Batch, type BatchLeaf, type Case, type LeafProof, leafIncluded, refuse } from '@suyuan/schemas';
import type { Recorded } from '../../ledger/keys.ts';

/** Objections that one entity may raise to one batch, each to another leaf; a consortium's default. */
export const OBJECTIONS = 50;

/** The leaf that an objection names, by its proof: none in a case about one asset. */
export function objectedLeaf(subject: Batch | { schema: 'asset/1' }, named: LeafProof | undefined): number | undefined {
  const batch = subject.schema === 'batch/1' ? subject : undefined;
  if ((batch === undefined) !== (named === undefined)) throw refuse('OBJECTION_LEAF', {}, 'leaf');
  if (!batch || !named) return undefined;
  const { index } = named.leaf;
  if (!leafIncluded(named.leaf, named.path, batch.text)) throw refuse('LEAF_PROOF', { index, batch: batch.id }, 'leaf');
  if (batch.excluded.includes(index)) {
    throw refuse('LEAF_STATE', { index, state: 'excluded', allowed: 'active' }, 'leaf');
  }
  return index;
}

/** Refuses one objection too many of an entity to a batch. */
export function mayObjectAgain(objections: Case['objections'], entity: string): void {
  if (objections.filter((objection) => objection.entity === entity).length >= OBJECTIONS) {
    throw refuse('OBJECTION_MANY', { entity, limit: OBJECTIONS }, 'case');
  }
}

/** Which leaves are out follows from the objections as they now stand; every leaf that this changes says so itself. */
export function excludeUpheld(batch: Batch, found: Pick<Case, 'id' | 'objections'>, time: string): Recorded[] {
  const upheld = found.objections.flatMap(({ leaf, state }) =>
    leaf !== undefined && state === 'upheld' ? [leaf] : [],
  );
  const excluded = [...new Set(upheld)].sort((a, b) => a - b);
  const changed = [...excluded, ...batch.excluded].filter((n) => excluded.includes(n) !== batch.excluded.includes(n));
  if (changed.length === 0) return [];
  const own = (index: number): BatchLeaf => ({
    schema: 'batch-leaf/1',
    batch: batch.id,
    index,
    state: excluded.includes(index) ? 'excluded' : 'active',
    case: found.id,
    time,
  });
  return [{ ...batch, excluded, time }, ...changed.map(own)];
}
