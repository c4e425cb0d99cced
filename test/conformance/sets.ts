import { common, ledger, peer } from '@hyperledger/fabric-protos';

const { kvrwset } = ledger.rwset;
type Sets = InstanceType<typeof kvrwset.KVRWSet>;
type HashedSets = InstanceType<typeof kvrwset.HashedRWSet>;

/** What a transaction read, wrote and set, less versions: keys and documents; of private data the hashes. */
export type Written = {
  readonly reads: readonly string[];
  readonly writes: readonly (readonly [string, unknown])[];
  readonly ranges?: readonly (readonly [string, string])[];
  readonly parameters?: readonly string[];
  readonly collections?: readonly unknown[];
};

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

/** A document as it is, any other value as its text; null for a deletion. */
function contentOf(bytes: Uint8Array, deleted: boolean): unknown {
  if (deleted) return null;
  const text = Buffer.from(bytes).toString('utf8');
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

const some = <T>(name: string, list: readonly T[]) => (list.length > 0 ? { [name]: list } : {});

function publicSets(set: Sets) {
  return {
    reads: set.getReadsList().map((read) => read.getKey()),
    writes: set
      .getWritesList()
      .map((write): [string, unknown] => [write.getKey(), contentOf(write.getValue_asU8(), write.getIsDelete())]),
    ...some(
      'ranges',
      set.getRangeQueriesInfoList().map((range): [string, string] => [range.getStartKey(), range.getEndKey()]),
    ),
    ...some(
      'parameters',
      set.getMetadataWritesList().map((write) => write.getKey()),
    ),
  };
}

function hashedSets(set: HashedSets) {
  return {
    reads: set.getHashedReadsList().map((read) => hex(read.getKeyHash_asU8())),
    writes: set
      .getHashedWritesList()
      .map((write) => [
        hex(write.getKeyHash_asU8()),
        write.getIsPurge() ? 'purged' : write.getIsDelete() ? null : hex(write.getValueHash_asU8()),
      ]),
    ...some(
      'parameters',
      set.getMetadataWritesList().map((write) => hex(write.getKeyHash_asU8())),
    ),
  };
}

/** The read-write set of a chaincode in a committed transaction, of a peer's GetTransactionByID. */
export function setsOf(bytes: Uint8Array, chaincode: string): Written {
  const nothing = new Uint8Array();
  const envelope = peer.ProcessedTransaction.deserializeBinary(bytes).getTransactionenvelope();
  const payload = common.Payload.deserializeBinary(envelope?.getPayload_asU8() ?? nothing);
  const [action] = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
  const inner = peer.ChaincodeActionPayload.deserializeBinary(action?.getPayload_asU8() ?? nothing);
  const response = inner.getAction()?.getProposalResponsePayload_asU8() ?? nothing;
  const done = peer.ProposalResponsePayload.deserializeBinary(response).getExtension_asU8();
  const results = peer.ChaincodeAction.deserializeBinary(done).getResults_asU8();
  const own = ledger.rwset.TxReadWriteSet.deserializeBinary(results)
    .getNsRwsetList()
    .find((set) => set.getNamespace() === chaincode);
  const collections = (own?.getCollectionHashedRwsetList() ?? []).map((set) => ({
    collection: set.getCollectionName(),
    ...hashedSets(kvrwset.HashedRWSet.deserializeBinary(set.getHashedRwset_asU8())),
  }));
  return {
    ...publicSets(kvrwset.KVRWSet.deserializeBinary(own?.getRwset_asU8() ?? nothing)),
    ...some('collections', collections),
  };
}
