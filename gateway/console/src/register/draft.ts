import type { Application, AssetText, DataField, Distribution, Encumbrance, ReleaseText } from '@suyuan/schemas';
import type { ProfilesQuery } from '../generated/register.ts';

export type Profile = ProfilesQuery['profiles'][number];
export type Evidence = Extract<Application, { type: 'initial' }>['evidence'][number];
export type Input = ReleaseText['inputs'][number];
export type InputColumn = NonNullable<ReleaseText['columns']>[number];

/** What is written here: an application of one of these types, or a release of what is registered already. */
export type Type = Exclude<Application['type'], 'batch'> | 'release';
/** Types that name an asset which is there already. */
export type LaterType = Exclude<Type, 'initial'>;

/** A right as the form has it. Without a holder it is the applicant's own; without an end it is for ever. */
export type RightDraft = {
  readonly on: boolean;
  readonly holder: string;
  readonly from: string;
  readonly basis: string;
  readonly until: string;
};

type Run = NonNullable<ReleaseText['run']>;

/** What made a release of its inputs. Without a kind nothing is said of it. */
export type RunDraft = {
  readonly kind: Run['kind'] | '';
  readonly namespace: string;
  readonly name: string;
  readonly code: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly evidence: Run['evidence'];
};

/** An application that is being written. It is kept in this browser until it is sent or thrown away. */
export type Draft = {
  readonly type: Type;
  /** The asset that it is about, where that is registered already. */
  readonly of: string;
  readonly profile: string;
  readonly registrar: string;
  readonly disclosure: 'open' | 'restricted';
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
  readonly encumbrances: readonly Encumbrance[];
  readonly label: string;
  /** Empty: a moment before it is sent. */
  readonly producedAt: string;
  /** Empty: that of the asset. */
  readonly releaseGrade: ReleaseText['grade'] | '';
  /** What the release says of its fields and records where that is not what the asset says. */
  readonly apart: Pick<ReleaseText, 'fields' | 'records'> | null;
  readonly inputs: readonly Input[];
  readonly run: RunDraft;
  readonly columns: readonly InputColumn[];
  readonly report: string;
  readonly evidence: readonly Evidence[];
  readonly grounds: string;
  readonly transferee: string;
};

export const RIGHTS = ['hold', 'process', 'operate'] as const;

export const today = () => new Date().toISOString().slice(0, 10);

const right = (): RightDraft => ({ on: true, holder: '', from: today(), basis: '', until: '' });

export const emptyRun: RunDraft = {
  kind: '',
  namespace: '',
  name: '',
  code: '',
  startedAt: '',
  endedAt: '',
  evidence: [],
};

export const emptyDraft = (): Draft => ({
  type: 'initial',
  of: '',
  profile: '',
  registrar: '',
  disclosure: 'open',
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
  rights: { hold: right(), process: right(), operate: right() },
  encumbrances: [],
  label: today(),
  producedAt: '',
  releaseGrade: '',
  apart: null,
  inputs: [],
  run: emptyRun,
  columns: [],
  report: '',
  evidence: [],
  grounds: '',
  transferee: '',
});

const place = (of: string) => `draft/${of}`;

/** A draft of which parts may be missing, such as one that an earlier form has kept. */
function complete(kept: Partial<Draft>): Draft {
  const empty = emptyDraft();
  const rights = RIGHTS.map((which) => [which, { ...empty.rights[which], ...kept.rights?.[which] }]);
  return { ...empty, ...kept, rights: Object.fromEntries(rights) as Draft['rights'] };
}

/** The draft that is kept at a place: of an entity, of a case that is mended, of a step with an asset. */
export function keptDraft(of: string): Draft | undefined {
  const text = localStorage.getItem(place(of));
  return text ? complete(JSON.parse(text) as Partial<Draft>) : undefined;
}

export const keepDraft = (of: string, draft: Draft): void => localStorage.setItem(place(of), JSON.stringify(draft));

export const dropDraft = (of: string): void => localStorage.removeItem(place(of));

/** Tells what another tab has made of the same draft, so that two tabs do not overwrite each other. */
export function onDraftElsewhere(of: string, told: (draft: Draft) => void): () => void {
  const heard = ({ key }: StorageEvent) => {
    const draft = key === place(of) ? keptDraft(of) : undefined;
    if (draft) told(draft);
  };
  window.addEventListener('storage', heard);
  return () => window.removeEventListener('storage', heard);
}
