import { common, peer } from '@hyperledger/fabric-protos';
import type { Signer } from './admin.ts';
import type { Proposal } from './proposal.ts';

/**
 * A proposal with its endorsements, ready for the orderers.
 * @throws when there is none, or when the peers' results differ
 */
export const transactionOf = (
  proposal: Proposal,
  responses: readonly peer.ProposalResponse[],
  signer: Signer,
): common.Envelope => {
  const [first] = responses;
  if (!first) throw new Error('no peer endorsed');
  const result = first.getPayload_asU8();
  if (responses.some((response) => !Buffer.from(response.getPayload_asU8()).equals(result))) {
    throw new Error("the peers' results differ");
  }
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(result);
  endorsed.setEndorsementsList(responses.flatMap((response) => response.getEndorsement() ?? []));
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setChaincodeProposalPayload(proposal.payload);
  actionPayload.setAction(endorsed);
  const action = new peer.TransactionAction();
  action.setHeader(proposal.header.getSignatureHeader_asU8());
  action.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.setActionsList([action]);
  return envelopeOf(proposal.header, transaction.serializeBinary(), signer);
};

/** A signed envelope around data. */
export const envelopeOf = (header: common.Header, data: Uint8Array, signer: Signer): common.Envelope => {
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(data);
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  envelope.setSignature(signer.sign(envelope.getPayload_asU8()));
  return envelope;
};
