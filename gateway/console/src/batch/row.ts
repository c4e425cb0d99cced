import type { AssetText, DataField, LeafLine } from '@suyuan/schemas';

/** Rows that a browser takes at once; more are made by `npm run batch`. */
export const MOST_ROWS = 10_000;

/** What one certificate of a batch is about. What a row leaves empty, it has from what all rows share. */
export type Row = {
  readonly id: string;
  /** From which the salts of its commitments follow: drawn once, so that the file of leaves stays the same. */
  readonly seed: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly abstractZh: string;
  readonly keywords: string;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly space: string;
  readonly grade: string;
  readonly records: string;
  readonly label: string;
  readonly file: string;
  readonly mediaType: string;
  readonly size: string;
  readonly sha256: string;
  readonly sm3: string;
  readonly fields: readonly DataField[];
};
export type Cell = Exclude<keyof Row, 'id' | 'seed' | 'fields'>;

/** What all rows share. */
export type Common = {
  readonly kind: AssetText['kind'];
  readonly form: AssetText['descriptor']['form'];
  readonly updateFrequency: AssetText['descriptor']['updateFrequency'];
  readonly source: AssetText['sourceBasis'];
  readonly grade: AssetText['grade'];
  readonly abstractZh: string;
  readonly keywords: string;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  readonly space: string;
  readonly label: string;
  readonly basis: string;
};

const hex = (bytes: number) =>
  [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

export const emptyRow = (): Row => ({
  id: hex(8),
  seed: hex(32),
  titleZh: '',
  titleEn: '',
  abstractZh: '',
  keywords: '',
  subject: '',
  from: '',
  to: '',
  space: '',
  grade: '',
  records: '',
  label: '',
  file: '',
  mediaType: '',
  size: '',
  sha256: '',
  sm3: '',
  fields: [],
});

export const emptyCommon = (label: string): Common => ({
  kind: 'dataset',
  form: 'table',
  updateFrequency: 'none',
  source: 'own-production',
  grade: 'general',
  abstractZh: '',
  keywords: '',
  subject: '',
  from: '',
  to: '',
  space: '',
  label,
  basis: '',
});

const listed = (text: string) => [
  ...new Set(
    text
      .split(/[;；,，、]/)
      .map((word) => word.trim())
      .filter(Boolean),
  ),
];

/** A row with what it has from what all share. */
function whole(row: Row, common: Common) {
  const of = (name: 'abstractZh' | 'keywords' | 'subject' | 'from' | 'to' | 'space' | 'label') =>
    row[name].trim() || common[name].trim();
  return {
    title: row.titleZh.trim(),
    abstract: of('abstractZh'),
    keywords: listed(of('keywords')),
    subject: of('subject'),
    from: of('from'),
    to: of('to'),
    space: of('space'),
    label: of('label'),
    grade: (row.grade.trim() || common.grade) as AssetText['grade'],
  };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const GRADES = ['general', 'important', 'core'];

/** What keeps a row from being written as a line, by the names of its cells; the ledger's rules come after. */
export function unfilledOf(row: Row, common: Common): readonly (Cell | 'basis')[] {
  const { title, abstract, keywords, subject, from, to, label, grade } = whole(row, common);
  const dayWrong = (day: string) => day !== '' && !DAY.test(day);
  return [
    ...(title ? [] : ['titleZh' as const]),
    ...(abstract ? [] : ['abstractZh' as const]),
    ...(keywords.length > 0 ? [] : ['keywords' as const]),
    ...(subject ? [] : ['subject' as const]),
    ...(dayWrong(from) || (to && !from) ? ['from' as const] : []),
    ...(dayWrong(to) || (from && !to) || (from && to && to < from) ? ['to' as const] : []),
    ...(GRADES.includes(grade) ? [] : ['grade' as const]),
    ...(/^\d*$/.test(row.records.trim()) ? [] : ['records' as const]),
    ...(label ? [] : ['label' as const]),
    ...(row.file.trim() ? [] : ['file' as const]),
    ...(row.mediaType.trim() ? [] : ['mediaType' as const]),
    ...(/^\d+$/.test(row.size.trim()) ? [] : ['size' as const]),
    ...(/^sha256:[0-9a-f]{64}$/.test(row.sha256.trim()) ? [] : ['sha256' as const]),
    ...(row.sm3.trim() === '' || /^sm3:[0-9a-f]{64}$/.test(row.sm3.trim()) ? [] : ['sm3' as const]),
    ...(common.basis.trim() ? [] : ['basis' as const]),
  ];
}

/** The line of the leaves file that a row comes to, for an entity, as of the moment at which the batch was begun. */
export function lineOf(row: Row, common: Common, entity: string, begun: string): LeafLine {
  const { title, abstract, keywords, subject, from, to, space, label, grade } = whole(row, common);
  const from0 = begun.slice(0, 10);
  const records = row.records.trim() === '' ? {} : { records: Number(row.records) };
  const fields = row.fields.map((field) => ({ ...field }));
  return {
    seed: row.seed,
    asset: {
      kind: common.kind,
      descriptor: {
        title: { zh: title, ...(row.titleEn.trim() ? { en: row.titleEn.trim() } : {}) },
        abstract: { zh: abstract },
        keywords,
        subject,
        form: common.form,
        updateFrequency: common.updateFrequency,
        ...(from && to ? { timeCoverage: { from, to } } : {}),
        ...(space ? { spaceCoverage: space } : {}),
        fields,
        ...records,
      },
      personalInformation: { contains: false },
      grade,
      sourceBasis: common.source,
      encumbrances: [],
      rights: (['hold', 'process', 'operate'] as const).map((right) => ({
        right,
        holder: entity,
        from: from0,
        basis: common.basis.trim(),
      })),
    },
    release: {
      label,
      distributions: [
        {
          name: row.file.trim(),
          mediaType: row.mediaType.trim(),
          size: Number(row.size),
          sha256: row.sha256.trim(),
          ...(row.sm3.trim() ? { sm3: row.sm3.trim() } : {}),
        },
      ],
      inputs: [],
      producedAt: begun,
      grade,
      ...records,
      ...(fields.length > 0 ? { fields } : {}),
    },
  };
}
