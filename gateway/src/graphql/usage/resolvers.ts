import { digestOf, type ErrorCode, errors, explain, type UseAnswer } from '@suyuan/schemas';
import type { Resolvers } from '../../generated/graphql.ts';
import { keptHere } from '../command/resolvers.ts';
import { plain } from '../command/to-command.ts';
import { connection } from '../connection.ts';
import { equal } from '../filter.ts';
import type { QuotaModel } from '../models.ts';

/** What allows a use is no refusal: its words are here. */
const ALLOWING: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  RIGHT: { zh: '持有有效的加工使用权', en: 'By the right to process, in force' },
  AGREEMENT: { zh: '许可协议及其所依据的协议均有效', en: 'By an agreement that is in force with all it rests on' },
};

function wordsOf({ code, params }: UseAnswer['clause']): { readonly zh: string; readonly en: string } {
  if (Object.hasOwn(errors, code)) return explain({ code: code as ErrorCode, params });
  return ALLOWING[code] ?? { zh: code, en: code };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, one) => total + one, 0);
const spentOf = ({ uses }: QuotaModel) => sum(uses.map(({ spent }) => spent));

export const usage: Resolvers = {
  Query: {
    mayUse: async (_parent, { question }, context) => {
      const { ledger } = context.services;
      return (await ledger.evaluateAs(keptHere(context), 'usage:mayUse', plain(question))) as UseAnswer;
    },
    useRefusal: (_parent, { id }, { load }) => load.useRefusal(id),
    useRefusals: (_parent, { first, after, filter }, { services: { reads }, rule }) => {
      const asked = {
        rule: rule('use_refusal'),
        filter: [
          ...equal('asset', filter?.asset),
          ...equal('release', filter?.release),
          ...equal('recipient', filter?.recipient),
        ],
        sort: { column: 'time', descending: true },
        first,
        after: after ?? undefined,
      };
      return connection(reads.list('use_refusal', asked), () => reads.count('use_refusal', asked));
    },
  },
  UseAnswer: {
    clause: ({ clause }) => ({ ...clause, ...wordsOf(clause) }),
    digest: (parent) => digestOf(parent),
  },
  Quota: {
    count: ({ quota }) => quota.count,
    kept: ({ quota }) => quota.kept,
    drawn: ({ quota }) => quota.drawn,
    spent: (parent) => spentOf(parent),
    remainder: (parent) => parent.quota.kept + sum(parent.quota.lanes) - spentOf(parent),
    lanes: ({ quota, uses }) =>
      quota.lanes.map((slots, lane) => {
        const use = uses.find((one) => one.lane === lane);
        return { lane, slots, spent: use?.spent ?? 0, last: use?.last };
      }),
  },
};
