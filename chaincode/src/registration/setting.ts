import { type Calendar, type Profile, refuse } from '@suyuan/schemas';
import { key } from '../ledger/keys.ts';
import { type Reader, together } from '../ledger/reader.ts';

export type ProfileRef = { readonly id: string; readonly version: number };

/** The calendar of working days that is in force. */
export async function calendar(ledger: Reader): Promise<Calendar> {
  const head = await ledger.get('calendar-head/1', key.calendarHead());
  if (!head) throw refuse('NOT_FOUNDED');
  return ledger.need('calendar/1', key.calendar(head.version));
}

/** The profile version that a case or an asset has pinned. */
export function pinned(ledger: Reader, ref: ProfileRef): Promise<Profile> {
  return ledger.need('profile/1', key.profile(ref.id, ref.version), 'profile');
}

/** The profile that a new case pins: it must be the version in force. */
export async function inForce(ledger: Reader, ref: ProfileRef): Promise<Profile> {
  const [head, found] = await together([
    ledger.get('profile-head/1', key.profileHead(ref.id)),
    ledger.get('profile/1', key.profile(ref.id, ref.version)),
  ]);
  if (!found || head?.version !== ref.version) {
    throw refuse('PROFILE_UNKNOWN', { ...ref, current: head?.version ?? '–' }, 'profile');
  }
  return found;
}
