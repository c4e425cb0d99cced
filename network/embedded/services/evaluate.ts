import type { gateway } from '@hyperledger/fabric-protos';
import type { Peer } from '../endorser/peer.ts';
import { isSystemChaincode } from '../endorser/system.ts';
import { field, varint } from '../wire/bytes.ts';
import { failureOf } from './endorse.ts';
import { codes, type Detail, RpcError } from './errors.ts';
import type { NetworkView } from './network-view.ts';
import { readProposalRequest, requireTarget } from './requests.ts';

/** The local peer first, then the others: of the target organizations where the client names some. */
const evaluators = (view: NetworkView, chaincode: string, targets: readonly string[]): Peer[] => {
  const wanted = targets.length === 0 ? [...view.peers.keys()] : targets;
  const others = wanted.filter((mspId) => mspId !== view.local.mspId);
  const order = wanted.includes(view.local.mspId) ? [view.local.mspId, ...others] : others;
  return order
    .flatMap((mspId) => view.peers.get(mspId) ?? [])
    .filter((peer) => isSystemChaincode(chaincode) || peer.has(chaincode));
};

/** EvaluateResponse around a peer.Response. */
const encode = (status: number, message: string, result: Uint8Array): Buffer =>
  field(
    1,
    Buffer.concat([
      Buffer.from([0x08]),
      varint(status),
      ...(message === '' ? [] : [field(2, Buffer.from(message))]),
      ...(result.length === 0 ? [] : [field(3, result)]),
    ]),
  );

/**
 * Fabric's gateway Evaluate: one peer's answer, the local one's where it may; a peer that fails by
 * itself, not by its chaincode's word, is replaced by the next.
 * @throws RpcError with a detail for each peer that failed
 */
export const evaluate = async (view: NetworkView, message: gateway.EvaluateRequest): Promise<Uint8Array> => {
  const request = readProposalRequest(
    message.getProposedTransaction(),
    'failed to unpack transaction proposal: a signed proposal is required',
  );
  requireTarget(request);
  const asked = message.getTargetOrganizationsList();
  // Transient data goes nowhere else unless the client says so.
  const targets = request.hasTransient && asked.length === 0 ? [view.local.mspId] : asked;
  const peers = request.channel === view.channel ? evaluators(view, request.chaincode, targets) : [];
  if (peers.length === 0) {
    throw new RpcError(
      codes.FAILED_PRECONDITION,
      `no peers available to evaluate chaincode ${request.chaincode} in channel ${request.channel}`,
    );
  }
  const details: Detail[] = [];
  for (const peer of peers) {
    const answer = await peer.propose(request.signed, false);
    const failure = failureOf(peer, answer);
    if (!failure && answer.kind === 'response') {
      return encode(answer.response.status, answer.response.message, answer.response.result);
    }
    if (!failure) continue;
    details.push(failure);
    const byPeer =
      answer.kind === 'response' && answer.response.payload === undefined && answer.response.status === 500;
    if (byPeer) continue;
    const code = answer.kind === 'refused' ? codes.FAILED_PRECONDITION : codes.UNKNOWN;
    throw new RpcError(code, `evaluate call to endorser returned error: ${failure.message}`, details);
  }
  throw new RpcError(codes.ABORTED, 'failed to evaluate transaction, see attached details for more info', details);
};
