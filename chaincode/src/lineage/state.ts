import { externalId, type Grade, type InputRef, type Recalled, type Release } from '@suyuan/schemas';
import { key } from '../ledger/keys.ts';
import { type Reader, together } from '../ledger/reader.ts';
import { fieldNames } from './rules/columns.ts';

/** What the rules need to know of an input: a release with rank and grade, or a dataset outside, of rank 0. */
export type Input =
  | {
      readonly id: string;
      readonly release: Release;
      /** Who holds the asset now: a transfer passes its releases on. */
      readonly holder: string;
      readonly rank: number;
      readonly grade: Grade;
      /** Names of its fields, where they are public and registered. */
      readonly fields?: readonly string[] | undefined;
      readonly recalled?: Recalled | undefined;
    }
  | { readonly id: string; readonly external: { namespace: string; name: string; known: boolean }; readonly rank: 0 }
  | { readonly id: string; readonly missing: true };

export async function input(ledger: Reader, ref: InputRef): Promise<Input> {
  if ('external' in ref) {
    const id = externalId(ref.external);
    const known = (await ledger.get('external/1', key.external(id))) !== undefined;
    return { id, external: { ...ref.external, known }, rank: 0 };
  }
  const release = await ledger.get('release/1', key.release(ref.release));
  const grade = await ledger.get('grade/1', key.grade(ref.release));
  const asset = release ? await ledger.get('asset/1', key.asset(release.asset)) : undefined;
  if (!release || !grade || !asset) return { id: ref.release, missing: true };
  return {
    id: release.id,
    release,
    holder: asset.entity,
    rank: release.rank,
    grade: grade.grade,
    fields: fieldNames(release.text?.fields) ?? fieldNames(asset.text?.descriptor.fields),
    recalled: await ledger.get('recalled/1', key.recalled(release.id)),
  };
}

export async function inputs(ledger: Reader, refs: readonly InputRef[]): Promise<Input[]> {
  return together(refs.map((ref) => input(ledger, ref)));
}
