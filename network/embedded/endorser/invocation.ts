import type { peer } from '@hyperledger/fabric-protos';
import { lifecycleNamespace, sequenceKey } from '../lifecycle/definition.ts';
import type { Proposal } from '../proposal/proposal.ts';
import { StateReader } from '../storage/state.ts';
import type { Store } from '../storage/store.ts';
import type { Outcome } from './endorse.ts';
import { StubHandler } from './handler.ts';
import type { Chaincode, Shim } from './shim.ts';
import { Simulation, type WriteLimits } from './simulation.ts';

export interface InvocationParts {
  readonly store: Store;
  readonly shim: Shim;
  readonly chaincode: Chaincode;
  readonly name: string;
  readonly version: string;
  readonly limits: WriteLimits;
}

const eventOf = (event: peer.ChaincodeEvent | undefined, name: string, txId: string): Uint8Array => {
  if (!event) return new Uint8Array();
  event.setChaincodeId(name);
  event.setTxId(txId);
  return event.serializeBinary();
};

/**
 * Runs a contract once, through the shim's own classes, against a snapshot of committed state.
 * @throws when the transaction broke a limit or a rule that no chaincode may bend
 */
export const invoke = async (parts: InvocationParts, proposal: Proposal): Promise<Outcome> => {
  const { channelId, txId } = proposal.header;
  const snapshot = parts.store.snapshot();
  const simulation = new Simulation(new StateReader(parts.store, snapshot), parts.limits, txId);
  const source = { store: parts.store, snapshot };
  const handler = new StubHandler(simulation, parts.name, source, parts.shim.iterators);
  try {
    // A real peer reads the definition's sequence in each simulation: its change voids what was endorsed before.
    if (simulation.get(lifecycleNamespace, sequenceKey(parts.name)) === undefined) {
      throw new Error(`chaincode ${parts.name} not found`);
    }
    const stub = new parts.shim.ChaincodeStub(handler, channelId, txId, proposal.input, proposal.signed);
    const answer = await parts.chaincode.Invoke(stub);
    if (simulation.failure) throw simulation.failure;
    const failed = answer.status >= 400;
    return {
      response: {
        status: answer.status,
        message: answer.message ?? '',
        payload: Buffer.from(answer.payload ?? []),
      },
      results: simulation.results(),
      event: failed ? new Uint8Array() : eventOf(stub.chaincodeEvent, parts.name, txId),
      version: parts.version,
    };
  } finally {
    await handler.end();
    await snapshot.close();
  }
};
