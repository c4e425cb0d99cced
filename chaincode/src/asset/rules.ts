import {
  type Actor,
  type Asset,
  type Certificate,
  certificateStateAt,
  commitPublic,
  type DataField,
  type GradeMark,
  idOf,
  type Release,
  type ReleaseText,
  refuse,
  releaseFields,
} from '@suyuan/schemas';
import { floorOf, stricter } from '../grading/rules.ts';
import type { Recorded } from '../ledger/keys.ts';
import { edge, externals, run } from '../lineage/rules.ts';
import type { Input } from '../lineage/state.ts';

export type Now = { readonly txId: string; readonly time: string };

/** The grade that inputs force on what is made of them. */
export function gradeFloor(inputs: readonly Input[]): GradeMark['grade'] {
  return floorOf(inputs.flatMap((input) => ('grade' in input ? [input.grade] : [])));
}

/** Refuses inputs that are not on the ledger. */
export function mustExist(inputs: readonly Input[]): void {
  inputs.forEach((input, n) => {
    if ('missing' in input) throw refuse('RULE_INPUT', { id: input.id }, `release.inputs.${n}`);
  });
}

/** A release, its grade, and the claimed edges from its inputs. Its rank is one above the highest of them. */
export function release(
  made: {
    id: string;
    asset: Pick<Asset, 'id' | 'entity' | 'disclosure'>;
    text: ReleaseText;
    inputs: readonly Input[];
    by: Actor & { entity: string };
    answerBy: string;
  },
  now: Now,
): Recorded[] {
  const { asset, text, inputs } = made;
  const ranks = inputs.map((input) => ('rank' in input ? input.rank : 0));
  const document: Release = {
    schema: 'release/1',
    id: made.id,
    asset: asset.id,
    entity: asset.entity,
    disclosure: asset.disclosure,
    text,
    commitments: commitPublic(releaseFields(text), now.txId),
    committedIn: now.txId,
    inputs: inputs.map((input) => input.id),
    rank: 1 + Math.max(0, ...ranks),
    time: now.time,
  };
  const mark: GradeMark = {
    schema: 'grade/1',
    release: made.id,
    grade: text.grade,
    because: 'published',
    by: made.by,
    time: now.time,
  };
  const activity =
    text.run && inputs.length > 0 ? run(idOf('run', now.txId), asset.entity, text.run, now.time) : undefined;
  const edges = inputs.map((from, n) =>
    edge(
      {
        from,
        to: document,
        by: made.by,
        columns: columnsOf(text, n),
        answerBy: made.answerBy,
        ...(activity ? { run: activity.id } : {}),
      },
      now.time,
    ),
  );
  return [document, mark, ...(activity ? [activity] : []), ...externals(inputs, now.time), ...edges];
}

const columnsOf = (text: ReleaseText, input: number) =>
  (text.columns ?? []).filter((column) => column.input === input).map(({ input: _, ...mapping }) => mapping);

/** What a holder publishes must lie within what was registered; anything outside asks for a change. */
export function mayPublish(
  asset: Asset,
  certificate: Certificate | undefined,
  text: ReleaseText,
  inputs: readonly Input[],
  entity: string,
  time: string,
): void {
  if (asset.entity !== entity) throw refuse('RELEASE_OWNER', { entity: asset.entity }, 'asset');
  if (asset.state !== 'registered' || !certificate || certificateStateAt(certificate, time) !== 'active') {
    throw refuse('RELEASE_UNREGISTERED', { asset: asset.id }, 'asset');
  }
  if (!asset.text) throw refuse('VAULT_NEEDED');
  if (text.producedAt > time) throw refuse('RULE_PRODUCED', {}, 'release.producedAt');
  if (text.grade === 'core') throw refuse('RULE_CORE', {}, 'release.grade');
  if (stricter(text.grade, asset.text.grade)) throw refuse('RELEASE_OUTSIDE', {}, 'release.grade');
  const registered = new Map(asset.text.descriptor.fields.map((field) => [field.name, field]));
  const outside = (text.fields ?? []).findIndex((field: DataField) => registered.get(field.name)?.type !== field.type);
  if (registered.size > 0 && outside >= 0) throw refuse('RELEASE_OUTSIDE', {}, `release.fields.${outside}`);
  mustExist(inputs);
  const floor = gradeFloor(inputs);
  if (stricter(floor, text.grade)) throw refuse('RULE_GRADE_FLOOR', { grade: text.grade, floor }, 'release.grade');
}
