import { common, type gateway } from '@hyperledger/fabric-protos';
import { asBuffer } from '../wire/bytes.ts';
import { codes, RpcError } from './errors.ts';
import type { NetworkView } from './network-view.ts';

const statusName = (status: number): string =>
  Object.entries(common.Status).find(([, value]) => value === status)?.[0] ?? String(status);

/**
 * Fabric's gateway Submit: hands the signed envelope to the orderer. Success means ordered, not committed.
 * @throws RpcError INVALID_ARGUMENT, FAILED_PRECONDITION, or ABORTED with the orderer's words
 */
export const submit = (view: NetworkView, request: gateway.SubmitRequest): Uint8Array => {
  const envelope = request.getPreparedTransaction();
  if (!envelope) throw new RpcError(codes.INVALID_ARGUMENT, 'a prepared transaction is required');
  if (envelope.getSignature_asU8().length === 0) {
    throw new RpcError(codes.INVALID_ARGUMENT, 'prepared transaction must be signed');
  }
  if (request.getChannelId() !== view.channel) {
    throw new RpcError(codes.FAILED_PRECONDITION, `failed to get config for channel [${request.getChannelId()}]`);
  }
  const refusal = view.orderer.broadcast(asBuffer(envelope.serializeBinary()));
  if (!refusal) return new Uint8Array();
  const info = `received unsuccessful response from orderer: status=${statusName(refusal.status)}, info=${refusal.info}`;
  if (refusal.status >= 400 && refusal.status < 500) throw new RpcError(codes.ABORTED, info);
  throw new RpcError(codes.UNAVAILABLE, 'no orderers could successfully process transaction', [
    { address: view.local.address, mspId: view.local.mspId, message: info },
  ]);
};
