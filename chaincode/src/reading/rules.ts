import { type ReadLog, refuse } from '@suyuan/schemas';

/** The next stretch of an operator's read log: it begins where the last one ended, so that none can be left out. */
export function seal(
  last: Pick<ReadLog, 'until'> | undefined,
  { from, until, count, digest }: Pick<ReadLog, 'from' | 'until' | 'count' | 'digest'>,
  { msp, by, time }: Pick<ReadLog, 'msp' | 'by' | 'time'>,
): ReadLog {
  const begins = last?.until ?? from;
  if (from !== begins || until <= from || until > time)
    throw refuse('READING_SPAN', { last: begins, now: time }, 'from');
  return { schema: 'read-log/1', msp, from, until, count, digest, by, time };
}
