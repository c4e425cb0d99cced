import type { Grade, Role } from '@suyuan/schemas';

/** Who asks. Roles are effective ones: in the certificate and in the membership record. */
export interface Reader {
  readonly person: string | undefined;
  readonly msp: string | undefined;
  readonly entity: string | undefined;
  readonly roles: readonly Role[];
  readonly clearance: Grade;
}

export const ANONYMOUS: Reader = {
  person: undefined,
  msp: undefined,
  entity: undefined,
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
