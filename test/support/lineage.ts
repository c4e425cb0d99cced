import type { Asset, Certificate, GradeMark, Release } from '@suyuan/schemas';
import { assetText, txId } from './builders.ts';

export const TIME = '2026-03-02T02:00:00.000Z';
const hex = (n: number) => n.toString(16).padStart(32, '0');
export const releaseId = (n: number) => `rel-${hex(n)}`;
export const assetId = (n: number) => `ast-${hex(n)}`;

/** A registered asset of an entity. */
export const assetOf = (n: number, entity: string, change: Partial<Asset> = {}): Asset => ({
  schema: 'asset/1',
  id: assetId(n),
  entity,
  disclosure: 'open',
  gradeFloor: 'general',
  state: 'registered',
  text: assetText(entity, { grade: 'important' }),
  commitments: {},
  committedIn: txId(n),
  version: 1,
  profile: { id: 'general', version: 1 },
  certificate: certificateOf(n, entity).number,
  time: TIME,
  ...change,
});

export const certificateOf = (n: number, entity: string): Certificate => ({
  schema: 'certificate/1',
  number: `GG-2026-${String(n).padStart(16, '0')}0`,
  case: `cas-${hex(n)}`,
  asset: assetId(n),
  assetVersion: 1,
  holder: entity,
  registrar: 'registry',
  profile: { id: 'general', version: 1 },
  commitments: {},
  committedIn: txId(n),
  issuedAt: TIME,
  issuedBy: { msp: 'RegistrarMSP', entity: 'registry', person: 'wu-issuer' },
  state: 'active',
  time: TIME,
});

/** A release of the asset of the same number. */
export const releaseOf = (n: number, entity: string, change: Partial<Release> = {}): Release => ({
  schema: 'release/1',
  id: releaseId(n),
  asset: assetId(n),
  entity,
  disclosure: 'open',
  commitments: {},
  committedIn: txId(n),
  rank: 1,
  time: TIME,
  ...change,
});

export const markOf = (n: number, grade: GradeMark['grade'], change: Partial<GradeMark> = {}): GradeMark => ({
  schema: 'grade/1',
  release: releaseId(n),
  grade,
  because: 'published',
  by: { msp: 'GroupMSP', entity: 'huaxin', person: 'li' },
  time: TIME,
  ...change,
});
