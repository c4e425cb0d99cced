import {
  type Agreement,
  type Alias,
  type AnyDocument,
  type Asset,
  type Case,
  type Certificate,
  digest,
  type Edge,
  type Entity,
  type GradeMark,
  type Offer,
  type Profile,
  type Recall,
  type Recognition,
  type Release,
  type Report,
  type UseRefusal,
} from '@suyuan/schemas';
import { assetText, initial, profile, releaseText, sheet } from '../../support/builders.ts';
import { at, tx } from './chain.ts';

const hex = (n: number) => n.toString(16).padStart(32, '0');
export const assetId = (n: number) => `ast-${hex(n)}`;
export const releaseId = (n: number) => `rel-${hex(n)}`;
export const caseId = (n: number) => `cas-${hex(n)}`;
export const offerId = (n: number) => `ofr-${hex(n)}`;
export const agreementId = (n: number) => `agr-${hex(n)}`;
export const refusalId = (n: number) => `ref-${hex(n)}`;
export const certificateNumber = (n: number) => `GG-2026-${String(n).padStart(16, '0')}0`;

const by = { msp: 'GroupMSP', entity: 'huaxin', person: 'li' };
const keyed = <D extends AnyDocument>(key: string, document: D) => ({ key, document });
/** A change that may take a member away. */
type Changed<D> = { [K in keyof D]?: D[K] | undefined };
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

export const grade = (n: number, value: GradeMark['grade'] = 'general', change: Partial<GradeMark> = {}) =>
  keyed(`grade/${releaseId(n)}`, {
    schema: 'grade/1',
    release: releaseId(n),
    grade: value,
    because: 'published',
    by,
    time: at(n),
    ...change,
  });

export const edge = (from: number, to: number, state: Edge['state'] = 'claimed', change: Changed<Edge> = {}) =>
  keyed(`edge/${change.from ?? releaseId(from)}/${releaseId(to)}`, {
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
  } as Edge);

export const time = at(0);
export const externalId = (n: number) => `ext-${hex(n)}`;
export const recallId = (n: number) => `rcl-${hex(n)}`;
export const reportId = (n: number) => `rpt-${hex(n)}`;
const outside = (n: number) => ({ namespace: 'warehouse', name: `table-${n}` });

export const external = (n: number) =>
  keyed(`external/${externalId(n)}`, { schema: 'external/1', id: externalId(n), ...outside(n), time });

export const alias = (n: number, asset: number, change: Partial<Alias> = {}) =>
  keyed(`alias/${externalId(n)}/${assetId(asset)}`, {
    schema: 'alias/1',
    external: externalId(n),
    asset: assetId(asset),
    ...outside(n),
    disclosure: 'open',
    holder: 'qixiang',
    statement: '同一数据',
    state: 'claimed',
    claimedBy: by,
    claimedAt: time,
    time,
    ...change,
  });

export const recall = (n: number, release: number, change: Partial<Recall> = {}) =>
  keyed(`recall/${recallId(n)}`, {
    schema: 'recall/1',
    id: recallId(n),
    release: releaseId(release),
    asset: assetId(release),
    holder: 'huaxin',
    disclosure: 'open',
    as: 'holder',
    orderedBy: by,
    reason: '数值有误',
    evidence: [],
    state: 'ordered',
    orderedAt: time,
    time,
    ...change,
  });

export const recalled = (release: number, n?: number) =>
  keyed(`recalled/${releaseId(release)}`, {
    schema: 'recalled/1',
    release: releaseId(release),
    ...(n === undefined ? {} : { recall: recallId(n) }),
    time,
  });

export const ack = (n: number, entityId: string, releases: number[]) =>
  keyed(`ack/${recallId(n)}/${entityId}`, {
    schema: 'ack/1',
    recall: recallId(n),
    entity: entityId,
    action: 'stopped',
    statement: '已停用',
    releases: releases.map(releaseId),
    by: { ...by, entity: entityId },
    time,
  });

/** A report that names one input at a grade and finds its outputs general. */
export const report = (n: number, input: number, named: GradeMark['grade'], change: Partial<Report> = {}) =>
  keyed(`report/${reportId(n)}`, {
    schema: 'report/1',
    id: reportId(n),
    entity: 'qixiang',
    outputs: [digest('output')],
    inputs: [{ release: releaseId(input), grade: named }],
    grade: 'general',
    opinion: '已去标识化',
    evidence: [sheet('de-identification-report')],
    assessor: 'assessment',
    signedBy: by,
    state: 'accepted',
    signedAt: time,
    time,
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

export const recognitionId = (n: number) => `rcg-${hex(n)}`;

/** That another registrar recognises the certificate of the same number, which it saw active. */
export const recognition = (n: number, change: Partial<Recognition> = {}) =>
  keyed(`recognition/${recognitionId(n)}`, {
    schema: 'recognition/1',
    id: recognitionId(n),
    registrar: 'south-registry',
    profile: { id: 'ip-work', version: 1 },
    certificate: certificateNumber(n),
    ground: 'ledger',
    recognisedBy: { ...by, entity: 'south-registry', person: 'he' },
    recognisedAt: at(n),
    seen: { state: 'active', time: at(n) },
    state: 'recognised',
    time: at(n),
    ...change,
  });

const licensed = {
  asset: assetId(1),
  disclosure: 'open' as const,
  terms: { actions: ['read' as const], territories: ['CN'], from: at(0), onward: 0 },
  notice: { amount: 30, unit: 'day' as const },
};

export const offer = (n: number, grantor: string, change: Partial<Offer> = {}) =>
  keyed<Offer>(`offer/${offerId(n)}`, {
    schema: 'offer/1',
    id: offerId(n),
    ...licensed,
    grantor,
    version: 1,
    by,
    state: 'open',
    time: at(n),
    ...change,
  });

export const agreement = (n: number, grantor: string, licensee: string, change: Partial<Agreement> = {}) =>
  keyed<Agreement>(`agreement/${agreementId(n)}`, {
    schema: 'agreement/1',
    id: agreementId(n),
    ...licensed,
    grantor,
    licensee,
    parties: [licensee, grantor],
    grade: 'general',
    restsOn: [],
    state: 'concluded',
    signatures: { grantor: by, licensee: { ...by, entity: licensee } },
    proposedAt: at(n),
    concludedAt: at(n),
    time: at(n),
    ...change,
  });

export const useRefusal = (n: number, recipient: string, change: Partial<UseRefusal> = {}) =>
  keyed<UseRefusal>(`use-refusal/${refusalId(n)}`, {
    schema: 'use-refusal/1',
    id: refusalId(n),
    digest: `sha256:${hex(n)}${hex(n)}`,
    answer: {
      schema: 'may-use/1',
      question: { release: releaseId(1), action: 'train', purpose: 'research', recipient, time: at(n) },
      allowed: false,
      asset: assetId(1),
      chain: [],
      clause: { code: 'USE_UNLICENSED', citation: '6', params: { recipient, asset: assetId(1) } },
    },
    by: { ...by, entity: recipient },
    time: at(n),
    ...change,
  });
