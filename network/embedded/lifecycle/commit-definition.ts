import { randomBytes } from 'node:crypto';
import { common, ledger, peer } from '@hyperledger/fabric-protos';
import { keyFromPem } from '../../identity/keys.ts';
import { signLowS } from '../../identity/signature.ts';
import { serializeIdentity } from '../msp/identity.ts';
import { expectedTxId } from '../proposal/transaction.ts';
import { asBuffer, compareKeys, sha256 } from '../wire/bytes.ts';
import { Timestamp } from '../wire/well-known.ts';
import { type Definition, definitionState, lifecycleNamespace, sequenceKey } from './definition.ts';

export interface Signer {
  readonly mspId: string;
  readonly certificate: string;
  readonly key: string;
}

/** The definition in force, with where its sequence was written. */
export interface DefinitionInForce {
  readonly definition: Definition;
  readonly version: { readonly block: number; readonly transaction: number };
}

const { KVRead, KVRWSet, KVWrite, Version } = ledger.rwset.kvrwset;

const resultsOf = (definition: Definition, inForce: DefinitionInForce | undefined): Uint8Array => {
  const read = new KVRead();
  read.setKey(sequenceKey(definition.name));
  if (inForce) {
    const version = new Version();
    version.setBlockNum(inForce.version.block);
    version.setTxNum(inForce.version.transaction);
    read.setVersion(version);
  }
  const set = new KVRWSet();
  set.setReadsList([read]);
  set.setWritesList(
    [...definitionState(definition)]
      .sort(([a], [b]) => compareKeys(a, b))
      .map(([key, value]) => {
        const write = new KVWrite();
        write.setKey(key);
        write.setValue(value);
        return write;
      }),
  );
  const namespace = new ledger.rwset.NsReadWriteSet();
  namespace.setNamespace(lifecycleNamespace);
  namespace.setRwset(set.serializeBinary());
  const results = new ledger.rwset.TxReadWriteSet();
  results.setNsRwsetList([namespace]);
  return results.serializeBinary();
};

const invocationOf = (definition: Definition): Uint8Array => {
  const policy = new peer.ApplicationPolicy();
  policy.setChannelConfigPolicyReference(definition.policy);
  const args = new peer.lifecycle.CommitChaincodeDefinitionArgs();
  args.setName(definition.name);
  args.setVersion(definition.version);
  args.setSequence(definition.sequence);
  args.setEndorsementPlugin('escc');
  args.setValidationPlugin('vscc');
  args.setValidationParameter(policy.serializeBinary());
  if (definition.collections.length > 0) {
    args.setCollections(peer.CollectionConfigPackage.deserializeBinary(definition.collections));
  }
  const input = new peer.ChaincodeInput();
  input.setArgsList([Buffer.from('CommitChaincodeDefinition'), args.serializeBinary()]);
  const spec = new peer.ChaincodeSpec();
  spec.setType(peer.ChaincodeSpec.Type.GOLANG);
  spec.setChaincodeId(lifecycleId());
  spec.setInput(input);
  const invocation = new peer.ChaincodeInvocationSpec();
  invocation.setChaincodeSpec(spec);
  const payload = new peer.ChaincodeProposalPayload();
  payload.setInput(invocation.serializeBinary());
  return payload.serializeBinary();
};

const lifecycleId = (version?: string): peer.ChaincodeID => {
  const id = new peer.ChaincodeID();
  id.setName(lifecycleNamespace);
  if (version) id.setVersion(version);
  return id;
};

const headerOf = (channel: string, creator: Uint8Array): common.Header => {
  const nonce = randomBytes(24);
  const extension = new peer.ChaincodeHeaderExtension();
  extension.setChaincodeId(lifecycleId());
  const now = new Timestamp();
  now.fromDate(new Date());
  const channelHeader = new common.ChannelHeader();
  channelHeader.setType(common.HeaderType.ENDORSER_TRANSACTION);
  channelHeader.setChannelId(channel);
  channelHeader.setTimestamp(now);
  channelHeader.setTxId(expectedTxId({ nonce, creator: asBuffer(creator) }));
  channelHeader.setExtension$(extension.serializeBinary());
  const signatureHeader = new common.SignatureHeader();
  signatureHeader.setCreator(creator);
  signatureHeader.setNonce(nonce);
  const header = new common.Header();
  header.setChannelHeader(channelHeader.serializeBinary());
  header.setSignatureHeader(signatureHeader.serializeBinary());
  return header;
};

const responseOf = (header: common.Header, invocation: Uint8Array, results: Uint8Array): Uint8Array => {
  const response = new peer.Response();
  response.setStatus(200);
  const action = new peer.ChaincodeAction();
  action.setResults(results);
  action.setResponse(response);
  action.setChaincodeId(lifecycleId('syscc'));
  const payload = new peer.ProposalResponsePayload();
  payload.setProposalHash(sha256(header.getChannelHeader_asU8(), header.getSignatureHeader_asU8(), invocation));
  payload.setExtension$(action.serializeBinary());
  return payload.serializeBinary();
};

/**
 * The transaction that puts a chaincode's definition on the channel, as an administrator submits it
 * and the operators' peers endorse it, in its envelope.
 */
export const commitDefinition = (
  channel: string,
  definition: Definition,
  inForce: DefinitionInForce | undefined,
  administrator: Signer,
  peers: readonly Signer[],
): Buffer => {
  const creator = serializeIdentity(administrator.mspId, administrator.certificate);
  const header = headerOf(channel, creator);
  const invocation = invocationOf(definition);
  const response = responseOf(header, invocation, resultsOf(definition, inForce));
  const endorsed = new peer.ChaincodeEndorsedAction();
  endorsed.setProposalResponsePayload(response);
  endorsed.setEndorsementsList(
    peers.map((signer) => {
      const endorser = serializeIdentity(signer.mspId, signer.certificate);
      const endorsement = new peer.Endorsement();
      endorsement.setEndorser(endorser);
      endorsement.setSignature(signLowS(Buffer.concat([response, endorser]), keyFromPem(signer.key)));
      return endorsement;
    }),
  );
  const actionPayload = new peer.ChaincodeActionPayload();
  actionPayload.setChaincodeProposalPayload(invocation);
  actionPayload.setAction(endorsed);
  const action = new peer.TransactionAction();
  action.setHeader(header.getSignatureHeader_asU8());
  action.setPayload(actionPayload.serializeBinary());
  const transaction = new peer.Transaction();
  transaction.setActionsList([action]);
  const payload = new common.Payload();
  payload.setHeader(header);
  payload.setData(transaction.serializeBinary());
  const envelope = new common.Envelope();
  envelope.setPayload(payload.serializeBinary());
  envelope.setSignature(signLowS(envelope.getPayload_asU8(), keyFromPem(administrator.key)));
  return asBuffer(envelope.serializeBinary());
};
