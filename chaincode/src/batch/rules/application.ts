import {
  type Application,
  type Batch,
  type BatchText,
  type Case,
  idOf,
  isSealed,
  refuse,
  type SealedApplication,
} from '@suyuan/schemas';

type Now = { readonly txId: string; readonly time: string };

/** What a case is about, where it is a batch. */
export function isBatch<T extends { schema: string }>(subject: T | Batch): subject is Batch {
  return subject.schema === 'batch/1';
}

/** A batch as it is applied for, beside its case. */
export function applied(
  found: Pick<Case, 'id' | 'applicant' | 'profile' | 'people'>,
  text: BatchText,
  now: Now,
): Batch {
  return {
    schema: 'batch/1',
    id: idOf('bat', now.txId),
    entity: found.applicant,
    case: found.id,
    openCase: found.id,
    text,
    profile: found.profile,
    submittedBy: found.people.submitter,
    state: 'applied',
    excluded: [],
    custodians: [],
    time: now.time,
  };
}

/** An answer to a return may bring other leaves, but not once these were in publicity: objections name them. */
export function answered(batch: Batch, found: Case, application: Application | SealedApplication, now: Now): Batch {
  if (application.type !== 'batch') throw new Error(`${batch.id} is answered by a batch`);
  const { batch: text } = application;
  if (found.publicity && text.root !== batch.text.root) throw refuse('RULE_BATCH_KEPT', {}, 'application.batch.root');
  return { ...batch, text, time: now.time };
}

/** Refuses unless the batch is in one of these states. */
export function inState(batch: Batch, ...allowed: Batch['state'][]): void {
  if (!allowed.includes(batch.state)) {
    throw refuse('BATCH_STATE', { batch: batch.id, state: batch.state, allowed: allowed.join(' / ') }, 'batch');
  }
}

/** A batch whose certificates are in force. */
export function active(batch: Batch) {
  inState(batch, 'active');
  if (!isSealed(batch)) throw new Error(`${batch.id} is active without a seal`);
  return batch;
}
