import type { Asset, Case, FinalState } from '@suyuan/schemas';
import type { Recorded } from '../../ledger/keys.ts';
import { deadline } from '../../time/deadline.ts';
import { moved, type Setting } from './case.ts';

/**
 * A case ends without a certificate: the asset is free for another case, and one that was only applied for ends with
 * it. The applicant may appeal until a stored time, once.
 */
export function finish(
  found: Case,
  state: Exclude<FinalState, 'issued'>,
  asset: Asset,
  setting: Setting,
  change: Partial<Case> = {},
): Recorded[] {
  const appealed = found.appeals.some((appeal) => appeal.by.entity === found.applicant);
  const { appealUntil: _, ...rest } = found;
  const until = deadline(setting.time, setting.profile.clocks.appeal, setting.calendar);
  const ended = moved(rest, state, undefined, setting, { ...change, ...(appealed ? {} : { appealUntil: until }) });
  return [ended, release(asset, found.id, setting)];
}

function release(asset: Asset, of: string, setting: Setting): Asset {
  if (asset.openCase !== of) return asset;
  const { openCase: _, ...rest } = asset;
  return { ...rest, state: asset.state === 'applied' ? 'ended' : asset.state, time: setting.time };
}

/** The asset taken up again by a case that an appeal revived. */
export function reattach(asset: Asset, found: Case, setting: Setting): Asset {
  const state = found.type === 'initial' && asset.state === 'ended' ? 'applied' : asset.state;
  return { ...asset, state, openCase: found.id, time: setting.time };
}
