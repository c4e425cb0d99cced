import { type gateway, peer as peerProtos } from '@hyperledger/fabric-protos';
import type { Answer, Peer } from '../endorser/peer.ts';
import { equal, field } from '../wire/bytes.ts';
import { defaultInterest, endorsementLayouts, NoPlanError, protectedCollections } from './endorsement-plan.ts';
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
  /** What the first endorser says of who must endorse. */
  interest: Uint8Array | undefined;

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
      this.interest ??= response.interest;
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

/** One peer of each organization that the client names. */
const namedLayout = (view: NetworkView, request: ProposalRequest, organizations: readonly string[]): Peer[] => {
  const found = [...new Set(organizations)].flatMap((mspId) => view.peers.get(mspId) ?? []);
  const able = request.channel === view.channel ? found.filter((peer) => peer.has(request.chaincode)) : [];
  const missing = organizations.filter((mspId) => !able.some((peer) => peer.mspId === mspId));
  if (missing.length > 0) {
    throw new RpcError(codes.UNAVAILABLE, `failed to find any endorsing peers for org(s): ${missing.join(', ')}`);
  }
  return able;
};

const noCombination = (error: unknown): RpcError => {
  if (!(error instanceof NoPlanError)) throw error;
  return new RpcError(
    codes.FAILED_PRECONDITION,
    `no combination of peers can be derived which satisfy the endorsement policy: ${error.message}`,
  );
};

/** Who must endorse beside the first, as its answer tells; with transient data, members of collections only. */
const planned = (view: NetworkView, request: ProposalRequest, first: Peer, told: Uint8Array | undefined) => {
  const said = peerProtos.ChaincodeInterest.deserializeBinary(told ?? new Uint8Array());
  const interest = said.getChaincodesList().length > 0 ? said : defaultInterest(request.chaincode);
  const layouts = (membersOnly: boolean) => endorsementLayouts(view, interest, { preferred: first, membersOnly });
  try {
    return layouts(request.hasTransient);
  } catch (error) {
    const refusal = noCombination(error);
    const collections = request.hasTransient ? protectedCollections(interest) : [];
    if (collections.length === 0) throw refusal;
    try {
      layouts(false);
    } catch {
      throw refusal;
    }
    throw new RpcError(
      codes.FAILED_PRECONDITION,
      'requires endorsement from organisation(s) that are not in the distribution policy of the private data ' +
        `collection(s): [${collections.join(' ')}]; retry specifying trusted endorsing organizations to protect transient data`,
    );
  }
};

/** The local peer looks at every proposal first: transient data goes nowhere before it has. */
const firstEndorser = (view: NetworkView, request: ProposalRequest): Peer => {
  if (request.channel === view.channel && view.local.has(request.chaincode)) return view.local;
  if (request.hasTransient) {
    throw new RpcError(
      codes.FAILED_PRECONDITION,
      "no endorsers found in the gateway's organization; retry specifying endorsing organization(s) to protect transient data",
    );
  }
  const unknown = `No metadata was found for chaincode ${request.chaincode} in channel ${request.channel}`;
  throw noCombination(new NoPlanError(unknown));
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
  const collection = new Collection();
  const ask = async (peer: Peer): Promise<void> => collection.add(peer, await peer.propose(request.signed, true));
  const askFirst = async () => {
    const first = firstEndorser(view, request);
    await ask(first);
    if (!collection.failed(first)) return planned(view, request, first, collection.interest);
    throw new RpcError(
      codes.ABORTED,
      'failed to endorse transaction, see attached details for more info',
      collection.details,
    );
  };
  const layouts = explicit.length > 0 ? [namedLayout(view, request, explicit)] : await askFirst();
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
