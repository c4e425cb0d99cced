import {
  type Actor,
  type ColumnMapping,
  type Edge,
  type EdgeState,
  type External,
  type GradeMark,
  type Release,
  type Run,
  type RunText,
  refuse,
} from '@suyuan/schemas';
import { inherit } from '../grading/rules.ts';
import type { Recorded } from '../ledger/keys.ts';
import type { Input } from './state.ts';

type Party = Actor & { entity: string };

/** A claim of an edge: confirmed at once within one entity, otherwise waiting for the other side until a deadline. */
export function edge(
  claim: {
    from: Input;
    to: Pick<Release, 'id' | 'entity' | 'disclosure'>;
    by: Party;
    run?: string;
    columns: readonly ColumnMapping[];
    answerBy: string;
  },
  time: string,
): Edge {
  const { from, to, by } = claim;
  const upstream = 'holder' in from ? from.holder : undefined;
  const within = upstream === to.entity;
  const claimant = within ? 'both' : by.entity === to.entity ? 'downstream' : 'upstream';
  const other = claimant === 'downstream' ? upstream : to.entity;
  const waits = !within && other !== undefined;
  return {
    schema: 'edge/1',
    from: from.id,
    to: to.id,
    disclosure: to.disclosure,
    ...(upstream === undefined ? {} : { fromEntity: upstream }),
    toEntity: to.entity,
    ...(claim.run === undefined ? {} : { run: claim.run }),
    columns: [...claim.columns],
    state: within ? 'confirmed' : 'claimed',
    claimedBy: by,
    claimant,
    ...(waits
      ? {
          next: {
            mover: 'counterparty',
            entity: other,
            action: 'lineage:confirm',
            deadline: claim.answerBy,
            silence: 'unanswered',
          },
        }
      : {}),
    claimedAt: time,
    time,
  };
}

/** An external dataset is recorded the first time that an edge names it. */
export function externals(inputs: readonly Input[], time: string): External[] {
  return inputs.flatMap((found) =>
    'external' in found && !found.external.known
      ? [{ schema: 'external/1', id: found.id, namespace: found.external.namespace, name: found.external.name, time }]
      : [],
  );
}

export function run(id: string, entity: string, text: RunText, time: string): Run {
  return { schema: 'run/1', id, entity, ...text, time };
}

export type Claim = {
  readonly from: Input;
  /** The downstream release, with who holds its asset now as its entity. */
  readonly to: Release;
  readonly toGrade: GradeMark;
  readonly existing: Edge | undefined;
  readonly by: Party;
  readonly run: Run;
  readonly columns: readonly ColumnMapping[];
  readonly answerBy: string;
};

/**
 * A late edge, claimed by either side, only from a lower rank to a higher: so lineage has no cycles. The upstream
 * side's claim raises no grade until it is confirmed.
 */
export function claim(what: Claim, time: string): Recorded[] {
  const { from, to, by, existing } = what;
  if ('missing' in from) throw refuse('RULE_INPUT', { id: from.id }, 'from');
  if (from.id === to.id) throw refuse('EDGE_SELF', {}, 'from');
  const upstream = 'holder' in from ? from.holder : undefined;
  if (existing && !mayReplace(existing, by, { upstream, downstream: to.entity })) {
    throw refuse('EDGE_EXISTS', { state: existing.state });
  }
  if (by.entity !== to.entity && by.entity !== upstream) throw refuse('EDGE_PARTY');
  if (from.rank >= to.rank) throw refuse('EDGE_RANK', { from: from.rank, to: to.rank }, 'from');
  const made = edge({ ...what, run: what.run.id }, time);
  return [
    what.run,
    ...externals([from], time),
    made,
    ...(made.claimant === 'upstream' ? [] : inherited(what.toGrade, from, by, time)),
  ];
}

function inherited(mark: GradeMark, from: Input, by: Actor, time: string): GradeMark[] {
  const raised = 'grade' in from ? inherit(mark, { id: from.id, grade: from.grade }, by, time) : undefined;
  return raised ? [raised] : [];
}

const OPEN: readonly EdgeState[] = ['claimed', 'unanswered'];

/** Who holds the assets of both sides now; an upstream outside the platform has nobody. */
export type Sides = { readonly upstream: string | undefined; readonly downstream: string };

/** The entity that answers a claim: the side that did not make it. */
function answerer(edge: Edge, sides: Sides): string | undefined {
  return edge.claimant === 'upstream' ? sides.downstream : edge.claimant === 'downstream' ? sides.upstream : undefined;
}

/** Who disputed the other side's claim may put its own in the place of it. */
function mayReplace(edge: Edge, by: Party, sides: Sides): boolean {
  return edge.state === 'disputed' && answerer(edge, sides) === by.entity;
}

function mayAnswer(edge: Edge, by: Party, sides: Sides, states: readonly EdgeState[]): void {
  const other = answerer(edge, sides);
  if (by.entity !== sides.downstream && by.entity !== sides.upstream) throw refuse('EDGE_PARTY');
  if (!states.includes(edge.state)) throw refuse('EDGE_STATE', { state: edge.state, allowed: states.join(' / ') });
  if (by.entity !== other) throw refuse('EDGE_OTHER_SIDE', { entity: other ?? '–' });
}

/** The other side confirms, even late, or takes back its dispute; what it confirms then carries its grade on. */
export function confirm(
  edge: Edge,
  by: Party,
  sides: Sides,
  from: Input,
  toGrade: GradeMark,
  time: string,
): Recorded[] {
  mayAnswer(edge, by, sides, [...OPEN, 'disputed']);
  const { next: _, reason: __, ...rest } = edge;
  return [{ ...rest, state: 'confirmed', answeredBy: by, time }, ...inherited(toGrade, from, by, time)];
}

export function dispute(edge: Edge, by: Party, sides: Sides, reason: string, time: string): Edge {
  mayAnswer(edge, by, sides, OPEN);
  const { next: _, ...rest } = edge;
  return { ...rest, state: 'disputed', answeredBy: by, reason, time };
}

/** Silence after the deadline: unanswered, for good unless the other side answers later. */
export function advance(edge: Edge, time: string): Edge {
  if (!edge.next) throw refuse('DEADLINE_NONE');
  if (time <= edge.next.deadline) throw refuse('DEADLINE_AHEAD', { deadline: edge.next.deadline });
  const { next: _, ...rest } = edge;
  return { ...rest, state: 'unanswered', time };
}
