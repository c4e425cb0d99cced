import { createHash, createPrivateKey, randomBytes, sign } from 'node:crypto';
import type { Client } from '@grpc/grpc-js';
import { common, gateway, msp, peer } from '@hyperledger/fabric-protos';
import { Timestamp } from '../../../network/embedded/wire/well-known.ts';
import { encodeInteger, encodeSequence, readAll, readElement } from '../../../network/identity/der.ts';
import { signLowS } from '../../../network/identity/signature.ts';
import type { Credentials } from './client.ts';

/** Messages by hand, to spoil any part of them. */
export interface Spoil {
  readonly channel?: string;
  readonly chaincode?: string;
  readonly txId?: string;
  readonly mspId?: string;
  readonly nonce?: Uint8Array;
  readonly epoch?: number;
  readonly type?: number;
  readonly signature?: (good: Buffer) => Buffer;
}

export const identityOf = ({ mspId, certificate }: Pick<Credentials, 'mspId' | 'certificate'>): Uint8Array => {
  const identity = new msp.SerializedIdentity();
  identity.setMspid(mspId);
  identity.setIdBytes(Buffer.from(certificate));
  return identity.serializeBinary();
};

export const signAs = (identity: Credentials, message: Uint8Array): Buffer =>
  signLowS(message, createPrivateKey(identity.key));

const p256Order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The other signature that holds for the same message, which Fabric refuses. */
export const highS = (lowS: Buffer): Buffer => {
  const [r, s] = readAll(readElement(lowS).value);
  const other = p256Order - BigInt(`0x${s?.value.toString('hex')}`);
  return encodeSequence(
    encodeInteger(r?.value ?? Buffer.alloc(0)),
    encodeInteger(Buffer.from(other.toString(16).padStart(64, '0'), 'hex')),
  );
};

export const foreignSignature = (message: Uint8Array, key: string): Buffer => sign('sha256', message, key);

const extensionFor = (chaincode: string): Uint8Array => {
  const id = new peer.ChaincodeID();
  id.setName(chaincode);
  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(id);
  return extension.serializeBinary();
};

const payloadFor = (chaincode: string, args: readonly string[]): Uint8Array => {
  const id = new peer.ChaincodeID();
  id.setName(chaincode);
  const input = new peer.ChaincodeInput();
  input.setArgsList(args.map((argument) => Buffer.from(argument)));
  const spec = new peer.ChaincodeSpec();
  spec.setChaincodeId(id);
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(invocation.serializeBinary());
  return payload.serializeBinary();
};

/** A signed proposal, spoiled as asked. */
export const proposalOf = (identity: Credentials, args: readonly string[], spoil: Spoil = {}) => {
  const chaincode = spoil.chaincode ?? 'suyuan';
  const creator = identityOf({ ...identity, mspId: spoil.mspId ?? identity.mspId });
  const nonce = spoil.nonce ?? randomBytes(24);
  const txId = spoil.txId ?? createHash('sha256').update(nonce).update(creator).digest('hex');
  const now = new Timestamp();
  now.fromDate(new Date());
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(spoil.type ?? common.HeaderType.ENDORSER_TRANSACTION);
  channelHeader.setChannelId(spoil.channel ?? 'suyuan');
  channelHeader.setTxId(txId);
  channelHeader.setTimestamp(now);
  channelHeader.setEpoch(spoil.epoch ?? 0);
  channelHeader.setExtension$(extensionFor(chaincode));
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(creator);
  signatureHeader.setNonce(nonce);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  const proposal = new peer.Proposal();
  proposal.setHeader(header.serializeBinary());
  proposal.setPayload(payloadFor(chaincode, args));
  const signed = new peer.SignedProposal();
  signed.setProposalBytes(proposal.serializeBinary());
  const good = signAs(identity, signed.getProposalBytes_asU8());
  signed.setSignature(spoil.signature ? spoil.signature(good) : good);
  return { txId, signed };
};

