import { gateway, orderer, type peer } from '@hyperledger/fabric-protos';
import { accessRefusal } from './access.ts';
import { codes, RpcError } from './errors.ts';
import type { NetworkView } from './network-view.ts';

const readRequest = (bytes: Uint8Array): gateway.ChaincodeEventsRequest => {
  if (bytes.length === 0) throw new RpcError(codes.INVALID_ARGUMENT, 'a chaincode events request is required');
  try {
    return gateway.ChaincodeEventsRequest.deserializeBinary(bytes);
  } catch (error) {
    throw new RpcError(codes.INVALID_ARGUMENT, `invalid chaincode events request: ${String(error)}`);
  }
};

const startBlock = (view: NetworkView, request: gateway.ChaincodeEventsRequest): number => {
  const place = request.getAfterTransactionId() && view.chain.transaction(request.getAfterTransactionId());
  if (place) return place.block;
  const position = request.getStartPosition();
  const kinds = orderer.SeekPosition.TypeCase;
  switch (position?.getTypeCase() ?? kinds.TYPE_NOT_SET) {
    case kinds.TYPE_NOT_SET:
    case kinds.NEXT_COMMIT:
      return view.feed.height;
    case kinds.SPECIFIED:
      return position?.getSpecified()?.getNumber() ?? 0;
    default:
      throw new RpcError(codes.INVALID_ARGUMENT, 'invalid start position type');
  }
};

/** Fabric's rule: with a transaction to resume after, everything up to and with its event is skipped. */
const matcher = (chaincode: string, afterTxId: string) => {
  let passed = afterTxId === '';
  return (event: peer.ChaincodeEvent): boolean => {
    if (passed) return event.getChaincodeId() === chaincode;
    passed = event.getTxId() === afterTxId;
    return false;
  };
};

/**
 * Fabric's gateway ChaincodeEvents: the events of one chaincode, block by block, without end.
 * @throws RpcError INVALID_ARGUMENT, PERMISSION_DENIED or NOT_FOUND
 */
export async function* chaincodeEvents(
  view: NetworkView,
  signed: gateway.SignedChaincodeEventsRequest,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const message = signed.getRequest_asU8();
  const request = readRequest(message);
  const proof = { identity: request.getIdentity_asU8(), message, signature: signed.getSignature_asU8() };
  const { configuration } = view.committer;
  const refusal = accessRefusal(proof, configuration, view.channel, '/Channel/Application/Readers');
  if (request.getChannelId() !== view.channel || refusal) {
    const unknown = `Failed to get policy manager for channel [${request.getChannelId()}]`;
    throw new RpcError(codes.PERMISSION_DENIED, refusal ?? unknown);
  }
  const matches = matcher(request.getChaincodeId(), request.getAfterTransactionId());
  for await (const block of view.feed.from(startBlock(view, request), signal)) {
    const events = block.transactions.flatMap(({ event }) => (event && matches(event) ? [event] : []));
    if (events.length === 0) continue;
    const response = new gateway.ChaincodeEventsResponse();
    response.setBlockNumber(block.number);
    response.setEventsList(events);
    yield response.serializeBinary();
  }
}
