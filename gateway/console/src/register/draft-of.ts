import type { Case } from '@suyuan/schemas';
import type { AskedFragment } from '../generated/case.ts';
import { type Draft, type Evidence, emptyDraft } from './draft.ts';

/** The ledger's own form of a word of the API. */
const lower = <Word extends string>(value: string | null | undefined, otherwise: Word): Word =>
  (value ? value.toLowerCase().replaceAll('_', '-') : otherwise) as Word;

const HEADS: Readonly<Record<string, string>> = {
  UNDER_10K: 'under-10k',
  FROM_10K_TO_100K: '10k-100k',
  FROM_100K_TO_1M: '100k-1m',
  OVER_1M: 'over-1m',
};

/** Whether the form can write all that an application says: what it has no place for would be lost in mending. */
export const fitsForm = (application: Case['application']): boolean =>
  application?.type === 'initial' &&
  'release' in application &&
  application.asset.encumbrances.length === 0 &&
  application.release.inputs.length === 0;

/** The form as it was sent, to be mended: from the application of a case that was returned. */
export function draftOf(application: AskedFragment, profile: string, registrar: string): Draft {
  const { asset, release, evidence } = application;
  const { descriptor, personalInformation: personal } = asset ?? {};
  const right = (which: 'HOLD' | 'PROCESS' | 'OPERATE') => {
    const found = asset?.rights?.find(({ right }) => right === which);
    return { on: found !== undefined, basis: found?.basis ?? '', until: found?.until ?? '' };
  };
  const empty = emptyDraft();
  return {
    ...empty,
    profile,
    registrar,
    kind: lower(asset?.kind, empty.kind),
    titleZh: descriptor?.title?.zh ?? '',
    titleEn: descriptor?.title?.en ?? '',
    abstractZh: descriptor?.abstract?.zh ?? '',
    abstractEn: descriptor?.abstract?.en ?? '',
    keywords: descriptor?.keywords ?? [],
    subject: descriptor?.subject ?? '',
    form: lower(descriptor?.form, empty.form),
    updateFrequency: lower(descriptor?.updateFrequency, empty.updateFrequency),
    coverageFrom: descriptor?.timeCoverage?.from ?? '',
    coverageTo: descriptor?.timeCoverage?.to ?? '',
    space: descriptor?.spaceCoverage ?? '',
    files: (release?.distributions ?? []).map(({ sm3, ...file }) => ({ ...file, ...(sm3 ? { sm3 } : {}) })),
    fields: (descriptor?.fields ?? []).map(({ name, type, title, personal }) => ({
      name,
      type: lower(type, 'text'),
      ...(title ? { title } : {}),
      ...(personal === null ? {} : { personal }),
    })),
    records: descriptor?.records ?? undefined,
    personal: personal?.contains ?? false,
    legalBasis: lower(personal?.legalBasis, ''),
    heads: HEADS[personal?.heads ?? ''] ?? '',
    grade: lower(asset?.grade, empty.grade),
    source: lower(asset?.sourceBasis, empty.source),
    rights: { hold: right('HOLD'), process: right('PROCESS'), operate: right('OPERATE') },
    label: release?.label ?? empty.label,
    evidence: (evidence ?? []).map(
      ({ kind, name, sha256, size, mediaType, signedBy }): Evidence => ({
        kind: lower(kind, 'other'),
        name,
        sha256,
        size,
        mediaType,
        ...(signedBy ? { signedBy } : {}),
      }),
    ),
  };
}
