import { common, gateway, peer } from '@hyperledger/fabric-protos';
import type { Signer } from './admin.ts';
import { newProposal, type Proposal } from './proposal.ts';
import { openLink, unary } from './rpc.ts';

/** One operator's peer, as its administrator speaks to it. */
export interface PeerClient {
  readonly mspId: string;
  readonly admin: Signer;
  /** Resolves when the peer serves, at the latest after `ms`. */
  ready(ms: number): Promise<void>;
  /** Asks a chaincode and answers its payload. @throws with the peer's words when it refuses */
  ask(channel: string, chaincode: string, args: readonly (string | Uint8Array)[]): Promise<Uint8Array>;
  /** This peer's answer to a proposal of anybody. @throws with the peer's words when it refuses */
  endorse(proposal: Proposal): Promise<peer.ProposalResponse>;
  /** Waits until the transaction is committed here. @returns its block @throws naming the code when it is not valid */
  committed(channel: string, transactionId: string, ms?: number): Promise<number>;
  /** Endorsement as the peer's gateway plans it, from all the operators named; from whom it likes when there are none. */
  plan(proposal: Proposal, operators: readonly string[], ms: number): Promise<common.Envelope>;
  /** Number of blocks of the channel here. */
  height(channel: string): Promise<number>;
  close(): void;
}

const callMs = 30_000;

const codeName = (code: number): string =>
  Object.entries(peer.TxValidationCode).find(([, value]) => value === code)?.[0] ?? String(code);

/** Connects to an operator's peer. `tlsRoot` is PEM. */
export const connectPeer = (address: string, tlsRoot: string, admin: Signer): PeerClient => {
  const link = openLink(address, tlsRoot);
  const endorse = async (proposal: Proposal): Promise<peer.ProposalResponse> => {
    const decode = peer.ProposalResponse.deserializeBinary;
    const answer = await unary(link, '/protos.Endorser/ProcessProposal', proposal.signed, decode, callMs);
    const response = answer.getResponse();
    if (response?.getStatus() === 200) return answer;
    throw new Error(`${admin.mspId}'s peer refuses: ${response?.getMessage() ?? 'no reason given'}`);
  };
  const ask = async (channel: string, chaincode: string, args: readonly (string | Uint8Array)[]) => {
    const answer = await endorse(newProposal(admin, channel, chaincode, args));
    return answer.getResponse()?.getPayload_asU8() ?? new Uint8Array();
  };
  return {
    mspId: admin.mspId,
    admin,
    ready: (ms) =>
      new Promise((resolve, reject) => {
        link.waitForReady(Date.now() + ms, (error) => (error ? reject(error) : resolve()));
      }),
    ask,
    endorse,
    committed: async (channel, transactionId, ms = callMs) => {
      const request = new gateway.CommitStatusRequest();
      request.setTransactionId(transactionId);
      request.setChannelId(channel);
      request.setIdentity(admin.identity);
      const signed = new gateway.SignedCommitStatusRequest();
      signed.setRequest(request.serializeBinary());
      signed.setSignature(admin.sign(signed.getRequest_asU8()));
      const decode = gateway.CommitStatusResponse.deserializeBinary;
      const answer = await unary(link, '/gateway.Gateway/CommitStatus', signed, decode, ms);
      if (answer.getResult() !== peer.TxValidationCode.VALID) {
        throw new Error(`a transaction of ${admin.mspId} is not valid: ${codeName(answer.getResult())}`);
      }
      return Number(answer.getBlockNumber());
    },
    plan: async (proposal, operators, ms) => {
      const request = new gateway.EndorseRequest();
      request.setTransactionId(proposal.transactionId);
      request.setChannelId(proposal.channel);
      request.setProposedTransaction(proposal.signed);
      request.setEndorsingOrganizationsList([...operators]);
      const decode = gateway.EndorseResponse.deserializeBinary;
      const answer = await unary(link, '/gateway.Gateway/Endorse', request, decode, ms);
      const prepared = answer.getPreparedTransaction();
      if (!prepared) throw new Error(`${admin.mspId}'s gateway prepared no transaction`);
      return prepared;
    },
    height: async (channel) =>
      Number(
        common.BlockchainInfo.deserializeBinary(await ask(channel, 'qscc', ['GetChainInfo', channel])).getHeight(),
      ),
    close: () => link.close(),
  };
};
