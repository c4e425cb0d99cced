import { randomUUID } from 'node:crypto';
import type { Contract } from '@hyperledger/fabric-gateway';
import { canonical, refuse, sha256Hex } from '@suyuan/schemas';
import { attest } from './attest.ts';
import { type LedgerBlock, readBlock } from './block.ts';
import { type Connection, ownOperator } from './connection.ts';
import { type BlockSource, follow } from './follow.ts';
import type { Addressed, Committed, Erased, Ledger, TransactionName } from './ledger.ts';
import * as offline from './offline.ts';
import { DEADLINES, type Deadlines, identityFromFiles, openPeer, type Peer, type SigningIdentity } from './peer.ts';
import { privateBlocks } from './private.ts';
import { QUEUE, type QueueLimits, queue } from './queue.ts';
import { refusing } from './refusal.ts';
import { retrying } from './retry.ts';
import { routeBy } from './route.ts';
import * as system from './system.ts';
import { openTargets } from './targets.ts';

/** What may be set; the rest has its default. */
export interface LedgerSettings {
  readonly deadlines?: Partial<Deadlines>;
  readonly queue?: Partial<QueueLimits>;
  /** Hears which peer blocks could not be read from any longer, and why. */
  readonly onLost?: (peer: string, error: unknown) => void;
}

interface Submission {
  readonly name: TransactionName;
  readonly command: object;
  readonly to?: Addressed | undefined;
}

/** Endorsed at the peer of the moment and ordered through it; what is private at the own peer alone. */
async function submitOnce(place: offline.Place, identity: SigningIdentity, { name, command, to }: Submission) {
  const only = to?.content || offline.ofTheHost(name) ? place.peer : undefined;
  const peer = only ?? (await place.route.peer());
  const contract = peer.as(identity).getNetwork(place.channel).getContract(place.chaincode);
  const proposal = contract.newProposal(name, offline.proposalOptions(place, name, command, to));
  const bytes = (await refusing(proposal.getTransactionId(), () => proposal.endorse())).getBytes();
  return offline.commit(place, (one) => one.as(identity).newTransaction(bytes), only);
}

/** The implicit collection of an operator, which its peer alone holds. */
const collectionOf = (msp: string) => `_implicit_org_${msp}`;

/** The own peer's answer, which need not be of the committee whose peers look again when they endorse. */
async function mustHaveNothing(contract: Contract, question: Erased): Promise<void> {
  const bytes = await refusing('', () => contract.evaluate('vault:presence', { arguments: [canonical(question)] }));
  const { record, fields } = offline.answerOf(bytes) as { record: string; fields: Record<string, string> };
  const left = Object.entries({ record, ...fields }).find(([, state]) => state !== 'absent');
  if (left) throw refuse('VAULT_PRESENT', { vault: question.vault, host: question.host, name: left[0] });
}

/** A peer that cannot be reached within this time is left for the next, rather than waited for while no block comes. */
const READY_MS = 2000;

/** The blocks that one peer delivers to the gateway's own identity. */
function sourceAt(peer: Peer, { own, channel, chaincode }: offline.Place): BlockSource {
  async function* blocks(from: number, signal: AbortSignal): AsyncGenerator<LedgerBlock> {
    if (!(await peer.ready(READY_MS))) throw refuse('LEDGER_UNAVAILABLE');
    const network = peer.as(own).getNetwork(channel);
    const events = await refusing('', () => network.getBlockEvents({ startBlock: BigInt(from) }));
    const iterator = events[Symbol.asyncIterator]();
    // A stream that is closed before anybody iterates has no listener for its error, which would end the process.
    let coming = iterator.next();
    coming.catch(() => undefined);
    const stop = () => events.close();
    signal.addEventListener('abort', stop);
    try {
      for (;;) {
        if (signal.aborted) return;
        const { done, value } = await coming;
        if (done) return;
        yield readBlock(value, { chaincode, collection: collectionOf(own.msp) });
        coming = iterator.next();
        coming.catch(() => undefined);
      }
    } finally {
      signal.removeEventListener('abort', stop);
      events.close();
    }
  }
  return { name: peer.mspId, blocks };
}

