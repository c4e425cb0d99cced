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
      const now = Date.parse(projector.checkpoint.time);
      // Every reach is counted by the one question of the furthest, which is kept until the next block.
      const furthest = dayAt(now - (DAYS - 1) * DAY_MS);
      const days = Array.from({ length: last }, (_, n) => dayAt(now - (last - 1 - n) * DAY_MS));
      const kinds: readonly DayKind[] = ['asset', 'case_file', 'certificate', 'trade_order'];
      const rules = Object.fromEntries(kinds.map((kind) => [kind, rule(kind)])) as Record<
        DayKind,
        ReturnType<typeof rule>
      >;
      const found = new Map(
        (await reads.countByDay(furthest, rules)).map(({ day, kind, count }) => [`${day}/${kind}`, count]),
      );
      const on = (day: string, kind: DayKind) => found.get(`${day}/${kind}`) ?? 0;
      return days.map((day) => ({
        day,
        assets: on(day, 'asset'),
        cases: on(day, 'case_file'),
        certificates: on(day, 'certificate'),
        orders: on(day, 'trade_order'),
      }));
    },
  },
};
