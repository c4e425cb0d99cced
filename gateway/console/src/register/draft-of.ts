import type { Application, AssetText, ReleaseText } from '@suyuan/schemas';
import { differences } from '../case/difference.ts';
import { applicationOf } from './application.ts';
import { type Draft, emptyDraft, emptyRun, RIGHTS, type RightDraft } from './draft.ts';

/** What the form says of an asset whose text is there. */
export function ofAsset(text: AssetText, applicant: string): Partial<Draft> {
  const { descriptor, personalInformation: personal } = text;
  const right = (which: (typeof RIGHTS)[number]): RightDraft => {
    const found = text.rights.find(({ right }) => right === which);
    if (!found) return { ...emptyDraft().rights[which], on: false };
    const { holder, from, basis, until = '' } = found;
    return { on: true, holder: holder === applicant ? '' : holder, from, basis, until };
  };
  return {
    kind: text.kind,
    titleZh: descriptor.title.zh,
    titleEn: descriptor.title.en ?? '',
    abstractZh: descriptor.abstract.zh,
    abstractEn: descriptor.abstract.en ?? '',
    keywords: descriptor.keywords,
    subject: descriptor.subject,
    form: descriptor.form,
    updateFrequency: descriptor.updateFrequency,
    coverageFrom: descriptor.timeCoverage?.from ?? '',
    coverageTo: descriptor.timeCoverage?.to ?? '',
    space: descriptor.spaceCoverage ?? '',
    fields: descriptor.fields,
    records: descriptor.records,
    personal: personal.contains,
    legalBasis: personal.legalBasis ?? '',
    heads: personal.heads ?? '',
    grade: text.grade,
    source: text.sourceBasis,
    rights: { hold: right('hold'), process: right('process'), operate: right('operate') },
    encumbrances: text.encumbrances,
  };
}

/** Fields and records of a release, where they are not those of its asset. */
function apartFrom({ fields, records }: ReleaseText, { descriptor }: AssetText): Draft['apart'] {
  const told = { fields: fields ?? [], records };
  if (differences({ fields: descriptor.fields, records: descriptor.records }, told).length === 0) return null;
  return { ...(fields ? { fields } : {}), ...(records === undefined ? {} : { records }) };
}

/** What it says of a release of an asset. */
export function ofRelease(text: ReleaseText, asset: AssetText): Partial<Draft> {
  const { run } = text;
  return {
    apart: apartFrom(text, asset),
    files: text.distributions,
    label: text.label,
    producedAt: text.producedAt,
    releaseGrade: text.grade === asset.grade ? '' : text.grade,
    inputs: text.inputs,
    run: run
      ? {
          kind: run.kind,
          ...run.job,
          code: run.code ?? '',
          startedAt: run.startedAt ?? '',
          endedAt: run.endedAt ?? '',
          evidence: run.evidence,
        }
      : emptyRun,
    columns: text.columns ?? [],
    report: text.report ?? '',
  };
}

type About = {
  readonly applicant: string;
  readonly profile: string;
  readonly registrar: string;
  readonly disclosure?: Draft['disclosure'];
};

/** The form as it was sent, to be mended: from the application of a case that was returned. */
export function draftOf(
  application: Application,
  { applicant, profile, registrar, disclosure = 'open' }: About,
): Draft {
  const { type } = application;
  return {
    ...emptyDraft(),
    type: type === 'batch' ? 'initial' : type,
    of: 'assetId' in application ? application.assetId : '',
    profile,
    registrar,
    disclosure,
    ...('asset' in application ? ofAsset(application.asset, applicant) : {}),
    ...('release' in application ? ofRelease(application.release, application.asset) : {}),
    evidence: application.evidence,
    grounds: 'grounds' in application ? application.grounds : '',
    transferee: 'transferee' in application ? application.transferee : '',
  };
}

/** Rights are told by which they are, not by their place. */
function inOrder(application: Application): Application {
  if (!('asset' in application)) return application;
  const place = ({ right }: AssetText['rights'][number]) => RIGHTS.indexOf(right);
  const rights = application.asset.rights.toSorted((a, b) => place(a) - place(b));
  return { ...application, asset: { ...application.asset, rights } } as Application;
}

/** Whether the form writes an application again just as it is: of one that it cannot, something would be lost in mending. */
export function fitsForm(application: Application | undefined, applicant: string): application is Application {
  if (!application || application.type === 'batch') return false;
  const again = applicationOf(draftOf(application, { applicant, profile: '', registrar: '' }), applicant);
  return differences(inOrder(application), again).length === 0;
}
