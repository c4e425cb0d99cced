import type { Commands } from '@suyuan/schemas';
import type { WhoseFragment } from '../generated/lineage.ts';
import type { Asked } from '../session/act.ts';

type Claim = Commands['lineage:claim'];
export type Mapping = Claim['columns'][number];
export type Evidence = Claim['run']['evidence'][number];
export type Side = 'upstream' | 'downstream';

export const KINDS = [
  'derive',
  'clean',
  'aggregate',
  'join',
  'copy',
  'anonymise',
  'train',
  'other',
] as const satisfies readonly Claim['run']['kind'][];

export const TRANSFORMATIONS = [
  'identity',
  'derived',
  'aggregated',
  'filtered',
  'joined',
  'masked',
  'hashed',
] as const satisfies readonly Mapping['transformation'][];

/** A claim as it is written down: which other end on which side of a release, by which run, which column became which. */
export type ClaimDraft = {
  readonly side: Side;
  /** The other end: a release on the platform, or a dataset outside. */
  readonly where: 'platform' | 'outside';
  readonly other: string;
  readonly namespace: string;
  readonly name: string;
  readonly jobNamespace: string;
  readonly jobName: string;
  readonly kind: Claim['run']['kind'];
  readonly startedAt: string;
  readonly endedAt: string;
  readonly code: string;
  readonly columns: readonly Mapping[];
  readonly evidence: readonly Evidence[];
};

export const emptyClaim = (entity: string): ClaimDraft => ({
  side: 'upstream',
  where: 'platform',
  other: '',
  namespace: '',
  name: '',
  jobNamespace: entity,
  jobName: '',
  kind: 'derive',
  startedAt: '',
  endedAt: '',
  code: '',
  columns: [],
  evidence: [],
});

const SHA = /^sha256:[0-9a-f]{64}$/;

/** What is not yet as the command needs it, by the field's name. */
export function missingOf(draft: ClaimDraft): readonly string[] {
  const { where, side, other, namespace, name, jobNamespace, jobName, code, columns, startedAt, endedAt } = draft;
  const outside = where === 'outside' && side === 'upstream';
  return [
    ...(outside ? [] : other ? [] : ['other']),
    ...(outside && !namespace.trim() ? ['namespace'] : []),
    ...(outside && !name.trim() ? ['name'] : []),
    ...(jobNamespace.trim() ? [] : ['jobNamespace']),
    ...(jobName.trim() ? [] : ['jobName']),
    ...(code.trim() && !SHA.test(code.trim()) ? ['code'] : []),
    ...(startedAt && endedAt && endedAt < startedAt ? ['endedAt'] : []),
    ...(columns.some(({ from, to }) => !from.trim() || !to.trim()) ? ['columns'] : []),
  ];
}

const utc = (local: string) => new Date(local).toISOString();

/** The command that a draft comes to, from the release whose page it was written on. */
export function claimOf(release: string, draft: ClaimDraft): Asked<'lineage:claim'> {
  const { side, where, other, namespace, name, startedAt, endedAt, code, columns, evidence } = draft;
  const upstream: Claim['from'] =
    side === 'downstream'
      ? { release }
      : where === 'outside'
        ? { external: { namespace: namespace.trim(), name: name.trim() } }
        : { release: other };
  return {
    from: upstream,
    to: side === 'downstream' ? other : release,
    run: {
      job: { namespace: draft.jobNamespace.trim(), name: draft.jobName.trim() },
      kind: draft.kind,
      ...(startedAt ? { startedAt: utc(startedAt) } : {}),
      ...(endedAt ? { endedAt: utc(endedAt) } : {}),
      ...(code.trim() ? { code: code.trim() } : {}),
      evidence: [...evidence],
    },
    columns: columns.map(({ from, to, transformation }) => ({ from: from.trim(), to: to.trim(), transformation })),
  } as Asked<'lineage:claim'>;
}

/** Names of a release's columns: its own where it states them, else its asset's. */
export const columnsOf = (release: WhoseFragment | null | undefined): readonly string[] =>
  (release?.text?.fields ?? release?.asset?.text?.descriptor?.fields ?? []).map(({ name }) => name);

/** Columns that both ends have by the same name, as taken over unchanged; those that are mapped already stay as they are. */
export function sameNames(
  from: readonly string[],
  to: readonly string[],
  already: readonly Mapping[],
): readonly Mapping[] {
  const mapped = new Set(already.map((one) => one.to));
  const same = to.filter((name) => from.includes(name) && !mapped.has(name));
  return [...already, ...same.map((name): Mapping => ({ from: name, to: name, transformation: 'identity' }))];
}
