const DAY_MS = 86_400_000;

/** Whole days until a time; negative once it is past. */
export const daysLeft = (until: string, now: number): number => Math.floor((Date.parse(until) - now) / DAY_MS);

/** How urgent an end is: over, within a month, within a quarter, or later. */
export type Urgency = 'over' | 'soon' | 'near' | 'later';

export function urgencyOf(days: number): Urgency {
  if (days < 0) return 'over';
  if (days <= 30) return 'soon';
  return days <= 90 ? 'near' : 'later';
}
