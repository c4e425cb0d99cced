import { common, peer } from '@hyperledger/fabric-protos';
import type { CommittedBlock, CommittedTransaction } from '../committer/committed.ts';

const actionsOf = ({ event, type }: CommittedTransaction): peer.FilteredTransactionActions | undefined => {
  if (type !== common.HeaderType.ENDORSER_TRANSACTION) return undefined;
  const actions = new peer.FilteredTransactionActions();
  if (!event) return actions;
  // A filtered block tells that there was an event, and not what it said.
  const told = event.clone();
  told.setPayload('');
  const action = new peer.FilteredChaincodeAction();
  action.setChaincodeEvent(told);
  actions.setChaincodeActionsList([action]);
  return actions;
};

/** What DeliverFiltered shows of a block: ids, types, codes, names of events. */
export const filteredBlock = (channel: string, block: CommittedBlock): peer.FilteredBlock => {
  const filtered = new peer.FilteredBlock();
  filtered.setChannelId(channel);
  filtered.setNumber(block.number);
  filtered.setFilteredTransactionsList(
    block.transactions.map((transaction) => {
      const entry = new peer.FilteredTransaction();
      entry.setTxid(transaction.txId);
      entry.setType(transaction.type as ReturnType<typeof entry.getType>);
      entry.setTxValidationCode(transaction.code as ReturnType<typeof entry.getTxValidationCode>);
      const actions = actionsOf(transaction);
      if (actions) entry.setTransactionActions(actions);
      return entry;
    }),
  );
  return filtered;
};
