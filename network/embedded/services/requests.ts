import { common, peer } from '@hyperledger/fabric-protos';
import { field } from '../wire/bytes.ts';
import { codes, RpcError } from './errors.ts';

/** What the gateway has to know of a proposal before a peer looks at it. */
export interface ProposalRequest {
  readonly signed: Uint8Array;
  readonly channel: string;
  readonly chaincode: string;
  readonly header: Uint8Array;
  readonly signatureHeader: Uint8Array;
  readonly hasTransient: boolean;
  /** ChaincodeProposalPayload without its transient part. */
  readonly visiblePayload: Uint8Array;
}

/** @throws RpcError INVALID_ARGUMENT when a part is missing or does not decode */
export const readProposalRequest = (signed: peer.SignedProposal | undefined, missing: string): ProposalRequest => {
  const bytes = signed?.getProposalBytes_asU8();
  if (!signed || !bytes || bytes.length === 0) throw new RpcError(codes.INVALID_ARGUMENT, missing);
  try {
    const proposal = peer.Proposal.deserializeBinary(bytes);
    const header = proposal.getHeader_asU8();
    const parts = common.Header.deserializeBinary(header);
    const channelHeader = common.ChannelHeader.deserializeBinary(parts.getChannelHeader_asU8());
    const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
    const input = payload.getInput_asU8();
    const spec = peer.ChaincodeInvocationSpec.deserializeBinary(input);
    return {
      signed: signed.serializeBinary(),
      channel: channelHeader.getChannelId(),
      chaincode: spec.getChaincodeSpec()?.getChaincodeId()?.getName() ?? '',
      header,
      signatureHeader: parts.getSignatureHeader_asU8(),
      hasTransient: payload.getTransientmapMap().getLength() > 0,
      visiblePayload: input.length === 0 ? input : field(1, input),
    };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new RpcError(codes.INVALID_ARGUMENT, `failed to unpack transaction proposal: ${reason}`);
  }
};

/** @throws RpcError INVALID_ARGUMENT when the proposal names no channel or no chaincode */
export const requireTarget = (request: ProposalRequest): void => {
  const refuse = (reason: string): never => {
    throw new RpcError(codes.INVALID_ARGUMENT, `failed to unpack transaction proposal: ${reason}`);
  };
  if (request.channel === '') refuse('no channel id provided');
  if (request.chaincode === '') refuse(`no chaincode name is provided, channel id [${request.channel}]`);
};
