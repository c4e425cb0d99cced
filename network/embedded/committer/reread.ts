import { common, peer } from '@hyperledger/fabric-protos';
import { readAction } from '../proposal/transaction.ts';
import { asBuffer } from '../wire/bytes.ts';
import { readTransaction, valid } from './check.ts';
import type { CommittedBlock, CommittedTransaction } from './committed.ts';

const eventOf = (transaction: ReturnType<typeof readTransaction>): peer.ChaincodeEvent | undefined => {
  const { header, data } = transaction;
  const [action] = peer.Transaction.deserializeBinary(data).getActionsList();
  if (!header || !action) return undefined;
  const bytes = readAction(header, action).chaincodeAction.getEvents_asU8();
  return bytes.length === 0 ? undefined : peer.ChaincodeEvent.deserializeBinary(bytes);
};

const transactionsOf = (bytes: Buffer): CommittedTransaction[] => {
  const block = common.Block.deserializeBinary(bytes);
  const codes = block.getMetadata()?.getMetadataList_asU8()[common.BlockMetadataIndex.TRANSACTIONS_FILTER];
  return (block.getData()?.getDataList_asU8() ?? []).map((envelope, index) => {
    const transaction = readTransaction(asBuffer(envelope));
    const code = codes?.[index] ?? peer.TxValidationCode.NOT_VALIDATED;
    const type = transaction.header?.type ?? 0;
    const endorsed = code === valid && type === common.HeaderType.ENDORSER_TRANSACTION;
    return { txId: transaction.header?.txId ?? '', type, code, event: endorsed ? eventOf(transaction) : undefined };
  });
};

/** A stored block as it was when it was committed; taken apart only when somebody looks inside. */
export const rereadBlock = (number: number, bytes: Buffer): CommittedBlock => {
  let known: CommittedTransaction[] | undefined;
  const transactions = (): CommittedTransaction[] => {
    known ??= transactionsOf(bytes);
    return known;
  };
  return {
    number,
    bytes,
    get transactions() {
      return transactions();
    },
    get isConfig() {
      return transactions()[0]?.type === common.HeaderType.CONFIG;
    },
  };
};
