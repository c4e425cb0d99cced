import {
  type Actor,
  type Asset,
  type Certificate,
  certificateStateAt,
  type Edge,
  type GradeMark,
  type Release,
  refuse,
  type SealedEdge,
  type SealedRelease,
} from '@suyuan/schemas';
import { floorOf, stricter } from '../../grading/rules.ts';
import type { Recorded } from '../../ledger/keys.ts';
import type { Now } from '../rules.ts';

/** An edge whose upstream side is hidden: nobody is there to answer it, and its grade and rank are claims. */
function sealedEdge(edge: SealedEdge, to: Release, by: Actor, time: string): Edge {
  return {
    schema: 'edge/1',
    from: edge.commitment,
    to: to.id,
    grade: edge.grade,
    disclosure: 'restricted',
    toEntity: to.entity,
    columns: [],
    state: 'claimed',
    claimedBy: by,
    claimant: 'downstream',
    claimedAt: time,
    time,
  };
}

/** A release whose text is in a vault: public are its commitments, its grade and rank, and an edge for each input. */
export function sealedRelease(
  made: {
    readonly id: string;
    readonly asset: Pick<Asset, 'id' | 'entity'>;
    readonly sealed: SealedRelease;
    readonly host: string;
    readonly by: Actor & { entity: string };
  },
  now: Now,
): Recorded[] {
  const { id, asset, sealed, by } = made;
  const document: Release = {
    schema: 'release/1',
    id,
    asset: asset.id,
    entity: asset.entity,
    disclosure: 'restricted',
    vault: { id: sealed.vault, host: made.host },
    commitments: sealed.commitments,
    committedIn: now.txId,
    rank: sealed.rank,
    time: now.time,
  };
  const mark: GradeMark = {
    schema: 'grade/1',
    release: id,
    grade: sealed.grade,
    because: 'published',
    by,
    time: now.time,
  };
  return [document, mark, ...sealed.inputs.map((edge) => sealedEdge(edge, document, by, now.time))];
}

/** What a holder publishes of a restricted asset, as far as its claims tell. */
export function mayPublishSealed(
  asset: Asset,
  certificate: Certificate | undefined,
  sealed: SealedRelease,
  entity: string,
  time: string,
): void {
  if (asset.entity !== entity) throw refuse('RELEASE_OWNER', { entity: asset.entity }, 'asset');
  if (asset.state !== 'registered' || !certificate || certificateStateAt(certificate, time) !== 'active') {
    throw refuse('RELEASE_UNREGISTERED', { asset: asset.id }, 'asset');
  }
  if (asset.disclosure !== 'restricted') throw refuse('VAULT_OPEN_ASSET', {}, 'release');
  if (sealed.grade === 'core') throw refuse('RULE_CORE', {}, 'release.grade');
  if (stricter(sealed.grade, asset.gradeFloor)) throw refuse('RELEASE_OUTSIDE', {}, 'release.grade');
  const floor = floorOf(sealed.inputs.map((edge) => edge.grade));
  if (stricter(floor, sealed.grade)) throw refuse('RULE_GRADE_FLOOR', { grade: sealed.grade, floor }, 'release.grade');
}
