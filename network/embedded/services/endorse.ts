import type { gateway } from '@hyperledger/fabric-protos';
import type { Answer, Peer } from '../endorser/peer.ts';
import { equal, field } from '../wire/bytes.ts';
import { endorsementLayouts } from './endorsement-plan.ts';
import { codes, type Detail, RpcError } from './errors.ts';
import type { NetworkView } from './network-view.ts';
import { type ProposalRequest, readProposalRequest } from './requests.ts';

/** A peer's failure as the gateway reports it. */
export const failureOf = (peer: Peer, answer: Answer): Detail | undefined => {
  const detail = (message: string): Detail => ({ address: peer.address, mspId: peer.mspId, message });
  if (answer.kind === 'refused') return detail(answer.message);
  const { status, message, payload } = answer.response;
  if (status >= 200 && status < 400) return undefined;
  // Without a payload it was the peer that failed, not the chaincode.
  return detail(payload === undefined && status === 500 ? message : `chaincode response ${status}, ${message}`);
};

/** The endorsements of one proposal as they come in: all over the same payload. */
class Collection {
  readonly #endorsements = new Map<Peer, Uint8Array>();
  readonly #failed = new Set<Peer>();
  readonly details: Detail[] = [];
  payload: Uint8Array | undefined;

  has(peer: Peer): boolean {
    return this.#endorsements.has(peer);
  }

  failed(peer: Peer): boolean {
    return this.#failed.has(peer);
  }

  add(peer: Peer, answer: Answer): void {
    const failure = failureOf(peer, answer);
    const response = answer.kind === 'response' ? answer.response : undefined;
    if (failure || !response?.payload || !response.signature) {
      this.#fail(peer, failure?.message ?? 'no endorsement');
    } else if (this.payload && !equal(this.payload, response.payload)) {
      this.#fail(peer, 'ProposalResponsePayloads do not match');
    } else {
      this.payload = response.payload;
      this.#endorsements.set(peer, response.signature);
    }
  }

  /** Endorsement messages of the peers, in their wire form. */
  endorsementsOf(peers: readonly Peer[]): Buffer[] {
    return peers.flatMap((peer) => {
      const signature = this.#endorsements.get(peer);
      return signature ? [Buffer.concat([field(1, peer.identity), field(2, signature)])] : [];
    });
  }

  #fail(peer: Peer, message: string): void {
    this.#failed.add(peer);
    this.details.push({ address: peer.address, mspId: peer.mspId, message });
  }
}

/** The envelope that the client is to sign: the proposal with the peers' answer and endorsements. */
const prepare = (request: ProposalRequest, payload: Uint8Array, endorsements: readonly Uint8Array[]): Buffer => {
  const action = Buffer.concat([field(1, payload), ...endorsements.map((endorsement) => field(2, endorsement))]);
  const actionPayload = Buffer.concat([field(1, request.visiblePayload), field(2, action)]);
  const transactionAction = Buffer.concat([field(1, request.signatureHeader), field(2, actionPayload)]);
  const transaction = field(1, transactionAction);
  return field(1, Buffer.concat([field(1, request.header), field(2, transaction)]));
};

const layoutsOf = (
  view: NetworkView,
  request: ProposalRequest,
  organizations: readonly string[],
): readonly (readonly Peer[])[] => {
  if (organizations.length > 0) {
    const missing = organizations.filter((mspId) => !view.peers.has(mspId));
    if (missing.length > 0 || request.channel !== view.channel || request.chaincode !== view.chaincode) {
      const names = (missing.length > 0 ? missing : organizations).join(', ');
      throw new RpcError(codes.UNAVAILABLE, `failed to find any endorsing peers for org(s): ${names}`);
    }
    return [[...new Set(organizations)].flatMap((mspId) => view.peers.get(mspId) ?? [])];
  }
  const layouts = request.channel === view.channel ? endorsementLayouts(view, request.chaincode) : [];
  if (layouts.length === 0) {
    throw new RpcError(
      codes.FAILED_PRECONDITION,
      'no combination of peers can be derived which satisfy the endorsement policy: no endorsement combination can be satisfied',
    );
  }
  return layouts;
};

/**
 * Fabric's gateway Endorse: the first endorser alone, then the rest of a layout; a peer that fails
 * or answers differently sends it to the next layout without that peer.
 * @throws RpcError with a detail for each peer that failed
 */
export const endorse = async (view: NetworkView, message: gateway.EndorseRequest): Promise<Uint8Array> => {
  const request = readProposalRequest(
    message.getProposedTransaction(),
    'the proposed transaction must contain a signed proposal',
  );
  const explicit = message.getEndorsingOrganizationsList();
  const layouts = layoutsOf(view, request, explicit);
  const collection = new Collection();
  const ask = async (peer: Peer): Promise<void> => collection.add(peer, await peer.propose(request.signed, true));
  const first = layouts[0]?.[0];
  if (explicit.length === 0 && first) {
    await ask(first);
    if (collection.failed(first)) {
      throw new RpcError(
        codes.ABORTED,
        'failed to endorse transaction, see attached details for more info',
        collection.details,
      );
    }
  }
  for (const layout of layouts) {
    if (layout.some((peer) => collection.failed(peer))) continue;
    await Promise.all(layout.filter((peer) => !collection.has(peer)).map(ask));
    if (collection.payload && layout.every((peer) => collection.has(peer))) {
      return field(1, prepare(request, collection.payload, collection.endorsementsOf(layout)));
    }
  }
  throw new RpcError(
    codes.ABORTED,
    'failed to collect enough transaction endorsements, see attached details for more info',
    collection.details,
  );
};
