import {
  type Actor,
  type Asset,
  type AssetText,
  type Certificate,
  certificateStateAt,
  commitPublic,
  type ErrorCode,
  type GradeMark,
  idOf,
  type Params,
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
    duplicates?: NonNullable<Release['duplicates']>;
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
    ...(made.duplicates?.length ? { duplicates: made.duplicates } : {}),
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

type Breach = { code: ErrorCode; field: string; params: Params };

/** Fields of a release that the registered descriptor does not have, or has with another type. */
export function outside(asset: AssetText, text: ReleaseText): Breach[] {
  const registered = new Map(asset.descriptor.fields.map((field) => [field.name, field.type]));
  if (registered.size === 0) return [];
  return (text.fields ?? []).flatMap((field, n) =>
    registered.get(field.name) === field.type
      ? []
      : [{ code: 'RELEASE_OUTSIDE' as const, field: `release.fields.${n}`, params: {} }],
  );
}

/** Column mappings that name an input which there is not. */
export function columnsMissing(text: ReleaseText): Breach[] {
  const count = text.inputs.length;
  return (text.columns ?? []).flatMap(({ input }, n) =>
    input < count ? [] : [{ code: 'RULE_COLUMNS' as const, field: `release.columns.${n}`, params: { input, count } }],
  );
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
  if (!asset.text) throw refuse('VAULT_NEEDED', {}, 'release');
  if (text.producedAt > time) throw refuse('RULE_PRODUCED', {}, 'release.producedAt');
  if (text.grade === 'core') throw refuse('RULE_CORE', {}, 'release.grade');
  if (stricter(text.grade, asset.text.grade)) throw refuse('RELEASE_OUTSIDE', {}, 'release.grade');
  const [breach] = [...outside(asset.text, text), ...columnsMissing(text)];
  if (breach) throw refuse(breach.code, breach.params, breach.field);
  mustExist(inputs);
  const floor = gradeFloor(inputs);
  if (stricter(floor, text.grade)) throw refuse('RULE_GRADE_FLOOR', { grade: text.grade, floor }, 'release.grade');
}
