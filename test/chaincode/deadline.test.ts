import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { before, deadline, isWorkingDay } from '../../chaincode/src/time/deadline.ts';
import { calendarText } from '../support/builders.ts';

const span = (amount: number, unit: 'year' | 'workingDay' | 'day' | 'minute' | 'second') => ({ amount, unit });

describe('deadlines', () => {
  it('counts working days from the day after, at UTC+8, to midnight', () => {
    // Friday 20 November 2026, 10:00 in Shanghai; the fifth working day is Friday the 27th.
    expect(deadline('2026-11-20T02:00:00.000Z', span(5, 'workingDay'), calendarText)).toBe('2026-11-27T16:00:00.000Z');
  });

  it('knows that 23:00 UTC is already the next day in Shanghai', () => {
    expect(deadline('2026-11-19T23:00:00.000Z', span(1, 'workingDay'), calendarText)).toBe('2026-11-23T16:00:00.000Z');
  });

  it('skips the spring festival and counts the Saturday that is worked for it', () => {
    // From Friday 13 February: Saturday the 14th is worked, the holiday lasts from the 15th to the 23rd.
    expect(deadline('2026-02-13T02:00:00.000Z', span(1, 'workingDay'), calendarText)).toBe('2026-02-14T16:00:00.000Z');
    expect(deadline('2026-02-13T02:00:00.000Z', span(2, 'workingDay'), calendarText)).toBe('2026-02-24T16:00:00.000Z');
  });

  it('takes minutes and seconds exactly, and years by the calendar', () => {
    expect(deadline('2026-01-01T00:00:00.500Z', span(90, 'second'), calendarText)).toBe('2026-01-01T00:01:30.500Z');
    expect(deadline('2028-02-29T04:00:00.000Z', span(1, 'year'), calendarText)).toBe('2029-02-28T04:00:00.000Z');
    expect(before('2029-02-28T04:00:00.000Z', span(60, 'day'))).toBe('2028-12-30T04:00:00.000Z');
  });

  it('ends on a working day that has exactly the counted number of working days before it', () => {
    const instant = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-01'), noInvalidDate: true });
    fc.assert(
      fc.property(instant, fc.integer({ min: 1, max: 30 }), (from, amount) => {
        const end = Date.parse(deadline(from.toISOString(), span(amount, 'workingDay'), calendarText));
        const first = Math.floor((from.getTime() + 8 * 3_600_000) / 86_400_000) + 1;
        const last = (end + 8 * 3_600_000) / 86_400_000 - 1;
        const days = Array.from({ length: last - first + 1 }, (_, n) => first + n);
        expect(isWorkingDay(last, calendarText)).toBe(true);
        expect(days.filter((day) => isWorkingDay(day, calendarText))).toHaveLength(amount);
      }),
    );
  });
});
