import type { Case, FinalState } from '@suyuan/schemas';
import type { Recorded } from '../../ledger/keys.ts';
import { deadline } from '../../time/deadline.ts';
import { moved, type Setting, type Subject } from './case.ts';

/**
 * A case ends without a certificate: the asset is free for another case, and one that was only applied for ends with
 * it. The applicant may appeal until a stored time, once.
 */
export function finish(
  found: Case,
  state: Exclude<FinalState, 'issued'>,
  asset: Subject,
  setting: Setting,
  change: Partial<Case> = {},
): Recorded[] {
  const appealed = found.appeals.some(({ by, objection }) => by.entity === found.applicant && objection === undefined);
  const { appealUntil: _, ...rest } = found;
  const until = deadline(setting.time, setting.profile.clocks.appeal, setting.calendar);
  const ended = moved(rest, state, undefined, setting, { ...change, ...(appealed ? {} : { appealUntil: until }) });
  return [ended, release(asset, found.id, setting)];
}

function release(asset: Subject, of: string, setting: Setting): Subject {
  if (asset.openCase !== of) return asset;
  const { openCase: _, ...rest } = asset;
  return { ...rest, ...(asset.state === 'applied' ? { state: 'ended' } : {}), time: setting.time };
}

/** The asset taken up again by a case that an appeal revived. */
export function reattach(asset: Subject, found: Case, setting: Setting): Subject {
  const revived = found.type === 'initial' && asset.state === 'ended';
  return { ...asset, ...(revived ? { state: 'applied' } : {}), openCase: found.id, time: setting.time };
}
