import type { EdgeState, Grade } from '@suyuan/schemas';

export type Direction = 'UPSTREAM' | 'DOWNSTREAM' | 'BOTH';

/** What is asked of the graph. */
export type Shape =
  /** All that a release comes from, or that came of it, or both. */
  | { readonly kind: 'closure'; readonly start: string; readonly direction: Direction }
  /** All that lies on any way from one release to another. */
  | { readonly kind: 'between'; readonly from: string; readonly to: string }
  /** What two releases both come from. */
  | { readonly kind: 'common'; readonly one: string; readonly other: string };

/** A question about lineage as of a block. `depth` counts edges. */
export interface Question {
  readonly shape: Shape;
  readonly depth: number;
  readonly states: readonly EdgeState[];
  /** Nodes of other grades are not entered; what has no grade counts as general. Absent: all are. */
  readonly grades?: readonly Grade[] | undefined;
  /** Goes on over confirmed aliases, which may form loops. */
  readonly aliases: boolean;
  readonly block: number;
}

/** Edges of these states lead on where nothing else is asked: nobody took them back. */
export const LINKED: readonly EdgeState[] = ['claimed', 'confirmed', 'disputed', 'unanswered'];

/** Nodes that a question names. */
export const named = (shape: Shape): readonly string[] => {
  if (shape.kind === 'closure') return [shape.start];
  return shape.kind === 'between' ? [shape.from, shape.to] : [shape.one, shape.other];
};
