import { type Agreement, agreementStateAt, type Entity, type Licences, refuse } from '@suyuan/schemas';
import { key } from '../ledger/keys.ts';
import type { Reader } from '../ledger/reader.ts';
import { type Standing, standingOf } from '../standing/state.ts';

/** What a licence is about: every release of an asset, or one; from its holder, or under another agreement. */
export type Subject = { readonly asset: string; readonly release?: string; readonly under?: string };

/** All that decides what may be granted of a subject. */
export type Source = {
  readonly subject: Subject;
  readonly standing: Standing;
  /** What a grant rests on, from the agreement that it is made under to the one that the holder made. */
  readonly chain: readonly Agreement[];
  /** Where the holder of the asset has its seat. */
  readonly home: Entity;
};

/** An agreement and what it rests on, by the ids that it stores. */
export async function chainOf(ledger: Reader, id: string, field?: string): Promise<Agreement[]> {
  const agreement = await ledger.need('agreement/1', key.agreement(id), field);
  const chain = [agreement];
  for (const base of agreement.restsOn) chain.push(await ledger.need('agreement/1', key.agreement(base)));
  return chain;
}

export async function sourceOf(ledger: Reader, { asset, release, under }: Subject): Promise<Source> {
  const subject = { asset, ...(release ? { release } : {}), ...(under ? { under } : {}) };
  const standing = await standingOf(ledger, asset, release);
  return {
    subject,
    standing,
    chain: under ? await chainOf(ledger, under, 'under') : [],
    home: await ledger.need('entity/1', key.entity(standing.asset.entity)),
  };
}

/** An active member that is to be the licensee. */
export async function licenseeOf(ledger: Reader, id: string): Promise<Entity> {
  const entity = await ledger.get('entity/1', key.entity(id));
  if (entity?.state !== 'active') throw refuse('CALLER_NOT_MEMBER', { entity: id }, 'licensee');
  return entity;
}

/** Agreements that an entity may have on one asset at a time. */
export const MOST = 64;

/** The agreements by which an entity is a licensee of an asset. Once there are many, those that are over are left out. */
export async function licencesOf(ledger: Reader, asset: string, licensee: string): Promise<Licences | undefined> {
  const found = await ledger.get('licences/1', key.licences(asset, licensee));
  if (!found || found.agreements.length < MOST) return found;
  const running = [];
  for (const id of found.agreements) {
    const agreement = await ledger.need('agreement/1', key.agreement(id));
    if (['concluded', 'suspended'].includes(agreementStateAt(agreement, ledger.time))) running.push(id);
  }
  return { ...found, agreements: running };
}
