import { type Commit, type Gateway, GatewayError, type Transaction } from '@hyperledger/fabric-gateway';
import { msp, gateway as wire } from '@hyperledger/fabric-protos';

/** Who asks for a commit: `gateway` signs as this identity. */
export type Asker = {
  readonly gateway: Gateway;
  readonly mspId: string;
  readonly certificate: Uint8Array;
  readonly channel: string;
};

/**
 * What a slow orderer of a Byzantine-fault-tolerant service answers when a block already holds the transaction that it is
 * being handed. Where two of four do, Fabric's gateway service reports UNAVAILABLE for what was ordered.
 */
const ORDERED = /already (processed|exists)/;

const wasOrdered = (error: unknown): boolean =>
  error instanceof GatewayError && error.details.some(({ message }) => ORDERED.test(message));

function commitOf({ gateway, mspId, certificate, channel }: Asker, transactionId: string): Commit {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(certificate);
  const request = new wire.CommitStatusRequest();
  request.setChannelId(channel);
  request.setTransactionId(transactionId);
  request.setIdentity(identity.serializeBinary());
  const signed = new wire.SignedCommitStatusRequest();
  signed.setRequest(request.serializeBinary());
  return gateway.newCommit(signed.serializeBinary());
}

/** Submits an endorsed transaction: its commit, also where the orderers had it in a block before all were asked. */
export async function sent(transaction: Transaction, by: Asker): Promise<Commit> {
  try {
    return await transaction.submit();
  } catch (error) {
    if (!wasOrdered(error)) throw error;
    return commitOf(by, transaction.getTransactionId());
  }
}
