import type { Calendar, Duration } from '@suyuan/schemas';

const DAY = 86_400_000;
/** Working days count at fixed UTC+8, whatever zone a machine is in. */
const SHIFT = 8 * 3_600_000;

/** The calendar day, at UTC+8, of an instant: days since 1970-01-01. */
const dayOf = (instant: number) => Math.floor((instant + SHIFT) / DAY);
const dateOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
const endOf = (day: number) => (day + 1) * DAY - SHIFT;

/** Monday to Friday, less the calendar's holidays, plus its extra working days. */
export function isWorkingDay(day: number, calendar: Pick<Calendar, 'holidays' | 'workdays'>): boolean {
  const date = dateOf(day);
  if (calendar.workdays.includes(date)) return true;
  const weekday = new Date(day * DAY).getUTCDay();
  return weekday >= 1 && weekday <= 5 && !calendar.holidays.includes(date);
}

/**
 * When a span that starts at an instant ends, as an ISO instant in UTC. Days and working days end at midnight UTC+8
 * of the last day counted; the day of the event itself does not count.
 */
export function deadline(from: string, span: Duration, calendar: Pick<Calendar, 'holidays' | 'workdays'>): string {
  const start = Date.parse(from);
  switch (span.unit) {
    case 'second':
      return iso(start + span.amount * 1000);
    case 'minute':
      return iso(start + span.amount * 60_000);
    case 'day':
      return iso(endOf(dayOf(start) + span.amount));
    case 'year':
      return iso(addYears(start, span.amount));
    case 'workingDay': {
      let day = dayOf(start);
      for (let left = span.amount; left > 0; ) {
        day += 1;
        if (isWorkingDay(day, calendar)) left -= 1;
      }
      return iso(endOf(day));
    }
  }
}

/** The instant that lies a span before another; working days are not counted backwards and count as days. */
export function before(instant: string, span: Duration): string {
  const at = Date.parse(instant);
  switch (span.unit) {
    case 'second':
      return iso(at - span.amount * 1000);
    case 'minute':
      return iso(at - span.amount * 60_000);
    case 'day':
    case 'workingDay':
      return iso(at - span.amount * DAY);
    case 'year':
      return iso(addYears(at, -span.amount));
  }
}

function addYears(instant: number, years: number): number {
  const local = new Date(instant + SHIFT);
  const month = local.getUTCMonth();
  local.setUTCFullYear(local.getUTCFullYear() + years);
  // The 29th of February becomes the 28th in a year that has none.
  if (local.getUTCMonth() !== month) local.setUTCDate(0);
  return local.getTime() - SHIFT;
}

const iso = (instant: number) => new Date(instant).toISOString();

export function latest(a: string, b: string): string {
  return a > b ? a : b;
}
