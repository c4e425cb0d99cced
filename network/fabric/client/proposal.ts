import { createHash, randomBytes } from 'node:crypto';
import { common, peer } from '@hyperledger/fabric-protos';
import { Timestamp } from '../../embedded/wire/well-known.ts';
import type { Signer } from './admin.ts';

/** A call of a chaincode, signed by its caller. */
export interface Proposal {
  readonly transactionId: string;
  readonly channel: string;
  readonly header: common.Header;
  readonly payload: Uint8Array;
  readonly signed: peer.SignedProposal;
}

const chaincodeId = (name: string): peer.ChaincodeID => {
  const id = new peer.ChaincodeID();
  id.setName(name);
  return id;
};

const invocation = (chaincode: string, args: readonly (string | Uint8Array)[]): Uint8Array => {
  const input = new peer.ChaincodeInput();
  input.setArgsList(args.map((arg) => (typeof arg === 'string' ? Buffer.from(arg) : arg)));
  const spec = new peer.ChaincodeSpec();
  spec.setType(peer.ChaincodeSpec.Type.GOLANG);
  spec.setChaincodeId(chaincodeId(chaincode));
  spec.setInput(input);
  const whole = new peer.ChaincodeInvocationSpec();
  whole.setChaincodeSpec(spec);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(whole.serializeBinary());
  return payload.serializeBinary();
};

/** A header of a type, with a fresh transaction id: SHA-256 of nonce and creator. */
export const newHeader = (
  type: common.HeaderTypeMap[keyof common.HeaderTypeMap],
  channel: string,
  signer: Signer,
  chaincode?: string,
): { header: common.Header; transactionId: string } => {
  const nonce = randomBytes(24);
  const transactionId = createHash('sha256').update(nonce).update(signer.identity).digest('hex');
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(type);
  channelHeader.setChannelId(channel);
  channelHeader.setTxId(transactionId);
  const now = new Timestamp();
  now.fromDate(new Date());
  channelHeader.setTimestamp(now);
  if (chaincode) {
    const extension = new peer.ChaincodeHeaderExtension();
    extension.setChaincodeId(chaincodeId(chaincode));
    channelHeader.setExtension$(extension.serializeBinary());
  }
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(signer.identity);
  signatureHeader.setNonce(nonce);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  return { header, transactionId };
};

/** A proposal for a chaincode of a channel; the empty channel is the peer itself. */
export const newProposal = (
  signer: Signer,
  channel: string,
  chaincode: string,
  args: readonly (string | Uint8Array)[],
): Proposal => {
  const { header, transactionId } = newHeader(common.HeaderType.ENDORSER_TRANSACTION, channel, signer, chaincode);
  const payload = invocation(chaincode, args);
  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(payload);
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposal.serializeBinary());
  signed.setSignature(signer.sign(signed.getProposalBytes_asU8()));
  return { transactionId, channel, header, payload, signed };
};
