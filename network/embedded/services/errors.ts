import { status as codes, Metadata } from '@grpc/grpc-js';
import { gateway, google } from '@hyperledger/fabric-protos';
import { Any } from '../wire/well-known.ts';

/** Which peer said what: the gateway attaches one for each peer that failed. */
export interface Detail {
  readonly address: string;
  readonly mspId: string;
  readonly message: string;
}

const encodeDetail = (detail: Detail) => {
  const message = new gateway.ErrorDetail();
  message.setAddress(detail.address);
  message.setMspId(detail.mspId);
  message.setMessage(detail.message);
  const any = new Any();
  any.pack(message.serializeBinary(), 'gateway.ErrorDetail');
  return any;
};

/** A gRPC status with Fabric's details, as clients of the gateway read them. */
export class RpcError extends Error {
  readonly code: codes;
  readonly metadata = new Metadata();

  constructor(code: codes, message: string, details: readonly Detail[] = []) {
    super(message);
    this.code = code;
    if (details.length === 0) return;
    const status = new google.rpc.Status();
    status.setCode(code);
    status.setMessage(message);
    status.setDetailsList(details.map(encodeDetail));
    this.metadata.set('grpc-status-details-bin', Buffer.from(status.serializeBinary()));
  }
}

/** Anything else that goes wrong is the server's own fault and says no more. */
export const toRpcError = (error: unknown): RpcError =>
  error instanceof RpcError ? error : new RpcError(codes.INTERNAL, 'internal error');

export { codes };
