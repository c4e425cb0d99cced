import type { AnyDocument, Asset, Case, Certificate, Edge, Entity, GradeMark, Profile, Release } from '@suyuan/schemas';
import { assetText, initial, profile, releaseText } from '../../support/builders.ts';
import { at, tx } from './chain.ts';

const hex = (n: number) => n.toString(16).padStart(32, '0');
export const assetId = (n: number) => `ast-${hex(n)}`;
export const releaseId = (n: number) => `rel-${hex(n)}`;
export const caseId = (n: number) => `cas-${hex(n)}`;
export const certificateNumber = (n: number) => `GG-2026-${String(n).padStart(16, '0')}0`;

const by = { msp: 'GroupMSP', entity: 'huaxin', person: 'li' };
const keyed = (key: string, document: AnyDocument) => ({ key, document });
const pinned = { id: 'general', version: 1 };

export const entity = (id: string, change: Partial<Entity> = {}) =>
  keyed(`entity/${id}`, {
    schema: 'entity/1',
    id,
    title: { zh: `${id}公司`, en: id },
    host: 'GroupMSP',
    roles: ['holder'],
    clearance: 'important',
    state: 'active',
    since: at(0),
    time: at(0),
    ...change,
  });

export const generalProfile = (change: Partial<Profile> = {}) =>
  keyed('profile/general/1', { ...profile('general'), ...change });

export const asset = (n: number, holder: string, change: Partial<Asset> = {}) =>
  keyed(`asset/${assetId(n)}`, {
    schema: 'asset/1',
    id: assetId(n),
    entity: holder,
    disclosure: 'open',
    gradeFloor: 'general',
    state: 'registered',
    text: assetText(holder),
    commitments: {},
    committedIn: tx(n),
    version: 1,
    profile: pinned,
    time: at(n),
    ...change,
  });

export const release = (n: number, holder: string, change: Partial<Release> = {}) =>
  keyed(`release/${releaseId(n)}`, {
    schema: 'release/1',
    id: releaseId(n),
    asset: assetId(n),
    entity: holder,
    disclosure: 'open',
    text: releaseText(`file-${n}.json`),
    commitments: {},
    committedIn: tx(n),
    inputs: [],
    rank: 0,
    time: at(n),
    ...change,
  });

export const grade = (n: number, value: GradeMark['grade'] = 'general') =>
  keyed(`grade/${releaseId(n)}`, {
    schema: 'grade/1',
    release: releaseId(n),
    grade: value,
    because: 'published',
    by,
    time: at(n),
  });

export const edge = (from: number, to: number, state: Edge['state'] = 'claimed', change: Partial<Edge> = {}) =>
  keyed(`edge/${releaseId(from)}/${releaseId(to)}`, {
    schema: 'edge/1',
    from: releaseId(from),
    to: releaseId(to),
    disclosure: 'open',
    fromEntity: 'huaxin',
    toEntity: 'qixiang',
    columns: [],
    state,
    claimedBy: by,
    claimant: 'downstream',
    claimedAt: at(to),
    time: at(to),
    ...change,
  });

export const caseFile = (n: number, applicant: string, change: Partial<Case> = {}) =>
  keyed(`case/${caseId(n)}`, {
    schema: 'case/1',
    id: caseId(n),
    type: 'initial',
    profile: pinned,
    applicant,
    registrar: 'registry',
    ownMotion: false,
    asset: assetId(n),
    application: initial(applicant, `case-${n}.json`),
    commitments: {},
    committedIn: tx(n),
    state: 'submitted',
    since: at(n),
    next: { mover: 'registrar', entity: 'registry', action: 'accept', deadline: at(n + 1000), silence: 'pass-on' },
    returns: 0,
    reasons: [],
    passedBy: [],
    people: { submitter: by },
    held: [],
    involved: [applicant],
    objections: [],
    appeals: [],
    duplicates: [],
    openedAt: at(n),
    time: at(n),
    ...change,
  });

export const certificate = (n: number, holder: string, change: Partial<Certificate> = {}) =>
  keyed(`certificate/${certificateNumber(n)}`, {
    schema: 'certificate/1',
    number: certificateNumber(n),
    case: caseId(n),
    asset: assetId(n),
    assetVersion: 1,
    holder,
    registrar: 'registry',
    profile: pinned,
    commitments: {},
    committedIn: tx(n),
    issuedAt: at(n),
    issuedBy: by,
    state: 'active',
    time: at(n),
    ...change,
  });
