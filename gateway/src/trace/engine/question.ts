import type { EdgeState, Grade } from '@suyuan/schemas';
import type { Direction } from '../trace.ts';

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
  /** Nodes of other grades are not entered. Absent: all are. */
  readonly grades?: readonly Grade[] | undefined;
  readonly block: number;
}
