import { common, peer } from '@hyperledger/fabric-protos';
import type { Configuration } from '../channel/configuration.ts';
import type { Member } from '../msp/members.ts';
import { field, sha256 } from '../wire/bytes.ts';
import { chaincodeOf, expectedTxId, type MessageHeader, readHeader } from './transaction.ts';

/** A proposal taken apart. */
export interface Proposal {
  readonly header: MessageHeader;
  readonly chaincode: string;
  readonly input: peer.ChaincodeInput;
  readonly signed: peer.SignedProposal;
  readonly proposalBytes: Uint8Array;
  readonly signature: Uint8Array;
  /** Hash over both headers and the payload without its transient part. */
  readonly hash: Buffer;
}

/** The message never reached chaincode: Fabric answers with a gRPC error and a response of status 500. */
export class ProposalRefused extends Error {}

const inputOf = (spec: peer.ChaincodeInvocationSpec): peer.ChaincodeInput => {
  const chaincodeSpec = spec.getChaincodeSpec();
  if (!chaincodeSpec) throw new ProposalRefused('chaincode invocation spec did not contain chaincode spec');
  const input = chaincodeSpec.getInput();
  if (!input) throw new ProposalRefused('chaincode input did not contain any input');
  return input;
};

/** @throws ProposalRefused when a part is missing or does not decode */
export const unpackProposal = (signed: peer.SignedProposal): Proposal => {
  const proposalBytes = signed.getProposalBytes_asU8();
  try {
    const proposal = peer.Proposal.deserializeBinary(proposalBytes);
    const header = readHeader(proposal.getHeader_asU8());
    const extension = peer.ChaincodeHeaderExtension.deserializeBinary(header.extension);
    if (!extension.getChaincodeId()) throw new ProposalRefused('ChaincodeHeaderExtension.ChaincodeId is nil');
    const chaincode = chaincodeOf(header.extension);
    if (chaincode === '') throw new ProposalRefused('ChaincodeHeaderExtension.ChaincodeId.Name is empty');
    const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
    const spec = payload.getInput_asU8();
    const visible = spec.length === 0 ? spec : field(1, spec);
    return {
      header,
      chaincode,
      input: inputOf(peer.ChaincodeInvocationSpec.deserializeBinary(spec)),
      signed,
      proposalBytes,
      signature: signed.getSignature_asU8(),
      hash: sha256(header.channelHeaderBytes, header.signatureHeaderBytes, visible),
    };
  } catch (error) {
    if (error instanceof ProposalRefused) throw error;
    throw new ProposalRefused(`error unmarshalling: ${error instanceof Error ? error.message : String(error)}`);
  }
};

const { HeaderType } = common;

const checkForm = ({ header, proposalBytes, signature }: Proposal): string | undefined => {
  if (header.type !== HeaderType.ENDORSER_TRANSACTION && header.type !== HeaderType.CONFIG) {
    return `invalid header type ${header.type}`;
  }
  if (header.epoch !== 0) return 'epoch is non-zero';
  if (header.nonce.length === 0) return 'nonce is empty';
  if (header.creator.length === 0) return 'creator is empty';
  const expected = expectedTxId(header);
  if (header.txId !== expected) return `incorrectly computed txid '${header.txId}' -- expected '${expected}'`;
  if (proposalBytes.length === 0) return 'empty proposal bytes';
  if (signature.length === 0) return 'empty signature bytes';
  return undefined;
};

/**
 * Checks a proposal as a peer does: form, transaction id, creator, signature.
 * @returns the creator
 * @throws ProposalRefused with Fabric's message; it says nothing of the reason to who may not know
 */
export const checkProposal = (proposal: Proposal, configuration: Configuration): Member => {
  const { header } = proposal;
  const refuse = (message: string): never => {
    throw new ProposalRefused(`error validating proposal: ${message}`);
  };
  const malformed = checkForm(proposal);
  if (malformed) return refuse(malformed);
  let creator: Member;
  try {
    creator = configuration.members.member(header.creator);
  } catch {
    return refuse(`access denied: channel [${header.channelId}] creator org unknown, creator is malformed`);
  }
  const verified = creator.refusal === undefined && creator.identity.verify(proposal.proposalBytes, proposal.signature);
  if (!verified) {
    return refuse(`access denied: channel [${header.channelId}] creator org [${creator.identity.mspId}]`);
  }
  return creator;
};

/** @throws ProposalRefused when the creator's certificate has run out */
export const checkExpiry = (creator: Member): void => {
  if (Date.now() > creator.identity.expires) throw new ProposalRefused('proposal client identity expired');
};

/** @throws ProposalRefused when the channel's policy for the resource is not met by the creator alone */
export const checkAccess = (creator: Member, configuration: Configuration, channel: string, path: string): void => {
  if (configuration.admits(path, creator)) return;
  const group = path.split('/').at(-1);
  throw new ProposalRefused(
    `failed evaluating policy on signed data during check policy on channel [${channel}] with policy [${path}]: ` +
      `[implicit policy evaluation failed - 0 sub-policies were satisfied, but this policy requires 1 of the '${group}' sub-policies to be satisfied]`,
  );
};
