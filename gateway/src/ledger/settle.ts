import { status } from '@grpc/grpc-js';
import { type Commit, type Gateway, GatewayError, type Status } from '@hyperledger/fabric-gateway';
import { msp, gateway as wire } from '@hyperledger/fabric-protos';
import { refuse } from '@suyuan/schemas';
import type { Peer, SigningIdentity } from './peer.ts';

/** After these an orderer may have the transaction, or may not: only the ledger knows. */
const UNCERTAIN = new Set<number>([
  status.UNAVAILABLE,
  status.DEADLINE_EXCEEDED,
  status.CANCELLED,
  status.UNKNOWN,
  status.INTERNAL,
]);

export const isUncertain = (error: unknown): boolean => error instanceof GatewayError && UNCERTAIN.has(error.code);

/** A question for the commit of a transaction of which nothing but the id is left. */
function commitOf(gateway: Gateway, identity: SigningIdentity, channel: string, transactionId: string): Commit {
  const self = new msp.SerializedIdentity();
  self.setMspid(identity.msp);
  self.setIdBytes(Buffer.from(identity.certificate));
  const request = new wire.CommitStatusRequest();
  request.setChannelId(channel);
  request.setTransactionId(transactionId);
  request.setIdentity(self.serializeBinary());
  const signed = new wire.SignedCommitStatusRequest();
  signed.setRequest(request.serializeBinary());
  return gateway.newCommit(signed.serializeBinary());
}

/**
 * Asks for a transaction whose submit was not answered by its id: of the first peer for half of the time, then of the
 * others, whose word stands where that one is lost. Each waits until the transaction is committed.
 * @throws LEDGER_TIMEOUT with the id when no peer knows what became of it
 */
export async function settle(
  [first, ...others]: readonly Peer[],
  identity: SigningIdentity,
  channel: string,
  transactionId: string,
  ms: number,
): Promise<Status> {
  const began = Date.now();
  const ask = (peer: Peer | undefined, until: number) =>
    peer
      ? commitOf(peer.as(identity), identity, channel, transactionId).getStatus({ deadline: until })
      : Promise.reject(new Error('no peer'));
  try {
    return await ask(first, began + ms / 2);
  } catch {
    return Promise.any(others.map((peer) => ask(peer, began + ms))).catch(() => {
      throw refuse('LEDGER_TIMEOUT', { txId: transactionId });
    });
  }
}
