import type { Application, AssetText, DataField, Distribution } from '@suyuan/schemas';
import type { ProfilesQuery } from '../generated/register.ts';

export type Profile = ProfilesQuery['profiles'][number];
export type Evidence = Extract<Application, { type: 'initial' }>['evidence'][number];

/** A right as the form has it: from today, for ever, on a basis. */
export type RightDraft = { readonly on: boolean; readonly basis: string; readonly until: string };

/** An application that is being written. It is kept in this browser until it is sent or thrown away. */
export type Draft = {
  readonly profile: string;
  readonly registrar: string;
  readonly kind: AssetText['kind'];
  readonly titleZh: string;
  readonly titleEn: string;
  readonly abstractZh: string;
  readonly abstractEn: string;
  readonly keywords: readonly string[];
  readonly subject: string;
  readonly form: AssetText['descriptor']['form'];
  readonly updateFrequency: AssetText['descriptor']['updateFrequency'];
  readonly coverageFrom: string;
  readonly coverageTo: string;
  readonly space: string;
  readonly files: readonly Distribution[];
  readonly fields: readonly DataField[];
  readonly records: number | undefined;
  readonly personal: boolean;
  readonly legalBasis: string;
  readonly heads: string;
  readonly grade: AssetText['grade'];
  readonly source: AssetText['sourceBasis'];
  readonly rights: Readonly<Record<'hold' | 'process' | 'operate', RightDraft>>;
  readonly label: string;
  readonly evidence: readonly Evidence[];
};

const today = () => new Date().toISOString().slice(0, 10);

export const emptyDraft = (): Draft => ({
  profile: '',
  registrar: '',
  kind: 'dataset',
  titleZh: '',
  titleEn: '',
  abstractZh: '',
  abstractEn: '',
  keywords: [],
  subject: '',
  form: 'table',
  updateFrequency: 'yearly',
  coverageFrom: '',
  coverageTo: '',
  space: '',
  files: [],
  fields: [],
  records: undefined,
  personal: false,
  legalBasis: '',
  heads: '',
  grade: 'general',
  source: 'own-production',
  rights: {
    hold: { on: true, basis: '', until: '' },
    process: { on: true, basis: '', until: '' },
    operate: { on: true, basis: '', until: '' },
  },
  label: today(),
  evidence: [],
});

const place = (of: string) => `draft/${of}`;

/** The draft that is kept for an entity, or for a case that is being mended. */
export function keptDraft(of: string): Draft | undefined {
  const text = localStorage.getItem(place(of));
  return text ? { ...emptyDraft(), ...(JSON.parse(text) as Draft) } : undefined;
}

export const keepDraft = (of: string, draft: Draft): void => localStorage.setItem(place(of), JSON.stringify(draft));

export const dropDraft = (of: string): void => localStorage.removeItem(place(of));

const title = (zh: string, en: string) => ({ zh: zh.trim(), ...(en.trim() ? { en: en.trim() } : {}) });

const fieldsOf = (draft: Draft) => draft.fields.map((field) => ({ ...field }));

/** The application as the ledger takes it. */
export function applicationOf(draft: Draft, holder: string): Application {
  const records = draft.records === undefined ? {} : { records: draft.records };
  const rights = (['hold', 'process', 'operate'] as const)
    .filter((right) => draft.rights[right].on)
    .map((right) => {
      const { basis, until } = draft.rights[right];
      return { right, holder, from: today(), basis: basis.trim(), ...(until ? { until } : {}) };
    });
  return {
    type: 'initial',
    asset: {
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
        ...records,
      },
      personalInformation: {
        contains: draft.personal,
        ...(draft.personal && draft.legalBasis ? { legalBasis: draft.legalBasis as never } : {}),
        ...(draft.personal && draft.heads ? { heads: draft.heads as never } : {}),
      },
      grade: draft.grade,
      sourceBasis: draft.source,
      encumbrances: [],
      rights,
    },
    release: {
      label: draft.label.trim(),
      distributions: [...draft.files],
      inputs: [],
      producedAt: new Date(Date.now() - 60_000).toISOString(),
      grade: draft.grade,
      ...records,
      ...(draft.fields.length > 0 ? { fields: fieldsOf(draft) } : {}),
    },
    evidence: [...draft.evidence],
  };
}

/** Parts of the form without which there is no application that the ledger's rules could look at. */
export type Part =
  | 'profile'
  | 'registrar'
  | 'files'
  | 'titleZh'
  | 'abstractZh'
  | 'keywords'
  | 'subject'
  | 'label'
  | 'rights'
  | 'rightBasis';

export function unfilled(draft: Draft): Part[] {
  const rights = Object.values(draft.rights).filter(({ on }) => on);
  const parts: readonly (readonly [Part, boolean])[] = [
    ['profile', draft.profile !== ''],
    ['registrar', draft.registrar !== ''],
    ['files', draft.files.length > 0],
    ['titleZh', draft.titleZh.trim() !== ''],
    ['abstractZh', draft.abstractZh.trim() !== ''],
    ['keywords', draft.keywords.length > 0],
    ['subject', draft.subject.trim() !== ''],
    ['label', draft.label.trim() !== ''],
    ['rights', rights.length > 0],
    ['rightBasis', rights.every(({ basis }) => basis.trim() !== '')],
  ];
  return parts.filter(([, filled]) => !filled).map(([part]) => part);
}
