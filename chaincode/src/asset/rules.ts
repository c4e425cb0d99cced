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
  type Report,
  refuse,
  releaseFields,
} from '@suyuan/schemas';
import { floorOf, forced, stricter } from '../grading/rules.ts';
import type { Recorded } from '../ledger/keys.ts';
import { edge, externals, run } from '../lineage/rules/claim.ts';
import { fieldNames, unknownColumns } from '../lineage/rules/columns.ts';
import type { Input } from '../lineage/state.ts';

export type Now = { readonly txId: string; readonly time: string };

/** The grade that inputs force on what is made of them, less what an accepted report says of those that it names. */
export function gradeFloor(inputs: readonly Input[], report: Report | undefined): GradeMark['grade'] {
  return floorOf(inputs.flatMap((input) => ('grade' in input ? [forced(input, report)] : [])));
}

type Breach = { code: ErrorCode; field: string; params: Params };

function missing(inputs: readonly Input[]): Breach[] {
  return inputs.flatMap((input, n): Breach[] =>
    'missing' in input ? [{ code: 'RULE_INPUT', field: `release.inputs.${n}`, params: { id: input.id } }] : [],
  );
}

/** Inputs that are not on the ledger, and those that are recalled: nothing new is built on what its holder calls wrong. */
export function unusable(inputs: readonly Input[]): Breach[] {
  const recalled = inputs.flatMap((input, n): Breach[] => {
    const { recall, replacement = '–' } = ('recalled' in input ? input.recalled : undefined) ?? {};
    const params = { id: input.id, recall: recall ?? '–', replacement };
    return recall ? [{ code: 'RULE_RECALLED', field: `release.inputs.${n}`, params }] : [];
  });
  return [...missing(inputs), ...recalled];
}

function refuseFirst([breach]: readonly Breach[]): void {
  if (breach) throw refuse(breach.code, breach.params, breach.field);
}

/** Refuses inputs that are not on the ledger. */
export function mustExist(inputs: readonly Input[]): void {
  refuseFirst(missing(inputs));
}

export function mustBeUsable(inputs: readonly Input[]): void {
  refuseFirst(unusable(inputs));
}

/** What keeps a release from resting on the report that it names: whose it is, its state, the outputs that it is about. */
export function reportMisfits(text: ReleaseText, report: Report | undefined, entity: string): Breach[] {
  if (!report) return [];
  const field = 'release.report';
  const foreign = text.distributions.find(({ sha256 }) => !report.outputs.includes(sha256));
  return [
    ...(report.state === 'accepted'
      ? []
      : [{ code: 'REPORT_STATE' as const, field, params: { state: report.state, allowed: 'accepted' } }]),
    ...(report.entity === entity
      ? []
      : [{ code: 'REPORT_SUBJECT' as const, field, params: { rule: `entity ${report.entity}` } }]),
    ...(foreign ? [{ code: 'REPORT_SUBJECT' as const, field, params: { rule: `output ${foreign.sha256}` } }] : []),
  ];
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
    ...(text.report === undefined ? {} : { report: text.report }),
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

/** Column mappings that name an input which there is not, or a column that their input or the release does not have. */
export function columnsMissing(asset: AssetText, text: ReleaseText, inputs: readonly Input[]): Breach[] {
  const count = text.inputs.length;
  const fields = fieldNames(text.fields) ?? fieldNames(asset.descriptor.fields);
  return (text.columns ?? []).flatMap(({ input, ...mapping }, n): Breach[] => {
    const field = `release.columns.${n}`;
    if (input >= count) return [{ code: 'RULE_COLUMNS', field, params: { input, count } }];
    return unknownColumns(mapping, inputs[input] ?? { id: '' }, { id: text.label, fields }, field);
  });
}

const columnsOf = (text: ReleaseText, input: number) =>
  (text.columns ?? []).filter((column) => column.input === input).map(({ input: _, ...mapping }) => mapping);

/** What a holder publishes must lie within what was registered; anything outside asks for a change. */
export function mayPublish(
  asset: Asset,
  certificate: Certificate | undefined,
  text: ReleaseText,
  from: { readonly inputs: readonly Input[]; readonly report: Report | undefined },
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
  const { inputs, report } = from;
  mustBeUsable(inputs);
  refuseFirst([
    ...outside(asset.text, text),
    ...columnsMissing(asset.text, text, inputs),
    ...reportMisfits(text, report, entity),
  ]);
  const floor = gradeFloor(inputs, report);
  if (stricter(floor, text.grade)) throw refuse('RULE_GRADE_FLOOR', { grade: text.grade, floor }, 'release.grade');
}
