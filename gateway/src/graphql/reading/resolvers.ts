import type { Grade } from '@suyuan/schemas';
import type { Resolvers } from '../../generated/graphql.ts';
import type { Reading } from '../../readings/index.ts';
import type { Context } from '../context.ts';
import { within } from '../lineage/limits.ts';

const LINES = 1000;

/** Notes that the reader was shown something of a grade that is logged, and which is not its own entity's. */
export function noteReading(
  { reader, requestId, note }: Pick<Context, 'reader' | 'requestId' | 'note'>,
  read: Pick<Reading, 'what' | 'id'> & { readonly grades: readonly (Grade | undefined)[]; readonly owner: string },
): void {
  const { person, msp, entity } = reader;
  const grade = read.grades.includes('core') ? 'core' : read.grades.includes('important') ? 'important' : undefined;
  if (!grade || !person || !msp || entity === read.owner) return;
  note({ what: read.what, id: read.id, grade, person, msp, entity, request: requestId });
}

export const reading: Resolvers = {
  Query: {
    readLogs: (_parent, { msp }, { services }) => services.reads.history('read-log/1', msp),
    readLogLines: async (_parent, { from, until, first, skip }, { services: { readings } }) => {
      within('first', first, LINES);
      await readings.written();
      return readings.stretch(from, until, { skip: Math.max(0, skip), first });
    },
  },
};
