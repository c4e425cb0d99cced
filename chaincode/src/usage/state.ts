import { type Agreement, type Quota, refuse, type UseQuestion } from '@suyuan/schemas';
import { key } from '../ledger/keys.ts';
import type { Reader } from '../ledger/reader.ts';
import { chainOf } from '../licence/state.ts';
import { standingOf } from '../standing/state.ts';
import type { Lanes } from './quota.ts';
import type { Candidate, Facts } from './rules.ts';

/** What each lane of a quota has spent. */
export async function lanesOf(ledger: Reader, quota: Quota): Promise<Lanes> {
  const spent = [];
  for (const lane of quota.lanes.keys()) {
    spent.push((await ledger.get('use/1', key.use(quota.agreement, lane)))?.spent ?? 0);
  }
  return spent;
}

/** The quota of an agreement with what its lanes have spent; undefined when it is not counted. */
export async function quotaOf(ledger: Reader, id: string): Promise<Candidate['quota']> {
  const quota = await ledger.get('quota/1', key.quota(id));
  return quota && { quota, lanes: await lanesOf(ledger, quota) };
}

/** Agreements that may answer: the one that is named, or all of the recipient's on this asset. */
async function candidates(ledger: Reader, asset: string, question: UseQuestion, counts: boolean): Promise<Candidate[]> {
  const { agreement, recipient, release } = question;
  const known = agreement ? undefined : await ledger.get('licences/1', key.licences(asset, recipient));
  const found: Candidate[] = [];
  for (const id of agreement ? [agreement] : (known?.agreements ?? [])) {
    const chain = (await chainOf(ledger, id, 'agreement')) as [Agreement, ...Agreement[]];
    const [own] = chain;
    const fits = own.licensee === recipient && own.asset === asset && (own.release ?? release) === release;
    if (fits) found.push({ chain, quota: counts ? await quotaOf(ledger, id) : undefined });
  }
  return found;
}

/** What an answer needs, by point reads. Without `counts` lanes are left alone: a use reads only its own. */
export async function factsOf(ledger: Reader, question: UseQuestion, counts = true): Promise<Facts> {
  const release = await ledger.need('release/1', key.release(question.release), 'release');
  const recipient = await ledger.get('entity/1', key.entity(question.recipient));
  if (recipient?.state !== 'active') throw refuse('CALLER_NOT_MEMBER', { entity: question.recipient }, 'recipient');
  return {
    question,
    recipient,
    standing: await standingOf(ledger, release.asset, release.id),
    candidates: await candidates(ledger, release.asset, question, counts),
  };
}
