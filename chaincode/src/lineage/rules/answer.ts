import { type Edge, type EdgeState, type Release, refuse } from '@suyuan/schemas';
import type { Marked } from '../../grading/rules.ts';
import type { Recorded } from '../../ledger/keys.ts';
import type { Input } from '../state.ts';
import { answerer, claimantOf, inherited, involving, type Party, type Sides } from './claim.ts';

const OPEN: readonly EdgeState[] = ['claimed', 'unanswered'];

function inState(edge: Edge, states: readonly EdgeState[]): void {
  if (!states.includes(edge.state)) throw refuse('EDGE_STATE', { state: edge.state, allowed: states.join(' / ') });
}

function mayAnswer(edge: Edge, by: Party, sides: Sides, states: readonly EdgeState[]): void {
  if (by.entity !== sides.downstream && by.entity !== sides.upstream) throw refuse('EDGE_PARTY');
  inState(edge, states);
  const other = answerer(edge, sides);
  if (by.entity !== other) throw refuse('EDGE_OTHER_SIDE', { entity: other ?? '–' });
}

/** An edge as something was done to it: whoever did it is involved from now on, and nobody is waited for. */
function acted(edge: Edge, by: Party, time: string): Edge {
  const { next: _, arbitration, ...rest } = edge;
  const over = arbitration?.outcome ? { arbitration } : {};
  return { ...rest, ...over, involved: involving(edge.involved, by.entity), time };
}

/** The other side confirms, even late, or takes back its dispute; what it confirms then carries its grade on. */
export function confirm(edge: Edge, by: Party, sides: Sides, from: Input, toMark: Marked, time: string): Recorded[] {
  mayAnswer(edge, by, sides, [...OPEN, 'disputed']);
  const { reason: _, ...rest } = acted(edge, by, time);
  return [{ ...rest, state: 'confirmed', answeredBy: by }, ...inherited(toMark, from, by, time)];
}

/** Why an edge is disputed, and who may decide until when: the first arbiter that is not involved. */
export type Dispute = { readonly reason: string; readonly arbiters: readonly string[]; readonly decideBy: string };

/** The other side denies the edge; the dispute goes to an arbiter, whose silence leaves it disputed. */
export function dispute(edge: Edge, by: Party, sides: Sides, said: Dispute, time: string): Edge {
  mayAnswer(edge, by, sides, OPEN);
  const parties = involving(edge.involved, by.entity, sides.downstream, ...(sides.upstream ? [sides.upstream] : []));
  const arbiter = said.arbiters.find((entity) => !parties.includes(entity));
  const disputed: Edge = { ...acted(edge, by, time), state: 'disputed', answeredBy: by, reason: said.reason };
  if (!arbiter) return disputed;
  return {
    ...disputed,
    arbitration: { arbiter, openedAt: time },
    next: {
      mover: 'arbiter',
      entity: arbiter,
      action: 'lineage:arbitrate',
      deadline: said.decideBy,
      silence: 'disputed',
    },
  };
}

/** The arbiter of a dispute decides in time: upheld, the edge is rejected; dismissed, it is as if confirmed. */
export function arbitrate(
  edge: Edge,
  by: Party,
  said: { readonly uphold: boolean; readonly ground: string },
  from: Input,
  toMark: Marked,
  time: string,
): Recorded[] {
  inState(edge, ['disputed']);
  const { arbitration, next } = edge;
  if (arbitration?.arbiter !== by.entity || !next) throw refuse('EDGE_ARBITER', { arbiter: next?.entity ?? '–' });
  if (time > next.deadline) throw refuse('DEADLINE_PASSED', { deadline: next.deadline });
  const decided = { ...arbitration, decidedBy: by, ground: said.ground };
  const after = acted(edge, by, time);
  if (said.uphold) return [{ ...after, state: 'rejected', arbitration: { ...decided, outcome: 'upheld' } }];
  return [
    { ...after, state: 'confirmed', arbitration: { ...decided, outcome: 'dismissed' } },
    ...inherited(toMark, from, by, time),
  ];
}

/** Who claimed an edge withdraws it as long as it is not confirmed; not an input that the release itself names. */
export function withdraw(edge: Edge, by: Party, sides: Sides, to: Release, reason: string, time: string): Edge {
  const claimant = claimantOf(edge, sides);
  if (claimant !== by.entity) throw refuse('EDGE_CLAIMANT', { entity: claimant ?? '–' });
  inState(edge, [...OPEN, 'disputed']);
  if (to.inputs?.includes(edge.from)) throw refuse('EDGE_NAMED', { release: to.id }, 'from');
  return { ...acted(edge, by, time), state: 'withdrawn', withdrawal: { by, reason } };
}

/**
 * Silence after the deadline: a claim is unanswered, for good unless the other side answers later; a dispute that its
 * arbiter left stays one.
 */
export function advance(edge: Edge, time: string): Edge {
  const { next, ...rest } = edge;
  if (!next) throw refuse('DEADLINE_NONE');
  if (time <= next.deadline) throw refuse('DEADLINE_AHEAD', { deadline: next.deadline });
  if (edge.state === 'disputed' && edge.arbitration) {
    return { ...rest, arbitration: { ...edge.arbitration, outcome: 'unanswered' }, time };
  }
  return { ...rest, state: 'unanswered', time };
}
