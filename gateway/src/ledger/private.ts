import type { Network } from '@hyperledger/fabric-gateway';
import type { ledger } from '@hyperledger/fabric-protos';
import { ledger as protos } from '@hyperledger/fabric-protos';
import { refusing } from './refusal.ts';

/** One value of the own operator's collection. */
export interface PrivateWrite {
  readonly key: string;
  readonly value: string;
}

/** What a block put into the own operator's collection, as far as the peer still has it. */
export interface PrivateBlock {
  readonly number: number;
  readonly writes: readonly PrivateWrite[];
}

function writesOf(set: ledger.rwset.TxPvtReadWriteSet, chaincode: string, collection: string): PrivateWrite[] {
  return set
    .getNsPvtRwsetList()
    .filter((one) => one.getNamespace() === chaincode)
    .flatMap((one) => one.getCollectionPvtRwsetList())
    .filter((one) => one.getCollectionName() === collection)
    .flatMap((one) => protos.rwset.kvrwset.KVRWSet.deserializeBinary(one.getRwset_asU8()).getWritesList())
    .filter((write) => !write.getIsDelete())
    .map((write) => ({ key: write.getKey(), value: Buffer.from(write.getValue_asU8()).toString('utf8') }));
}

/**
 * Blocks with the private data that the own peer delivers to the gateway's identity, in order from a number on. Only the
 * own peer has them: no other stands in for it. @throws when the peer is lost
 */
export async function* privateBlocks(
  network: Network,
  { chaincode, collection }: { readonly chaincode: string; readonly collection: string },
  from: number,
  signal: AbortSignal,
): AsyncGenerator<PrivateBlock> {
  const events = await refusing('', () => network.getBlockAndPrivateDataEvents({ startBlock: BigInt(from) }));
  const stop = () => events.close();
  signal.addEventListener('abort', stop);
  try {
    for await (const delivered of events) {
      if (signal.aborted) return;
      const number = Number(delivered.getBlock()?.getHeader()?.getNumber() ?? 0);
      const writes: PrivateWrite[] = [];
      delivered.getPrivateDataMapMap().forEach((set) => void writes.push(...writesOf(set, chaincode, collection)));
      yield { number, writes };
    }
  } finally {
    signal.removeEventListener('abort', stop);
    events.close();
  }
}
