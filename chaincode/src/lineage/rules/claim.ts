import {
  type Actor,
  type ColumnMapping,
  type Edge,
  type External,
  type GradeMark,
  type Release,
  type Run,
  type RunText,
  refuse,
} from '@suyuan/schemas';
import { inherit, type Marked } from '../../grading/rules.ts';
import type { Recorded } from '../../ledger/keys.ts';
import type { Input } from '../state.ts';
import { unknownColumns } from './columns.ts';

export type Party = Actor & { entity: string };

/** Who holds the assets of both sides now; an upstream outside the platform has nobody. */
export type Sides = { readonly upstream: string | undefined; readonly downstream: string };

/** A claim of an edge: confirmed at once within one entity, otherwise waiting for the other side until a deadline. */
export function edge(
  claim: {
    from: Input;
    to: Pick<Release, 'id' | 'entity' | 'disclosure'>;
    by: Party;
    run?: string;
    columns: readonly ColumnMapping[];
    answerBy: string;
    /** Entities that acted on an earlier claim of the same edge. */
    involved?: readonly string[];
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
    involved: involving(claim.involved, by.entity),
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

/** Entities that acted on an edge, each once. */
export function involving(before: readonly string[] | undefined, ...entities: string[]): string[] {
  return [...new Set([...(before ?? []), ...entities])];
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
  readonly toFields?: readonly string[] | undefined;
  readonly toMark: Marked;
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
  columnsMustExist(what);
  const made = edge({ ...what, run: what.run.id, involved: pastOf(existing) }, time);
  return [
    what.run,
    ...externals([from], time),
    made,
    ...(made.claimant === 'upstream' ? [] : inherited(what.toMark, from, by, time)),
  ];
}

function columnsMustExist({ columns, from, to, toFields }: Claim): void {
  const [breach] = columns.flatMap((mapping, n) =>
    unknownColumns(mapping, from, { id: to.id, fields: toFields }, `columns.${n}`),
  );
  if (breach) throw refuse(breach.code, breach.params, breach.field);
}

/** Whoever acted on an earlier claim of an edge, its arbiter among them, stays involved. */
function pastOf(existing: Edge | undefined): string[] {
  const { involved, arbitration } = existing ?? {};
  return involving(involved, ...(arbitration ? [arbitration.arbiter] : []));
}

/** What a release takes over from an input that it turns out to have. */
export function inherited(marked: Marked, from: Input, by: Actor, time: string): GradeMark[] {
  const raised = 'grade' in from ? inherit(marked, { id: from.id, grade: from.grade }, by, time) : undefined;
  return raised ? [raised] : [];
}

/** The entity that made a claim, or holds now what its maker held then. */
export function claimantOf({ claimant }: Edge, sides: Sides): string | undefined {
  return claimant === 'upstream' ? sides.upstream : sides.downstream;
}

/** The entity that answers a claim: the side that did not make it. */
export function answerer({ claimant }: Edge, sides: Sides): string | undefined {
  return claimant === 'upstream' ? sides.downstream : claimant === 'downstream' ? sides.upstream : undefined;
}

/** A withdrawn claim gives way to any, one that the other side denied to that side's own. */
function mayReplace(edge: Edge, by: Party, sides: Sides): boolean {
  if (edge.state === 'withdrawn') return true;
  return (edge.state === 'disputed' || edge.state === 'rejected') && answerer(edge, sides) === by.entity;
}
