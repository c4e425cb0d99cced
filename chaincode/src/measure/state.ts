import { type Actor, type Asset, type Certificate, idOf, type Measure } from '@suyuan/schemas';
import { key } from '../ledger/keys.ts';
import type { Reader } from '../ledger/reader.ts';
import { calendar, pinned } from '../registration/setting.ts';
import { involvedIn, order, type Setting } from './rules.ts';

/** What a measure is about, as far as it asks: whose it is, and whose clocks it keeps. */
export type Subject = Pick<Asset, 'id' | 'entity' | 'profile'>;

/** The asset that a measure is about; of a leaf that is not used yet, what its batch says of it. */
export async function subjectOf(ledger: Reader, { asset, leaf }: Pick<Measure, 'asset' | 'leaf'>): Promise<Subject> {
  if (!leaf) return ledger.need('asset/1', key.asset(asset));
  const { entity, profile } = await ledger.need('batch/1', key.batch(leaf.batch));
  return { id: asset, entity, profile };
}

/** The clocks that a measure keeps. */
export async function settingFor(ledger: Reader, { profile }: Pick<Subject, 'profile'>): Promise<Setting> {
  return { profile: await pinned(ledger, profile), calendar: await calendar(ledger), time: ledger.time };
}

/** A new measure of this transaction. */
export async function ordered(
  ledger: Reader,
  kind: Measure['kind'],
  asset: Subject,
  certificate: Certificate | undefined,
  by: Actor & { entity: string },
  reason: string,
  leaf?: Measure['leaf'],
): Promise<Measure> {
  const found = certificate ? await ledger.get('case/1', key.case(certificate.case)) : undefined;
  const what = {
    id: idOf('msr', ledger.txId),
    kind,
    asset: asset.id,
    ...(leaf ? { leaf } : {}),
    certificate: kind === 'freeze' ? undefined : certificate?.number,
    involved: involvedIn(asset, certificate, found?.involved ?? []),
  };
  return order(what, by, reason, await settingFor(ledger, asset));
}

export async function measureOf(ledger: Reader, id: string | undefined): Promise<Measure | undefined> {
  return id === undefined ? undefined : ledger.need('measure/1', key.measure(id), 'measure');
}
