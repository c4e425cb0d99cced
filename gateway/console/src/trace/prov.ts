import type { TraceRunsQuery } from '../generated/trace.ts';
import { type About, type Lineage, lineId, type Point } from './model.ts';

const KINDS = [
  'entity',
  'agent',
  'activity',
  'used',
  'wasGeneratedBy',
  'wasAssociatedWith',
  'wasInformedBy',
  'wasDerivedFrom',
  'wasAttributedTo',
  'alternateOf',
] as const;

type Records = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * A trace as PROV-JSON (W3C Member Submission, The PROV-JSON Serialization, 2013): releases are entities, their holders
 * agents; an edge is a derivation by an activity, the run that its claim names, which used one release and generated the
 * other; the ledger's transaction that last wrote the edge is an activity that the run informed, by its claimant; an alias
 * is an alternate. What PROV has no word for are attributes under `suyuan:`.
 */
export type ProvJson = { readonly prefix: Readonly<Record<string, string>> } & Readonly<
  Record<(typeof KINDS)[number], Records>
>;

/** What the ledger says of an edge besides its ends. */
export type Made = NonNullable<TraceRunsQuery['trace']['edges'][number]['edge']>;

/** Local names have no colon; a commitment keeps its digits. */
const named = (id: string) => `suyuan:${id.replace(/[^0-9A-Za-z_-]/g, '-')}`;
const qualified = (name: string) => ({ $: name, type: 'prov:QUALIFIED_NAME' });
const word = (value: string) => value.toLowerCase();

function entityOf(point: Point, about: About | undefined): Record<string, unknown> {
  const { title, label } = about ?? {};
  return {
    ...(title ? { 'prov:label': labelled(title) } : {}),
    'prov:type': qualified(
      point.visible ? (about?.kind === 'EXTERNAL' ? 'suyuan:outside' : 'suyuan:release') : 'suyuan:hidden',
    ),
    'suyuan:id': point.id,
    'suyuan:hop': point.hop,
    ...(point.grade ? { 'suyuan:grade': word(point.grade) } : {}),
    ...(label ? { 'suyuan:version': label } : {}),
    ...(about?.recalled ? { 'suyuan:recalled': true } : {}),
    ...(point.cut ? { 'suyuan:cut': true } : {}),
  };
}

const numbered = <T>(name: string, of: readonly T[]): Record<string, T> =>
  Object.fromEntries(of.map((one, n) => [`_:${name}${n + 1}`, one]));

const labelled = ({ zh, en }: { readonly zh: string; readonly en?: string | null }) => [
  { $: zh, lang: 'zh' },
  ...(en ? [{ $: en, lang: 'en' }] : []),
];

/** The run that an edge's claim names; where it names none, or not to this reader, the making of its output. */
const runOf = (to: string, run: Made['run'] | undefined) => named(run ? run.id : `making-${to}`);
const transactionOf = ({ recorded }: Made) => named(`tx-${recorded.transactionId}`);

function activityOf(run: Made['run'] | undefined): Record<string, unknown> {
  if (!run) return { 'prov:type': qualified('suyuan:unstated') };
  const { kind, job, startedAt, endedAt } = run;
  return {
    ...(startedAt ? { 'prov:startTime': startedAt } : {}),
    ...(endedAt ? { 'prov:endTime': endedAt } : {}),
    'prov:type': qualified(`suyuan:${word(kind)}`),
    ...(job ? { 'suyuan:job': `${job.namespace}/${job.name}` } : {}),
  };
}

const recording = ({ recorded: { block, time } }: Made) => ({
  'prov:startTime': time,
  'prov:endTime': time,
  'prov:type': qualified('suyuan:transaction'),
  'suyuan:block': block,
});

/** Each once, in the order of their names. */
const distinct = <T extends object>(of: readonly T[]): T[] =>
  [...new Map(of.map((one) => [JSON.stringify(one), one]))].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one);

export function provOf(
  lineage: Lineage,
  about: ReadonlyMap<string, About>,
  made: ReadonlyMap<string, Made>,
  base: string,
): ProvJson {
  const { points, lines, asOf } = lineage;
  const held = points.flatMap(({ id }) => {
    const holder = about.get(id)?.holder;
    return holder ? [{ id, holder }] : [];
  });
  const sorted = lines.toSorted((a, b) => (lineId(a) < lineId(b) ? -1 : 1));
  const derived = sorted.filter(({ alias }) => !alias).map((line) => ({ ...line, made: made.get(lineId(line)) }));
  const claimed = derived.flatMap(({ to, made }) => {
    const claimant = made?.claimedBy && (made.claimedBy.entity ?? made.claimedBy.msp);
    return made && claimant ? [{ to, made, claimant }] : [];
  });
  const titled = new Map(held.map(({ holder }) => [holder.id, holder.title]));
  const agents = [...titled.keys(), ...claimed.map(({ claimant }) => claimant)];
  return {
    prefix: { suyuan: new URL('/trace/', base).href },
    entity: {
      'suyuan:answer': {
        'prov:type': qualified('suyuan:answer'),
        'suyuan:block': asOf.block,
        'suyuan:time': asOf.time,
      },
      ...Object.fromEntries(points.map((point) => [named(point.id), entityOf(point, about.get(point.id))])),
    },
    agent: Object.fromEntries(
      agents.map((id) => {
        const title = titled.get(id);
        return [
          named(id),
          { 'prov:type': qualified('prov:Organization'), ...(title ? { 'prov:label': labelled(title) } : {}) },
        ];
      }),
    ),
    activity: Object.fromEntries([
      ...derived.map(({ to, made }) => [runOf(to, made?.run), activityOf(made?.run)] as const),
      ...derived.flatMap(({ made }) => (made ? [[transactionOf(made), recording(made)] as const] : [])),
    ]),
    used: numbered(
      'used',
      distinct(
        derived.map(({ from, to, made }) => ({ 'prov:activity': runOf(to, made?.run), 'prov:entity': named(from) })),
      ),
    ),
    wasGeneratedBy: numbered(
      'generated',
      distinct(derived.map(({ to, made }) => ({ 'prov:entity': named(to), 'prov:activity': runOf(to, made?.run) }))),
    ),
    wasAssociatedWith: numbered(
      'associated',
      distinct(
        claimed.map(({ made, claimant }) => ({ 'prov:activity': transactionOf(made), 'prov:agent': named(claimant) })),
      ),
    ),
    wasInformedBy: numbered(
      'informed',
      distinct(
        claimed.map(({ to, made }) => ({
          'prov:informed': transactionOf(made),
          'prov:informant': runOf(to, made.run),
        })),
      ),
    ),
    wasDerivedFrom: numbered(
      'edge',
      derived.map(({ from, to, state, loop, made }) => ({
        'prov:generatedEntity': named(to),
        'prov:usedEntity': named(from),
        'prov:activity': runOf(to, made?.run),
        'suyuan:state': word(state),
        ...(loop ? { 'suyuan:loop': true } : {}),
      })),
    ),
    wasAttributedTo: numbered(
      'held',
      held.map(({ id, holder }) => ({ 'prov:entity': named(id), 'prov:agent': named(holder.id) })),
    ),
    alternateOf: numbered(
      'alias',
      sorted
        .filter(({ alias }) => alias)
        .map(({ from, to }) => ({ 'prov:alternate1': named(to), 'prov:alternate2': named(from) })),
    ),
  };
}
