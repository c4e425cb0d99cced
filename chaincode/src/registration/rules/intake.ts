import {
  type Asset,
  assetFields,
  type Case,
  caseTypeOf,
  commitPublic,
  idOf,
  refuse,
  type SealedAsset,
} from '@suyuan/schemas';
import { answered, applied as appliedBatch, isBatch } from '../../batch/rules/application.ts';
import { stricter } from '../../grading/rules.ts';
import type { Recorded } from '../../ledger/keys.ts';
import { byApplicant, inState, inTime, involving, type Party, type Setting, type Subject } from './case.ts';
import { brought } from './custody.ts';
import { finish } from './ending.ts';
import { type Facts, mustPass } from './precheck.ts';

export type Submission = {
  readonly facts: Facts;
  readonly by: Party;
  readonly duplicates: Case['duplicates'];
};

/** Of an open text the commitments are made here, of a restricted one they were checked against its vault. */
function commitmentsOf(application: Facts['application'], txId: string): Case['commitments'] {
  if ('sealed' in application) return application.sealed.commitments;
  return 'asset' in application ? commitPublic(assetFields(application.asset), txId) : {};
}

/** What a case says of its application: all of it, or what is public of a restricted one. */
const said = (application: Facts['application']): Pick<Case, 'application' | 'sealed'> =>
  'sealed' in application ? { sealed: application } : { application };

/** Opens a case: what pre-check passes is taken. An initial registration brings its asset, or its batch, with it. */
export function submit(submission: Submission, setting: Setting): { found: Case; asset: Subject } {
  const { facts, by, duplicates } = submission;
  const { application, profile, registrar } = facts;
  mustPass(facts);
  const id = idOf('cas', setting.txId);
  const asset = facts.asset
    ? { ...facts.asset, openCase: id, time: setting.time }
    : applied(facts, { id, by }, setting);
  const found: Case = {
    schema: 'case/1',
    id,
    type: caseTypeOf(application),
    profile: { id: profile.id, version: profile.version },
    applicant: by.entity,
    registrar,
    ownMotion: facts.ownMotion,
    asset: asset.id,
    ...said(application),
    commitments: commitmentsOf(application, setting.txId),
    committedIn: setting.txId,
    state: 'submitted',
    since: setting.time,
    returns: 0,
    reasons: [],
    passedBy: [],
    people: { submitter: by },
    held: [],
    involved: involving({ involved: [] }, by.entity, registrar, ...partiesOf(facts)),
    objections: [],
    appeals: [],
    duplicates,
    openedAt: setting.time,
    time: setting.time,
  };
  return { found: brought(found, 'submitted', setting), asset };
}

/** Whose asset it is, and who is to receive it: parties, whether they act or not. */
function partiesOf({ asset, application }: Facts): string[] {
  return [...(asset ? [asset.entity] : []), ...(application.type === 'transfer' ? [application.transferee] : [])];
}

function applied({ application, profile, applicant }: Facts, of: { id: string; by: Party }, setting: Setting): Subject {
  const ref = { id: profile.id, version: profile.version };
  if (application.type === 'batch') {
    const found = { id: of.id, applicant: applicant.id, profile: ref, people: { submitter: of.by } };
    return appliedBatch(found, application.batch, setting);
  }
  if (application.type !== 'initial') throw refuse('NOT_FOUND', { what: 'asset', id: application.assetId });
  return {
    schema: 'asset/1',
    id: idOf('ast', setting.txId),
    entity: applicant.id,
    ...placed(application, applicant.host),
    state: 'applied',
    commitments: commitmentsOf(application, setting.txId),
    committedIn: setting.txId,
    version: 1,
    profile: ref,
    openCase: of.id,
    time: setting.time,
  };
}

type Initial = Extract<Facts['application'], { type: 'initial' }>;

/** Where an asset's text is, and its grade: on the ledger, or at the applicant's host with a claimed grade. */
function placed(application: Initial, host: string): Pick<Asset, 'disclosure' | 'gradeFloor' | 'text' | 'vault'> {
  if ('asset' in application) {
    return { disclosure: 'open', gradeFloor: application.asset.grade, text: application.asset };
  }
  const { vault, grade } = application.sealed;
  return { disclosure: 'restricted', gradeFloor: grade, vault: { id: vault, host } };
}

/** The applicant answers a return. Type and asset stay; the clock starts again, for new documents with a receipt. */
export function resubmit(found: Case, asset: Subject, submission: Submission, setting: Setting): Recorded[] {
  const { facts, by, duplicates } = submission;
  const { application } = facts;
  byApplicant(found, by);
  inState(found, 'returned');
  inTime(found, setting.time);
  const about = 'assetId' in application ? application.assetId : found.asset;
  const same = caseTypeOf(application) === found.type && (application.type === 'batch') === isBatch(asset);
  if (!same || about !== found.asset) throw refuse('CASE_TYPE', { type: found.type }, 'application.type');
  const restricted = found.sealed !== undefined;
  if ('sealed' in application !== restricted && found.type === 'initial') {
    throw refuse(restricted ? 'VAULT_NEEDED' : 'VAULT_OPEN_ASSET', {}, 'application');
  }
  mustPass(facts);
  const commitments = commitmentsOf(application, setting.txId);
  const changed = brought(found, 'submitted', setting, {
    ...said(application),
    commitments,
    committedIn: setting.txId,
    duplicates,
    reasons: [],
    people: { ...found.people, submitter: by },
  });
  if (isBatch(asset)) return [changed, answered(asset, found, application, setting)];
  if (application.type !== 'initial') return [changed];
  const fresh = placed(application, facts.applicant.host);
  return [changed, { ...asset, ...fresh, commitments, committedIn: setting.txId, time: setting.time }];
}

/** The applicant takes its application back, at any time before the case is decided. */
export function withdraw(found: Case, asset: Subject, by: Party, setting: Setting, reason?: string): Recorded[] {
  byApplicant(found, by);
  inState(found, 'submitted', 'returned', 'accepted', 'in_review', 'in_publicity', 'objected');
  return finish(found, 'withdrawn', asset, setting, reason === undefined ? {} : { withdrawal: reason });
}

type Consented = SealedAsset & { readonly host: string };

/** A transfer waits for the signature of who receives; of a restricted asset with its text in the receiver's own vault. */
export function consent(found: Case, asset: Subject, by: Party, sealed: Consented | undefined, setting: Setting): Case {
  inState(found, 'submitted', 'returned');
  const transferee = found.application?.type === 'transfer' ? found.application.transferee : undefined;
  if (by.entity !== transferee) throw refuse('CASE_PARTY', { entity: transferee ?? '–' }, 'case');
  const restricted = !isBatch(asset) && asset.disclosure === 'restricted';
  if (restricted && !sealed) throw refuse('VAULT_NEEDED', {}, 'sealed');
  if (!restricted && sealed) throw refuse('VAULT_OPEN_ASSET', {}, 'sealed');
  if (restricted && sealed && stricter(asset.gradeFloor, sealed.grade)) throw refuse('RULE_KEEPS', {}, 'sealed.grade');
  return {
    ...found,
    ...(sealed ? { consented: { ...sealed, committedIn: setting.txId } } : {}),
    people: { ...found.people, consenter: by },
    involved: involving(found, by.entity),
    time: setting.time,
  };
}
