import type { CommandName } from '@suyuan/schemas';
import type { AnswerableFragment, WhoseFragment } from '../generated/lineage.ts';
import type { Session } from '../session/token.ts';

type Person = Pick<Session['person'], 'entity' | 'roles'>;

export type EdgeMove = Extract<CommandName, `lineage:${string}`> & Exclude<CommandName, 'lineage:claim'>;

/** What decides who may answer an edge. */
export type Answerable = Pick<
  AnswerableFragment,
  'from' | 'state' | 'claimant' | 'fromEntity' | 'toEntity' | 'arbitration' | 'next'
> & {
  readonly fromRelease?: Held | null;
  readonly toRelease?: (Held & { readonly inputs?: readonly string[] | null }) | null;
};
type Held = { readonly asset?: Pick<NonNullable<WhoseFragment['asset']>, 'entityId'> | null };

/** Who holds the assets of both ends now, which a transfer may have changed since the claim. */
function sidesOf({ fromRelease, fromEntity, toRelease, toEntity }: Answerable) {
  return { upstream: fromRelease?.asset?.entityId ?? fromEntity, downstream: toRelease?.asset?.entityId ?? toEntity };
}

/** A restricted release's hidden input: its commands would name what is hidden. */
const isHidden = ({ from }: Pick<Answerable, 'from'>) => from.startsWith('sha256:');

const WAITS = ['CLAIMED', 'UNANSWERED'];

/** What a person may do about an edge now. The ledger decides; this says beforehand what it would say. */
export function movesOf(edge: Answerable, me: Person | undefined, now: number): readonly EdgeMove[] {
  if (!me?.entity || isHidden(edge)) return [];
  const { state, claimant, next, arbitration, toRelease } = edge;
  const { upstream, downstream } = sidesOf(edge);
  const asks = claimant === 'UPSTREAM' ? upstream : downstream;
  const answers = claimant === 'UPSTREAM' ? downstream : claimant === 'DOWNSTREAM' ? upstream : undefined;
  const waits = WAITS.includes(state);
  const late = next ? Date.parse(next.deadline) < now : false;
  const moves: EdgeMove[] = [];
  if (me.roles.includes('HOLDER')) {
    if (answers === me.entity && (waits || state === 'DISPUTED')) moves.push('lineage:confirm');
    if (answers === me.entity && waits) moves.push('lineage:dispute');
    const named = toRelease?.inputs?.includes(edge.from) ?? false;
    if (asks === me.entity && (waits || state === 'DISPUTED') && !named) moves.push('lineage:withdraw');
  }
  if (state === 'DISPUTED' && next && !late && arbitration?.arbiter === me.entity && me.roles.includes('ARBITER'))
    moves.push('lineage:arbitrate');
  if (late) moves.push('lineage:advance');
  return moves;
}
