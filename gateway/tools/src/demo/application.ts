import { type Application, type AssetText, digest, type ReleaseText } from '@suyuan/schemas';
import type { FileFacts } from './files.ts';

export type Described = {
  readonly holder: string;
  readonly zh: string;
  readonly en: string;
  readonly abstract: string;
  readonly subject: string;
  readonly keywords: string[];
  readonly coverage: { from: string; to: string };
  readonly space: string;
  readonly kind?: AssetText['kind'];
  readonly source: AssetText['sourceBasis'];
};

/** An initial application: the person's words, and what was read from the file. */
export function applicationOf(about: Described, file: FileFacts, release: Partial<ReleaseText> = {}): Application {
  const today = new Date().toISOString().slice(0, 10);
  return {
    type: 'initial',
    asset: {
      kind: about.kind ?? 'dataset',
      descriptor: {
        title: { zh: about.zh, en: about.en },
        abstract: { zh: about.abstract },
        keywords: about.keywords,
        subject: about.subject,
        form: 'table',
        updateFrequency: 'yearly',
        timeCoverage: about.coverage,
        spaceCoverage: about.space,
        fields: file.fields,
        records: file.records,
      },
      personalInformation: { contains: false },
      grade: 'general',
      sourceBasis: about.source,
      encumbrances: [],
      rights: [
        { right: 'hold', holder: about.holder, from: today, basis: '依法持有' },
        { right: 'process', holder: about.holder, from: today, basis: '自行加工' },
        { right: 'operate', holder: about.holder, from: today, basis: '自主经营' },
      ],
    },
    release: releaseOf(file, release),
    evidence: [statement(about)],
  };
}

export function releaseOf(file: FileFacts, change: Partial<ReleaseText> = {}): ReleaseText {
  return {
    label: new Date().toISOString().slice(0, 10),
    distributions: [file.distribution],
    inputs: [],
    producedAt: new Date(Date.now() - 5000).toISOString(),
    grade: 'general',
    records: file.records,
    fields: file.fields,
    ...change,
  };
}

/** The words of the source statement that the profile asks for. */
export const statementOf = (about: Described) => `${about.zh}：数据来源合法，由 ${about.holder} 依法持有。`;

/** The statement as evidence: its digest goes on the ledger, itself to the registrar. */
function statement(about: Described) {
  const text = statementOf(about);
  return {
    kind: 'source-statement' as const,
    name: '来源说明.txt',
    sha256: digest(text),
    size: Buffer.byteLength(text),
    mediaType: 'text/plain',
  };
}