const unary = <T>(client: Client, path: string, bytes: Uint8Array, decode: (bytes: Uint8Array) => T): Promise<T> =>
  new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      path,
      (message: Uint8Array) => Buffer.from(message),
      (answer: Buffer) => decode(answer),
      bytes,
      { deadline: Date.now() + 10_000 },
      (error, answer) => (error || !answer ? reject(error ?? new Error('no answer')) : resolve(answer)),
    );
  });

/** One peer's own answer. */
export const processProposal = (client: Client, signed: peer.SignedProposal): Promise<peer.ProposalResponse> =>
  unary(client, '/protos.Endorser/ProcessProposal', signed.serializeBinary(), (bytes) =>
    peer.ProposalResponse.deserializeBinary(bytes),
  );

export const endorse = async (
  client: Client,
  txId: string,
  signed: peer.SignedProposal,
  organizations: readonly string[] = [],
): Promise<common.Envelope> => {
  const request = new gateway.EndorseRequest();
  request.setTransactionId(txId);
  request.setChannelId('suyuan');
  request.setProposedTransaction(signed);
  request.setEndorsingOrganizationsList([...organizations]);
  const response = await unary(client, '/gateway.Gateway/Endorse', request.serializeBinary(), (bytes) =>
    gateway.EndorseResponse.deserializeBinary(bytes),
  );
  return response.getPreparedTransaction() ?? new common.Envelope();
};

export const submit = async (client: Client, txId: string, envelope: common.Envelope, channel = 'suyuan') => {
  const request = new gateway.SubmitRequest();
  request.setTransactionId(txId);
  request.setChannelId(channel);
  request.setPreparedTransaction(envelope);
  await unary(client, '/gateway.Gateway/Submit', request.serializeBinary(), () => true);
};

/** The validation code of a transaction, waiting for it. */
export const codeOf = async (client: Client, identity: Credentials, txId: string): Promise<number> => {
  const request = new gateway.CommitStatusRequest();
  request.setChannelId('suyuan');
  request.setTransactionId(txId);
  request.setIdentity(identityOf(identity));
  const signed = new gateway.SignedCommitStatusRequest();
  signed.setRequest(request.serializeBinary());
  signed.setSignature(signAs(identity, signed.getRequest_asU8()));
  const response = await unary(client, '/gateway.Gateway/CommitStatus', signed.serializeBinary(), (bytes) =>
    gateway.CommitStatusResponse.deserializeBinary(bytes),
  );
  return response.getResult();
};

/** Changes an endorsed envelope's parts and signs it again. */
export const tamper = (
  identity: Credentials,
  envelope: common.Envelope,
  change: (action: peer.ChaincodeEndorsedAction, payload: peer.ChaincodeActionPayload) => void,
): common.Envelope => {
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const transaction = peer.Transaction.deserializeBinary(payload.getData_asU8());
  const [action] = transaction.getActionsList();
  const actionPayload = peer.ChaincodeActionPayload.deserializeBinary(action?.getPayload_asU8() ?? new Uint8Array());
  const endorsed = actionPayload.getAction();
  if (!action || !endorsed) throw new Error('nothing to tamper with');
  change(endorsed, actionPayload);
  action.setPayload(actionPayload.serializeBinary());
  payload.setData(transaction.serializeBinary());
  const changed = new common.Envelope();
  changed.setPayload(payload.serializeBinary());
  changed.setSignature(signAs(identity, changed.getPayload_asU8()));
  return changed;
};

/** The same envelope under another transaction id, signed again. */
export const withTxId = (identity: Credentials, envelope: common.Envelope, txId: string): common.Envelope => {
  const payload = common.Payload.deserializeBinary(envelope.getPayload_asU8());
  const header = payload.getHeader();
  const channelHeader = common.ChannelHeader.deserializeBinary(header?.getChannelHeader_asU8() ?? new Uint8Array());
  channelHeader.setTxId(txId);
  header?.setChannelHeader(channelHeader.serializeBinary());
  const changed = new common.Envelope();
  changed.setPayload(payload.serializeBinary());
  changed.setSignature(signAs(identity, changed.getPayload_asU8()));
  return changed;
};
