import { refuse } from '@suyuan/schemas';
import type { Resolvers } from '../../generated/graphql.ts';
import type { DayKind } from '../../store/index.ts';
import type { Context } from '../context.ts';

const DAYS = 366;
const DAY_MS = 86_400_000;

const counted =
  (table: DayKind | 'transaction_certificate', column: string) =>
  (_parent: unknown, _args: unknown, { services: { reads }, rule }: Context) =>
    reads.countBy({ table, column, rule: rule(table) });

/** The day of UTC+8 at an instant. */
const dayAt = (ms: number) => new Date(ms + 8 * 3_600_000).toISOString().slice(0, 10);

let known: { readonly last: string; readonly days: readonly string[] } | undefined;

/** The days that are counted, as many as may be asked for, the last one last. */
function daysUntil(last: string): readonly string[] {
  if (known?.last === last) return known.days;
  const end = Date.parse(last);
  const day = (back: number) => new Date(end - back * DAY_MS).toISOString().slice(0, 10);
  known = { last, days: Array.from({ length: DAYS }, (_, n) => day(DAYS - 1 - n)) };
  return known.days;
}

export const statistics: Resolvers = {
  Query: { statistics: () => ({}) },
  Statistics: {
    assetsByKind: counted('asset', 'kind'),
    assetsByGrade: counted('asset', 'grade'),
    assetsByState: counted('asset', 'state'),
    casesByState: counted('case_file', 'state'),
    certificatesByState: counted('certificate', 'state'),
    ordersByState: counted('trade_order', 'state'),
    transactionCertificatesByState: counted('transaction_certificate', 'state'),
    days: async (_parent, { last }, { services: { reads, projector }, rule }) => {
      if (last < 1 || last > DAYS) throw refuse('PAGE_SIZE', { limit: DAYS }, 'last');
      const days = daysUntil(dayAt(Date.parse(projector.checkpoint.time)));
      const kinds: readonly DayKind[] = ['asset', 'case_file', 'certificate', 'trade_order'];
      const rules = Object.fromEntries(kinds.map((kind) => [kind, rule(kind)])) as Record<
        DayKind,
        ReturnType<typeof rule>
      >;
      // Every reach is counted by the one question of the furthest, which is kept until the next block.
      const found = await reads.countByDay(days[0] as string, rules);
      return days.slice(-last).map((day) => {
        const counts = found.get(day);
        return {
          day,
          assets: counts?.asset ?? 0,
          cases: counts?.case_file ?? 0,
          certificates: counts?.certificate ?? 0,
          orders: counts?.trade_order ?? 0,
        };
      });
    },
  },
};
