import { type Actor, type Commands, type Division, type Quota, refuse, type Use } from '@suyuan/schemas';

/** What each lane of a quota has spent, in the order of the lanes. */
export type Lanes = readonly number[];

const LANES = 8;

/** Slots spread over lanes, as evenly as they go. */
const spread = (slots: number, lanes: number): number[] =>
  Array.from({ length: lanes }, (_, lane) => Math.floor(slots / lanes) + (lane < slots % lanes ? 1 : 0));

/** The quota of a counted agreement: lanes, what is kept for sub-licences, what they drew. The sum is the count. */
export function open(agreement: string, count: number, division: Division | undefined, time: string): Quota {
  const { lanes, kept } = division ?? { lanes: Math.min(LANES, count), kept: 0 };
  if (kept > count || lanes > Math.max(count - kept, 1)) throw refuse('LICENCE_DIVISION', { count }, 'division');
  return { schema: 'quota/1', agreement, count, kept, drawn: 0, lanes: spread(count - kept, lanes), time };
}

/** Slots that nobody has spent or drawn yet. */
export const remainder = ({ kept, lanes }: Quota, spent: Lanes): number =>
  lanes.reduce((left, slots, lane) => left + slots - (spent[lane] ?? 0), kept);

/** How many slots to take of each lane, as evenly as what it has free allows. Together they have enough. */
function takenFrom(free: Lanes, slots: number): number[] {
  const taken = free.map(() => 0);
  for (let left = slots; left > 0; ) {
    const open = [...free.keys()].filter((lane) => (free[lane] ?? 0) > (taken[lane] ?? 0));
    const share = Math.max(1, Math.floor(left / open.length));
    for (const lane of open) {
      const more = Math.min(share, left, (free[lane] ?? 0) - (taken[lane] ?? 0));
      taken[lane] = (taken[lane] ?? 0) + more;
      left -= more;
    }
  }
  return taken;
}

/** A sub-licence draws from what is kept, then from what the lanes have not spent; never more than there is. */
export function draw(quota: Quota, spent: Lanes, count: number, time: string): Quota {
  const left = remainder(quota, spent);
  if (count > left) {
    throw refuse('LICENCE_QUOTA', { agreement: quota.agreement, remainder: left, count }, 'terms.count');
  }
  const kept = Math.max(0, quota.kept - count);
  const free = quota.lanes.map((slots, lane) => slots - (spent[lane] ?? 0));
  const taken = takenFrom(free, count - (quota.kept - kept));
  const lanes = quota.lanes.map((slots, lane) => slots - (taken[lane] ?? 0));
  return { ...quota, kept, drawn: quota.drawn + count, lanes, time };
}

/** The licensee moves slots that it kept into its lanes. */
export function allot(quota: Quota, slots: number, time: string): Quota {
  if (slots > quota.kept) {
    throw refuse('LICENCE_QUOTA', { agreement: quota.agreement, remainder: quota.kept, count: slots }, 'slots');
  }
  const more = spread(slots, quota.lanes.length);
  const lanes = quota.lanes.map((own, lane) => own + (more[lane] ?? 0));
  return { ...quota, kept: quota.kept - slots, lanes, time };
}

/** Spends slots of one lane: its key is all that a use writes. */
export function spend(
  quota: Quota,
  found: Use | undefined,
  said: Commands['usage:spend'],
  by: Actor,
  time: string,
): Use {
  const { agreement, lane, commandId: _, ...use } = said;
  const spent = found?.spent ?? 0;
  const left = (quota.lanes[lane] ?? 0) - spent;
  if (said.uses > left) throw refuse('USE_LANE', { agreement, lane, remainder: left }, 'lane');
  return { schema: 'use/1', agreement, lane, spent: spent + said.uses, last: { ...use, by }, time };
}