/** Connects to the peer of the gateway's own operator, and to the others' for when it is lost. Sends nothing yet. */
export function connectLedger(
  connection: Connection,
  operatorName: string | undefined,
  settings: LedgerSettings = {},
): Ledger {
  const { operator, person } = ownOperator(connection, operatorName);
  const deadlines = { ...DEADLINES, ...settings.deadlines };
  const peer = openPeer(operator, deadlines);
  const others = connection.operators.filter((one) => one !== operator).map((one) => openPeer(one, deadlines));
  const own = identityFromFiles(operator.mspId, person);
  const { channel, chaincode } = connection;
  const route = routeBy(peer, others);
  const place: offline.Place = { peer, route, own, channel, chaincode, settleMs: deadlines.settle };
  const networkAt = (one: Peer) => one.as(own).getNetwork(channel);
  const network = networkAt(peer);
  const sources = [peer, ...others].map((one) => sourceAt(one, place));
  const targets = openTargets(connection, operator, person, deadlines.evaluate);
  const inTurn = queue({ ...QUEUE, ...settings.queue });

  const submitAs = (identity: SigningIdentity, submission: Submission): Promise<Committed> =>
    retrying(() => submitOnce(place, identity, submission));

  return {
    operator: { mspId: operator.mspId, name: operator.name },
    channel,
    chaincode,
    evaluateAs: async (identity, query, argument, at) => {
      const contract = peer.as(identity).getNetwork(channel).getContract(chaincode);
      const options = offline.proposalOptions(place, query, argument, { at });
      const answer = await refusing('', () => contract.evaluate(query, options));
      return offline.answerOf(answer);
    },
    evaluate: (speaker, bytes, signature) => offline.evaluate(place, speaker, bytes, signature),
    attest: (committee, speaker, bytes, signature) => attest(place, targets, committee, speaker, bytes, signature),
    submitAs: (identity, name, command, to) => inTurn(() => submitAs(identity, { name, command, to })),
    prepare: (speaker, name, command, to) => offline.prepare(place, speaker, name, command, to),
    endorse: (speaker, bytes, signature, hostOf) =>
      inTurn(() => offline.endorse(place, speaker, bytes, signature, hostOf)),
    submit: (speaker, bytes, signature) => inTurn(() => offline.submit(place, speaker, bytes, signature)),
    fate: async (transactionId) => system.fateOf((await route.inOrder()).map(networkAt), transactionId),
    blocks: (from, signal, previous) => follow(sources, { from, previous }, signal, settings.onLost),
    privateBlocks: (from, signal) =>
      privateBlocks(network, { chaincode, collection: collectionOf(operator.mspId) }, from, signal),
    height: () => system.height(network),
    rawBlock: (number) => system.rawBlock(network, number),
    channelConfig: () => system.channelConfig(network),
    // The clock does not wait behind the people whose commands need it.
    attestBatch: async (held) => {
      const commandId = `attest-${held.batch}-${own.msp}`.slice(0, 64).replace(/[^A-Za-z0-9_-]/g, '-');
      await submitAs(own, { name: 'batch:attest', command: { commandId, ...held } });
    },
    attestAbsence: async ({ vault, host, fields }) => {
      await mustHaveNothing(network.getContract(chaincode), { vault, host, fields });
      const commandId = `absence-${sha256Hex(`${vault}/${host}/${own.msp}`).slice(0, 32)}`;
      await submitAs(own, { name: 'vault:attest', command: { commandId, vault, host } });
    },
    tick: async () =>
      void (await submitAs(own, { name: 'clock:tick', command: { commandId: `tick-${randomUUID()}` } })),
    sealReading: async (span) => {
      const commandId = `reading-${span.until.replace(/[^0-9TZ]/g, '')}-${own.msp}`
        .slice(0, 64)
        .replace(/[^A-Za-z0-9_-]/g, '-');
      await submitAs(own, { name: 'reading:seal', command: { commandId, ...span } });
    },
    announce: async ({ address, certificate }) => {
      const command = { commandId: `announce-${randomUUID()}`, address, certificate };
      await submitAs(own, { name: 'membership:announce', command });
    },
    close: () => {
      targets.close();
      for (const one of [peer, ...others]) one.close();
    },
  };
}
