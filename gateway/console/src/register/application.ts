import type { Application, AssetText, Commands, ReleaseText } from '@suyuan/schemas';
import { type Draft, RIGHTS } from './draft.ts';

/** A release is said to be made a moment before it is sent where its holder says no other time. */
const MOMENT_MS = 60_000;

const title = (zh: string, en: string) => ({ zh: zh.trim(), ...(en.trim() ? { en: en.trim() } : {}) });

const fieldsOf = (draft: Draft) => draft.fields.map((field) => ({ ...field }));

const recordsOf = ({ records }: Draft) => (records === undefined ? {} : { records });

function rightsOf({ rights }: Draft, applicant: string): AssetText['rights'] {
  return RIGHTS.filter((right) => rights[right].on).map((right) => {
    const { holder, from, basis, until } = rights[right];
    return { right, holder: holder || applicant, from, basis: basis.trim(), ...(until ? { until } : {}) };
  });
}

/** The asset's text as the ledger takes it. */
export function assetOf(draft: Draft, applicant: string): AssetText {
  return {
    kind: draft.kind,
    descriptor: {
      title: title(draft.titleZh, draft.titleEn),
      abstract: title(draft.abstractZh, draft.abstractEn),
      keywords: [...draft.keywords],
      subject: draft.subject.trim(),
      form: draft.form,
      updateFrequency: draft.updateFrequency,
      ...(draft.coverageFrom && draft.coverageTo
        ? { timeCoverage: { from: draft.coverageFrom, to: draft.coverageTo } }
        : {}),
      ...(draft.space.trim() ? { spaceCoverage: draft.space.trim() } : {}),
      fields: fieldsOf(draft),
      ...recordsOf(draft),
    },
    personalInformation: {
      contains: draft.personal,
      ...(draft.personal && draft.legalBasis ? { legalBasis: draft.legalBasis as never } : {}),
      ...(draft.personal && draft.heads ? { heads: draft.heads as never } : {}),
    },
    grade: draft.grade,
    sourceBasis: draft.source,
    encumbrances: draft.encumbrances.map((one) => ({ ...one, reference: one.reference.trim() })),
    rights: rightsOf(draft, applicant),
  };
}

function runOf({ inputs, run }: Draft): Pick<ReleaseText, 'run'> {
  if (inputs.length === 0 || !run.kind) return {};
  return {
    run: {
      job: { namespace: run.namespace.trim(), name: run.name.trim() },
      kind: run.kind,
      ...(run.startedAt ? { startedAt: run.startedAt } : {}),
      ...(run.endedAt ? { endedAt: run.endedAt } : {}),
      ...(run.code ? { code: run.code } : {}),
      evidence: [...run.evidence],
    },
  };
}

/** The release's text, with what it was made of. */
export function releaseOf(draft: Draft, now = Date.now()): ReleaseText {
  return {
    label: draft.label.trim(),
    distributions: [...draft.files],
    inputs: [...draft.inputs],
    producedAt: draft.producedAt || new Date(now - MOMENT_MS).toISOString(),
    grade: draft.releaseGrade || draft.grade,
    ...(draft.apart ?? {
      ...recordsOf(draft),
      ...(draft.fields.length > 0 ? { fields: fieldsOf(draft) } : {}),
    }),
    ...runOf(draft),
    ...(draft.columns.length > 0 ? { columns: draft.columns.map((column) => ({ ...column })) } : {}),
    ...(draft.report.trim() ? { report: draft.report.trim() } : {}),
  };
}

/** The application as the ledger takes it, of everything that is not a release alone. */
export function applicationOf(draft: Draft, applicant: string): Application {
  const evidence = [...draft.evidence];
  const about = { assetId: draft.of, evidence };
  const grounds = draft.grounds.trim();
  switch (draft.type) {
    case 'change':
      return { type: 'change', ...about, asset: assetOf(draft, applicant) };
    case 'correction':
      return { type: 'correction', ...about, asset: assetOf(draft, applicant), grounds };
    case 'renewal':
      return { type: 'renewal', ...about };
    case 'transfer':
      return { type: 'transfer', ...about, transferee: draft.transferee };
    case 'deregistration':
      return { type: 'deregistration', ...about, grounds };
    default:
      return { type: 'initial', asset: assetOf(draft, applicant), release: releaseOf(draft), evidence };
  }
}

/** A new release within what is registered. */
export const publishing = (draft: Draft): Omit<Commands['asset:publish'], 'commandId'> => ({
  asset: draft.of,
  release: releaseOf(draft),
});
