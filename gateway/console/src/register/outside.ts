import type { AssetText } from '@suyuan/schemas';
import type { Draft } from './draft.ts';

/** In what a release goes beyond what is registered: then it takes a change first. The ledger asks the same. */
export type Outside = { readonly fields: readonly string[]; readonly grade: boolean; readonly early: boolean };

const ORDER = ['general', 'important', 'core'];

export function outsideOf(draft: Draft, registered: AssetText, now: number): Outside {
  const known = new Map(registered.descriptor.fields.map(({ name, type }) => [name, type]));
  const foreign = draft.fields.filter(({ name, type }) => known.get(name) !== type).map(({ name }) => name);
  return {
    fields: known.size === 0 ? [] : foreign,
    grade: ORDER.indexOf(draft.releaseGrade) > ORDER.indexOf(registered.grade),
    early: draft.producedAt !== '' && Date.parse(draft.producedAt) > now,
  };
}

export const isWithin = ({ fields, grade, early }: Outside): boolean => fields.length === 0 && !grade && !early;
