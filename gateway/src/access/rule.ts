import type { Grade, Role } from '@suyuan/schemas';

/** Who asks. Roles are effective ones: in the certificate and in the membership record. */
export interface Reader {
  readonly person: string | undefined;
  readonly msp: string | undefined;
  /** The entity whose active member the reader is. */
  readonly entity: string | undefined;
  /** Of an active member, or an operator's administrator, who acts for its institution. A certificate alone is nothing. */
  readonly member: boolean;
  readonly roles: readonly Role[];
  readonly clearance: Grade;
}

export const ANONYMOUS: Reader = {
  person: undefined,
  msp: undefined,
  entity: undefined,
  member: false,
  roles: [],
  clearance: 'general',
};

/** One test of a row. Columns and tables are names of the projection; values are bound, never pasted. */
export type Clause =
  | { readonly column: string; readonly in: readonly (string | number)[] }
  | { readonly column: string; readonly from?: string | number; readonly until?: string | number }
  | { readonly column: string; readonly contains: string }
  | { readonly column: string; readonly empty: true }
  | { readonly column: string; readonly inTable: string; readonly select: string; readonly where: readonly Clause[] };

/** Which rows: all of them, or those for which every clause of one alternative holds. No alternative: none. */
export type RowRule = 'all' | readonly (readonly Clause[])[];

export const NONE: RowRule = [];
