import { peer } from '@hyperledger/fabric-protos';
import { codes, RpcError } from './errors.ts';
import type { NetworkView } from './network-view.ts';

/**
 * Fabric's Endorser: this operator's own answer, signed, as a ProposalResponse.
 * @throws RpcError UNKNOWN when the message is refused before chaincode sees it, as a real peer does
 */
export const processProposal = async (view: NetworkView, signed: peer.SignedProposal): Promise<Uint8Array> => {
  const answer = await view.local.propose(signed.serializeBinary(), true);
  if (answer.kind === 'refused') throw new RpcError(codes.UNKNOWN, answer.message);
  const { status, message, result, payload, signature, interest } = answer.response;
  const inner = new peer.Response();
  inner.setStatus(status);
  inner.setMessage(message);
  inner.setPayload(result);
  const response = new peer.ProposalResponse();
  response.setResponse(inner);
  if (payload) response.setPayload(payload);
  if (payload && signature) {
    const endorsement = new peer.Endorsement();
    endorsement.setEndorser(view.local.identity);
    endorsement.setSignature(signature);
    response.setEndorsement(endorsement);
    response.setVersion(1);
  }
  if (interest) response.setInterest(peer.ChaincodeInterest.deserializeBinary(interest));
  return response.serializeBinary();
};
