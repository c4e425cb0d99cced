import type { Gateway, ProposalOptions } from '@hyperledger/fabric-gateway';
import { canonical, type Outcome, privateQueries, privateTransactions } from '@suyuan/schemas';
import type { Addressed, Committed, HostOf, Named, QuestionName, Speaker, ToSign, TransactionName } from './ledger.ts';
import type { Peer, SigningIdentity } from './peer.ts';
import { recheckProposal, recheckQuery, recheckTransaction } from './recheck.ts';
import { invalid, refusing } from './refusal.ts';
import { BEHIND, retrying } from './retry.ts';
import type { Route } from './route.ts';
import { isUncertain, settle } from './settle.ts';

export interface Place {
  readonly peer: Peer;
  readonly own: SigningIdentity;
  /** How what is public goes while the own peer is lost. */
  readonly route: Route;
  readonly channel: string;
  readonly chaincode: string;
  /** Milliseconds for asking what became of a transaction whose submit was not answered. */
  readonly settleMs: number;
}

export const outcomeOf = (payload: Uint8Array) => JSON.parse(Buffer.from(payload).toString('utf8')) as Outcome;

/** Queries that private values answer, and only the peer that holds them. */
const OF_ONE_PEER: ReadonlySet<string> = new Set([
  ...Object.keys(privateQueries),
  'registration:precheck',
  'registration:examine',
]);

/** How a proposal says its argument. What is private names the one operator whose peer it goes to: else others see it, too. */
export function proposalOptions({ own }: Place, name: string, argument: unknown, to: Addressed = {}): ProposalOptions {
  const said = { arguments: [canonical(argument)] };
  const endorsingOrganizations = [to.at ?? own.msp];
  if (to.content) return { ...said, transientData: { vault: canonical(to.content) }, endorsingOrganizations };
  return OF_ONE_PEER.has(name) ? { ...said, endorsingOrganizations } : said;
}

/** A proposal that its speaker signs elsewhere. Its time and nonce are made here, its id follows from them. */
export function prepare(
  place: Place,
  speaker: Speaker,
  name: TransactionName | QuestionName,
  argument: object,
  to?: Addressed,
): ToSign {
  const contract = place.peer.as(speaker).getNetwork(place.channel).getContract(place.chaincode);
  const proposal = contract.newProposal(name, proposalOptions(place, name, argument, to));
  return {
    transactionId: proposal.getTransactionId(),
    bytes: proposal.getBytes(),
    toSign: proposal.getDigest(),
  };
}

/** A query's payload: JSON, or null when there is none. */
export const answerOf = (payload: Uint8Array): unknown =>
  payload.length ? JSON.parse(Buffer.from(payload).toString('utf8')) : null;

/** Asks a query by a signed proposal. */
export async function evaluate(
  place: Place,
  speaker: Speaker,
  bytes: Uint8Array,
  signature: Uint8Array,
): Promise<unknown> {
  recheckQuery(bytes, { ...place, speaker });
  const proposal = place.peer.as(speaker).newSignedProposal(bytes, signature);
  return answerOf(await refusing(proposal.getTransactionId(), () => proposal.evaluate()));
}

/** Has a signed proposal endorsed; answers the transaction that its speaker signs next. */
export async function endorse(
  place: Place,
  speaker: Speaker,
  bytes: Uint8Array,
  signature: Uint8Array,
  hostOf: HostOf = async () => undefined,
): Promise<ToSign & Named> {
  const named = await recheckProposal(bytes, { ...place, speaker }, hostOf);
  const endorsedAt = (peer: Peer) => {
    const proposal = peer.as(speaker).newSignedProposal(bytes, signature);
    return refusing(proposal.getTransactionId(), () => proposal.endorse());
  };
  const isPrivate = ofTheHost(named.name);
  const endorsed = () => (isPrivate ? endorsedAt(place.peer) : place.route.through(endorsedAt));
  const transaction = await retrying(endorsed, BEHIND);
  return {
    transactionId: transaction.getTransactionId(),
    bytes: transaction.getBytes(),
    toSign: transaction.getDigest(),
    ...named,
  };
}

/** Orders a signed transaction and learns its commit with the gateway's own identity. */
export async function submit(
  place: Place,
  speaker: Speaker,
  bytes: Uint8Array,
  signature: Uint8Array,
): Promise<Committed & Named> {
  const named = recheckTransaction(bytes, { ...place, speaker });
  const at = (peer: Peer) => peer.as(place.own).newSignedTransaction(bytes, signature);
  return { ...(await commit(place, at, ofTheHost(named.name) ? place.peer : undefined)), ...named };
}

type Transaction = ReturnType<Gateway['newSignedTransaction']>;

/** What only the host's own peer is sent, with whatever else becomes of it. */
export const ofTheHost = (name: string): boolean => Object.hasOwn(privateTransactions, name);

const ordered = async (transaction: Transaction) => (await transaction.submit()).getStatus();

/**
 * Submits a transaction and waits for its commit status. One that is not answered may have been ordered: where its peer
 * is lost the same transaction is shown to another, since the ledger keeps one of its id; else it is asked for by its id.
 * It is never sent as another. `only` names the one peer that may have it.
 * @throws LEDGER_CONFLICT when it lost a race, LEDGER_INVALID, LEDGER_TIMEOUT when nobody knows its fate
 */
export async function commit(place: Place, at: (peer: Peer) => Transaction, only?: Peer): Promise<Committed> {
  const { route, own, channel, settleMs } = place;
  const first = only ?? (await route.peer());
  const transaction = at(first);
  const txId = transaction.getTransactionId();
  const status = await refusing(txId, async () => {
    try {
      return await ordered(transaction);
    } catch (error) {
      if (!isUncertain(error)) throw error;
    }
    const peers = await route.inOrder();
    const [next] = peers;
    try {
      if (!only && next !== first) return await ordered(at(next));
    } catch (error) {
      if (!isUncertain(error)) throw error;
    }
    return settle(peers, own, channel, txId, settleMs);
  });
  if (!status.successful) throw invalid(txId, status.code);
  return { transactionId: txId, block: Number(status.blockNumber), outcome: outcomeOf(transaction.getResult()) };
}
