import { type Application, assetFields, type Case, caseTypeOf, commitPublic, idOf, refuse } from '@suyuan/schemas';
import { answered, applied as appliedBatch, isBatch } from '../../batch/rules/application.ts';
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

const commitmentsOf = (application: Application, txId: string) =>
  'asset' in application ? commitPublic(assetFields(application.asset), txId) : {};

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
    application,
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
    disclosure: 'open',
    gradeFloor: application.asset.grade,
    state: 'applied',
    text: application.asset,
    commitments: commitmentsOf(application, setting.txId),
    committedIn: setting.txId,
    version: 1,
    profile: ref,
    openCase: of.id,
    time: setting.time,
  };
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
  mustPass(facts);
  const commitments = commitmentsOf(application, setting.txId);
  const changed = brought(found, 'submitted', setting, {
    application,
    commitments,
    committedIn: setting.txId,
    duplicates,
    reasons: [],
    people: { ...found.people, submitter: by },
  });
  if (isBatch(asset)) return [changed, answered(asset, found, application, setting)];
  if (application.type !== 'initial') return [changed];
  const text = application.asset;
  return [
    changed,
    { ...asset, text, gradeFloor: text.grade, commitments, committedIn: setting.txId, time: setting.time },
  ];
}

/** The applicant takes its application back, at any time before the case is decided. */
export function withdraw(found: Case, asset: Subject, by: Party, setting: Setting, reason?: string): Recorded[] {
  byApplicant(found, by);
  inState(found, 'submitted', 'returned', 'accepted', 'in_review', 'in_publicity', 'objected');
  return finish(found, 'withdrawn', asset, setting, reason === undefined ? {} : { withdrawal: reason });
}

/** A transfer waits for the signature of who receives. */
export function consent(found: Case, by: Party, setting: Setting): Case {
  inState(found, 'submitted', 'returned');
  const transferee = found.application?.type === 'transfer' ? found.application.transferee : undefined;
  if (by.entity !== transferee) throw refuse('CASE_PARTY', { entity: transferee ?? '–' }, 'case');
  return {
    ...found,
    people: { ...found.people, consenter: by },
    involved: involving(found, by.entity),
    time: setting.time,
  };
}
