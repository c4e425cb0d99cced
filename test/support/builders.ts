import { readFileSync } from 'node:fs';
import type {
  Application,
  AssetText,
  Calendar,
  EvidenceKind,
  Profile,
  ProfileText,
  ReleaseText,
} from '@suyuan/schemas';
import { digest } from '@suyuan/schemas';

const data = <T>(name: string): T =>
  JSON.parse(readFileSync(new URL(`../../schemas/profiles/${name}.json`, import.meta.url), 'utf8')) as T;

export const calendarText = data<Calendar>('calendar');
export const profileNames = ['national-public-data', 'shenzhen-data-property', 'ip-work', 'general'] as const;
export const profileText = (name: (typeof profileNames)[number]) => data<ProfileText>(name);

export function profile(name: (typeof profileNames)[number] = 'national-public-data'): Profile {
  return { schema: 'profile/1', ...profileText(name), time: '2026-01-01T00:00:00.000Z' };
}

/** The n-th made-up transaction id. */
export const txId = (n: number) => n.toString(16).padStart(64, '0');

export function assetText(holder: string, change: Partial<AssetText> = {}): AssetText {
  return {
    kind: 'dataset',
    descriptor: {
      title: { zh: '行政区划', en: 'Administrative divisions' },
      abstract: { zh: '全国省市县三级行政区划代码与名称', en: 'Codes and names of provinces, cities and counties' },
      keywords: ['行政区划', '公共数据'],
      subject: '基础地理',
      form: 'table',
      updateFrequency: 'yearly',
      timeCoverage: { from: '2025-01-01', to: '2025-12-31' },
      spaceCoverage: '全国',
      fields: [
        { name: 'code', type: 'text' },
        { name: 'name', type: 'text' },
      ],
      records: 3200,
    },
    personalInformation: { contains: false },
    grade: 'general',
    sourceBasis: 'public-data',
    encumbrances: [],
    rights: [{ right: 'hold', holder, from: '2026-01-01', basis: '公共数据授权运营' }],
    ...change,
  };
}

export function releaseText(name: string, change: Partial<ReleaseText> = {}): ReleaseText {
  return {
    label: '2026-01',
    distributions: [{ name, mediaType: 'application/json', size: 1024, sha256: digest(name) }],
    inputs: [],
    producedAt: '2026-01-05T00:00:00.000Z',
    grade: 'general',
    ...change,
  };
}

/** A piece of evidence of some kind. */
export const sheet = (kind: EvidenceKind) => ({
  kind,
  name: `${kind}.pdf`,
  sha256: digest(kind),
  size: 2048,
  mediaType: 'application/pdf',
});

type Initial = Extract<Application, { type: 'initial' }>;

export function initial(holder: string, name: string, change: Partial<Initial> = {}): Initial {
  return {
    type: 'initial',
    asset: assetText(holder),
    release: releaseText(name),
    evidence: [sheet('source-statement'), sheet('compliance-opinion')],
    ...change,
  };
}
