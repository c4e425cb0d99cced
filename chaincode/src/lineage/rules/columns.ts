import type { ColumnMapping, ErrorCode, Params } from '@suyuan/schemas';

/** One side of a mapping: a release, and the names of its fields where they are public and registered. */
export type Columns = { readonly id: string; readonly fields?: readonly string[] | undefined };

/** Names of the fields that are registered; undefined where none are. */
export function fieldNames(fields: readonly { readonly name: string }[] | undefined): string[] | undefined {
  return fields && fields.length > 0 ? fields.map(({ name }) => name) : undefined;
}

/** Columns of a mapping that its input or its output does not have, as far as their fields are registered. */
export function unknownColumns(
  mapping: ColumnMapping,
  from: Columns,
  to: Columns,
  field: string,
): { code: ErrorCode; field: string; params: Params }[] {
  const sides = [
    { side: 'from', of: from, column: mapping.from },
    { side: 'to', of: to, column: mapping.to },
  ];
  return sides
    .filter(({ of, column }) => of.fields !== undefined && !of.fields.includes(column))
    .map(({ side, of, column }) => ({
      code: 'EDGE_COLUMN',
      field: `${field}.${side}`,
      params: { release: of.id, column },
    }));
}
