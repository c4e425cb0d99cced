import { peer } from '@hyperledger/fabric-protos';
import type { Configuration } from '../channel/configuration.ts';
import {
  checkAccess,
  checkExpiry,
  checkProposal,
  type Proposal,
  ProposalRefused,
  unpackProposal,
} from '../proposal/proposal.ts';
import type { Chain } from '../storage/chain.ts';
import { asBuffer } from '../wire/bytes.ts';
import type { PeerResponse } from './messages.ts';

/** What running a chaincode gives. */
export interface Outcome {
  readonly response: { readonly status: number; readonly message: string; readonly payload: Uint8Array };
  readonly results: Uint8Array;
  readonly event: Uint8Array;
  readonly version: string;
  /** Which policies the endorsers must satisfy together; absent where nothing is simulated. */
  readonly interest?: peer.ChaincodeInterest | undefined;
  /** What was written to collections, a TxPvtReadWriteSet. */
  readonly privateResults?: Uint8Array | undefined;
}

/** Chaincode as the endorser calls it: by name, or not there at all. */
export type Execute = (proposal: Proposal) => Promise<Outcome>;

export interface EndorserParts {
  readonly channel: string;
  readonly chain: Chain;
  readonly configuration: () => Configuration;
  /** The chaincode of a name; system chaincodes check access themselves. */
  readonly chaincode: (name: string) => { readonly system: boolean; readonly execute: Execute } | undefined;
  /** Signs the payload and this peer's identity. */
  readonly sign: (payload: Uint8Array) => Uint8Array;
}

const failure = (message: string): PeerResponse => ({ status: 500, message, result: new Uint8Array() });

const responsePayload = (proposal: Proposal, outcome: Outcome): Uint8Array => {
  const response = new peer.Response();
  response.setStatus(outcome.response.status);
  response.setMessage(outcome.response.message);
  response.setPayload(outcome.response.payload);
  const id = new peer.ChaincodeID();
  id.setName(proposal.chaincode);
  id.setVersion(outcome.version);
  const action = new peer.ChaincodeAction();
  action.setResults(outcome.results);
  action.setEvents(outcome.event);
  action.setResponse(response);
  action.setChaincodeId(id);
  const payload = new peer.ProposalResponsePayload();
  payload.setProposalHash(proposal.hash);
  payload.setExtension$(action.serializeBinary());
  return payload.serializeBinary();
};

const admit = (parts: EndorserParts, proposal: Proposal, system: boolean): void => {
  const configuration = parts.configuration();
  const creator = checkProposal(proposal, configuration);
  checkExpiry(creator);
  const { txId, channelId } = proposal.header;
  // Without a channel nothing can be submitted: neither a second time nor at all.
  if (channelId === '') return;
  if (parts.chain.transaction(txId)) {
    const creatorHex = proposal.header.creator.toString('hex');
    throw new ProposalRefused(`duplicate transaction found [${txId}]. Creator [${creatorHex}]`);
  }
  if (!system) checkAccess(creator, configuration, channelId, '/Channel/Application/Writers');
};

/**
 * Fabric's ProcessProposal: check, simulate, sign.
 * @param endorse false spares the signature of an answer that nobody submits
 * @throws ProposalRefused when the message is refused before chaincode sees it
 */
export const processProposal = async (
  parts: EndorserParts,
  bytes: Uint8Array,
  endorse: boolean,
): Promise<PeerResponse> => {
  const proposal = unpackProposal(peer.SignedProposal.deserializeBinary(bytes));
  const { channelId } = proposal.header;
  if (channelId !== '' && channelId !== parts.channel) return failure(`channel '${channelId}' not found`);
  const found = parts.chaincode(proposal.chaincode);
  const chaincode = channelId === '' && !found?.system ? undefined : found;
  admit(parts, proposal, chaincode?.system ?? false);
  if (!chaincode) {
    return failure(
      `make sure the chaincode ${proposal.chaincode} has been successfully defined on channel ${channelId} and try again: chaincode ${proposal.chaincode} not found`,
    );
  }
  let outcome: Outcome;
  try {
    outcome = await chaincode.execute(proposal);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return failure(`error in simulation: failed to execute transaction ${proposal.header.txId}: ${reason}`);
  }
  const { status, message, payload: result } = outcome.response;
  const response: PeerResponse = {
    ...{ status, message, result },
    ...(outcome.interest ? { interest: outcome.interest.serializeBinary() } : {}),
    ...(outcome.privateResults && endorse ? { privateSet: outcome.privateResults, txId: proposal.header.txId } : {}),
  };
  if ((status >= 400 && status < 500) || channelId === '') return response;
  const payload = responsePayload(proposal, outcome);
  if (status >= 500 || !endorse) return { ...response, payload };
  return { ...response, payload, signature: asBuffer(parts.sign(payload)) };
};
