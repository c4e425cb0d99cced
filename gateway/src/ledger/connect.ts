import { randomUUID } from 'node:crypto';
import { type CommandName, canonical } from '@suyuan/schemas';
import { type LedgerBlock, readBlock } from './block.ts';
import { type Connection, ownOperator } from './connection.ts';
import type { Committed, Ledger } from './ledger.ts';
import * as offline from './offline.ts';
import { identityFromFiles, openPeer, type SigningIdentity } from './peer.ts';
import { refusing } from './refusal.ts';
import { retrying } from './retry.ts';
import * as system from './system.ts';

async function submitOnce(place: offline.Place, identity: SigningIdentity, name: CommandName, command: object) {
  const contract = place.peer.as(identity).getNetwork(place.channel).getContract(place.chaincode);
  const proposal = contract.newProposal(name, { arguments: [canonical(command)] });
  const transaction = await refusing(proposal.getTransactionId(), () => proposal.endorse());
  return offline.commit(transaction, offline.outcomeOf(transaction.getResult()));
}

/** Connects to the peer of the gateway's own operator. Nothing is sent before the first call. */
export function connectLedger(connection: Connection, operatorName: string | undefined): Ledger {
  const { operator, person } = ownOperator(connection, operatorName);
  const peer = openPeer(operator);
  const own = identityFromFiles(operator.mspId, person);
  const place = { peer, own, channel: connection.channel, chaincode: connection.chaincode };
  const network = peer.as(own).getNetwork(place.channel);

  async function* blocks(from: number, signal: AbortSignal): AsyncGenerator<LedgerBlock> {
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
        yield readBlock(value, place.chaincode);
        coming = iterator.next();
        coming.catch(() => undefined);
      }
    } finally {
      signal.removeEventListener('abort', stop);
      events.close();
    }
  }

  const submitAs = (identity: SigningIdentity, name: CommandName, command: object): Promise<Committed> =>
    retrying(() => submitOnce(place, identity, name, command));

  return {
    operator: { mspId: operator.mspId, name: operator.name },
    channel: place.channel,
    chaincode: place.chaincode,
    evaluateAs: async (identity, query, argument) => {
      const contract = peer.as(identity).getNetwork(place.channel).getContract(place.chaincode);
      const answer = await refusing('', () => contract.evaluateTransaction(query, canonical(argument)));
      return offline.answerOf(answer);
    },
    evaluate: (speaker, bytes, signature) => offline.evaluate(place, speaker, bytes, signature),
    submitAs,
    prepare: (speaker, name, command) => offline.prepare(place, speaker, name, command),
    endorse: (speaker, bytes, signature) => offline.endorse(place, speaker, bytes, signature),
    submit: (speaker, bytes, signature) => offline.submit(place, speaker, bytes, signature),
    fate: (transactionId) => system.fate(network, transactionId),
    blocks,
    height: () => system.height(network),
    channelConfig: () => system.channelConfig(network),
    tick: async () => void (await submitAs(own, 'clock:tick', { commandId: `tick-${randomUUID()}` })),
    close: () => peer.close(),
  };
}
