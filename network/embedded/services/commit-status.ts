import { gateway } from '@hyperledger/fabric-protos';
import type { Fate } from '../committer/watchers.ts';
import { accessRefusal } from './access.ts';
import { codes, RpcError } from './errors.ts';
import type { NetworkView } from './network-view.ts';

const encode = (fate: Fate): Uint8Array => {
  const response = new gateway.CommitStatusResponse();
  response.setResult(fate.code as ReturnType<typeof response.getResult>);
  response.setBlockNumber(fate.block);
  return response.serializeBinary();
};

const readRequest = (bytes: Uint8Array): gateway.CommitStatusRequest => {
  try {
    return gateway.CommitStatusRequest.deserializeBinary(bytes);
  } catch (error) {
    throw new RpcError(codes.INVALID_ARGUMENT, `invalid status request: ${String(error)}`);
  }
};

/**
 * Fabric's gateway CommitStatus: what became of a transaction; waits for one that is not committed,
 * however long, until nobody listens any more.
 * @throws RpcError INVALID_ARGUMENT, PERMISSION_DENIED, or CANCELLED
 */
export const commitStatus = async (
  view: NetworkView,
  signed: gateway.SignedCommitStatusRequest,
  onCancel: (listener: () => void) => void,
): Promise<Uint8Array> => {
  const bytes = signed.getRequest_asU8();
  if (bytes.length === 0) throw new RpcError(codes.INVALID_ARGUMENT, 'a commit status request is required');
  const request = readRequest(bytes);
  const identity = request.getIdentity_asU8();
  const txId = request.getTransactionId();
  if (identity.length === 0) throw new RpcError(codes.INVALID_ARGUMENT, 'no identity provided');
  if (request.getChannelId() === '') throw new RpcError(codes.INVALID_ARGUMENT, 'no channel ID provided');
  if (txId === '') throw new RpcError(codes.INVALID_ARGUMENT, 'transaction ID should not be empty');
  const { configuration } = view.committer;
  const signature = signed.getSignature_asU8();
  const refusal =
    request.getChannelId() === view.channel
      ? accessRefusal(
          { identity, message: bytes, signature },
          configuration,
          view.channel,
          '/Channel/Application/Readers',
        )
      : `Failed to get policy manager for channel [${request.getChannelId()}]`;
  if (refusal) throw new RpcError(codes.PERMISSION_DENIED, refusal);
  const place = view.chain.transaction(txId);
  if (place) return encode(place);
  return new Promise((resolve, reject) => {
    const stop = view.committer.watchers.onTransaction(txId, (fate) => resolve(encode(fate)));
    onCancel(() => {
      stop();
      reject(new RpcError(codes.CANCELLED, 'context canceled'));
    });
  });
};
