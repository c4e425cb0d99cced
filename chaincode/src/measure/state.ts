import { type Actor, type Asset, type Certificate, idOf, type Measure } from '@suyuan/schemas';
import { key } from '../ledger/keys.ts';
import type { Reader } from '../ledger/reader.ts';
import { calendar, pinned } from '../registration/setting.ts';
import { involvedIn, order, type Setting } from './rules.ts';

/** The clocks that a measure on an asset keeps. */
export async function settingFor(ledger: Reader, asset: Asset): Promise<Setting> {
  return { profile: await pinned(ledger, asset.profile), calendar: await calendar(ledger), time: ledger.time };
}

/** A new measure of this transaction. */
export async function ordered(
  ledger: Reader,
  kind: Measure['kind'],
  asset: Asset,
  certificate: Certificate | undefined,
  by: Actor & { entity: string },
  reason: string,
): Promise<Measure> {
  const found = certificate ? await ledger.get('case/1', key.case(certificate.case)) : undefined;
  const what = {
    id: idOf('msr', ledger.txId),
    kind,
    asset: asset.id,
    certificate: kind === 'freeze' ? undefined : certificate?.number,
    involved: involvedIn(asset, certificate, found?.involved ?? []),
  };
  return order(what, by, reason, await settingFor(ledger, asset));
}

export async function measureOf(ledger: Reader, id: string | undefined): Promise<Measure | undefined> {
  return id === undefined ? undefined : ledger.need('measure/1', key.measure(id), 'measure');
}
