import { type Clause, toldTransactions } from '../../access/index.ts';
import type { FateState, Resolvers } from '../../generated/graphql.ts';
import type { TransactionRow } from '../../store/index.ts';
import { connection } from '../connection.ts';
import { among, between, equal } from '../filter.ts';
import { changes } from '../subscription.ts';

const fateOf = (code: string | undefined): FateState =>
  code === undefined ? 'UNKNOWN' : code === 'VALID' ? 'VALID' : 'INVALID';

const recorded = ({ block, tx_index: index, id: transactionId, time }: TransactionRow) => ({
  block,
  index,
  transactionId,
  time,
});

const newestFirst = (direction: 'ASCENDING' | 'DESCENDING', column: string) => ({
  column,
  descending: direction === 'DESCENDING',
});

/** Transactions that did something: valid ones whose chaincode said so. */
const EVENTS: readonly Clause[] = [
  { column: 'code', in: ['VALID'] },
  { column: 'subject', from: '' },
];

export const ledger: Resolvers = {
  Query: {
    network: () => ({}),
    block: (_parent, { number }, { services }) => services.reads.block(number),
    blocks: (_parent, { first, after, direction }, { services: { reads }, rule }) => {
      const sort = newestFirst(direction, 'number');
      const asked = { rule: rule('block'), filter: [], sort, first, after: after ?? undefined };
      return connection(reads.blocks(asked), () => reads.count('block', asked));
    },
    transaction: (_parent, { id }, { services, reader }) => services.reads.transaction(id, toldTransactions(reader)),
    transactions: (_parent, { first, after, filter, direction }, { services: { reads }, rule, reader }) => {
      const told = toldTransactions(reader);
      // Asking by what is told of some transactions only finds those.
      const byTold = (filter?.entity ?? filter?.subject ?? undefined) !== undefined;
      const asked = {
        rule: byTold ? told : rule('transaction'),
        told,
        filter: [
          ...equal('block', filter?.block),
          ...among('code', filter?.code),
          ...among('function', filter?.function),
          ...equal('entity', filter?.entity),
          ...equal('subject', filter?.subject),
        ],
        sort: newestFirst(direction, 'block'),
        first,
        after: after ?? undefined,
      };
      return connection(reads.transactions(asked), () => reads.count('transaction', asked));
    },
    events: (_parent, { first, after, filter, direction }, { services: { reads }, reader }) => {
      const asked = {
        rule: toldTransactions(reader),
        filter: [
          ...EVENTS,
          ...among('function', filter?.function),
          ...equal('subject', filter?.subject),
          ...between('block', filter?.fromBlock, undefined),
        ],
        sort: newestFirst(direction, 'block'),
        first,
        after: after ?? undefined,
      };
      return connection(reads.transactions(asked), () => reads.count('transaction', asked));
    },
    transactionFate: async (_parent, { id }, { services }) => {
      const read = await services.reads.transaction(id);
      if (read) return { transactionId: id, fate: fateOf(read.code), code: read.code, block: read.block };
      const code = (await services.ledger.fate(id))?.code;
      return { transactionId: id, fate: fateOf(code), code };
    },
  },
  Subscription: {
    blockAdded: {
      subscribe: (_parent, _args, context) =>
        changes(context, 'blockAdded', async (batch) => batch.blocks.map((blockAdded) => ({ blockAdded }))),
    },
  },
  Network: {
    channel: (_parent, _args, { services }) => services.ledger.channel,
    chaincode: (_parent, _args, { services }) => services.ledger.chaincode,
    operator: (_parent, _args, { services }) => services.ledger.operator.mspId,
    demonstration: (_parent, _args, { services }) => services.trust.config.demonstration,
    committee: (_parent, _args, { services }) => [...services.trust.config.committee],
    msps: (_parent, _args, { services }) => services.trust.config.msps.map(({ id }) => id),
    asOf: (_parent, _args, { services }) => services.projector.checkpoint,
    height: (_parent, _args, { services }) => services.ledger.height().catch(() => undefined),
    founded: async (_parent, _args, { services }) => (await services.reads.all('charter/1'))[0]?.state === 'in-force',
  },
  Block: {
    dataHash: ({ data_hash }) => data_hash,
    transactionCount: ({ transactions }) => transactions,
    transactions: async ({ number }, _args, { services, rule, reader }) => {
      const sort = { column: 'block', descending: false };
      const told = toldTransactions(reader);
      const found = { rule: rule('transaction'), told, filter: equal('block', number), sort, first: 200 };
      return (await services.reads.transactions(found)).rows.map(({ row }) => row);
    },
  },
  Transaction: {
    index: ({ tx_index }) => tx_index,
    creator: ({ msp, person, entity, told }, _args, { reader }) =>
      told && reader.person ? { msp, person, ...(entity ? { entity } : {}) } : undefined,
    commandId: ({ command_id, told }, _args, { reader }) => (told && reader.person ? command_id : undefined),
    endorsers: ({ endorsers, told }) => (told ? [...endorsers] : undefined),
    subject: ({ subject, told }) => (told ? subject : undefined),
    state: ({ state, told }) => (told ? state : undefined),
  },
  Event: {
    function: ({ function: name }) => name ?? '',
    subject: ({ subject }) => subject ?? '',
    recorded,
  },
};
