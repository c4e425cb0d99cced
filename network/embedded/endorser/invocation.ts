import type { peer } from '@hyperledger/fabric-protos';
import type { Configuration } from '../channel/configuration.ts';
import { lifecycleNamespace, sequenceKey } from '../lifecycle/definition.ts';
import { checkAccess, type Proposal } from '../proposal/proposal.ts';
import { privateSpace } from '../storage/keys.ts';
import { HashReader } from '../storage/private.ts';
import { StateReader } from '../storage/state.ts';
import type { Snapshot, Store } from '../storage/store.ts';
import { CollectionAccess } from './collection-access.ts';
import { checkReceivers } from './dissemination.ts';
import type { Outcome } from './endorse.ts';
import { StubHandler } from './handler.ts';
import { interestOf } from './interest.ts';
import type { Chaincode, ChaincodeResponse, Shim, Stub } from './shim.ts';
import { Simulation, type WriteLimits } from './simulation.ts';

/** A chaincode that this peer can run. */
export interface Installed {
  readonly chaincode: Chaincode;
  readonly version: string;
}

export interface InvocationParts {
  readonly mspId: string;
  readonly store: Store;
  readonly shim: Shim;
  readonly installed: ReadonlyMap<string, Installed>;
  readonly limits: WriteLimits;
  readonly configuration: () => Configuration;
}

const eventOf = (event: peer.ChaincodeEvent | undefined, name: string, txId: string): Uint8Array => {
  if (!event) return new Uint8Array();
  event.setChaincodeId(name);
  event.setTxId(txId);
  return event.serializeBinary();
};

/** One transaction under way: the simulation, and who has been called in it. */
class Invocation {
  readonly simulation: Simulation;
  readonly #parts: InvocationParts;
  readonly #proposal: Proposal;
  readonly #snapshot: Snapshot;
  readonly #handlers: StubHandler[] = [];
  readonly #running = new Set<string>();

  constructor(parts: InvocationParts, proposal: Proposal, snapshot: Snapshot) {
    const { store, mspId, limits } = parts;
    this.#parts = parts;
    this.#proposal = proposal;
    this.#snapshot = snapshot;
    const from = {
      state: new StateReader(store, snapshot),
      values: new StateReader(store, snapshot, privateSpace(mspId)),
      hashes: new HashReader(store, snapshot),
    };
    this.simulation = new Simulation(from, limits, proposal.header.txId);
  }

  /** @throws when there is no such chaincode, or it is already running in this transaction */
  async run(name: string, input: peer.ChaincodeInput): Promise<{ answer: ChaincodeResponse; stub: Stub }> {
    const { channelId: channel, txId } = this.#proposal.header;
    const { shim, store, installed, configuration } = this.#parts;
    // A real peer reads the definition's sequence in each simulation: its change voids what was endorsed before.
    const defined = this.simulation.get(lifecycleNamespace, sequenceKey(name)) !== undefined;
    const chaincode = installed.get(name)?.chaincode;
    if (!defined || !chaincode) {
      const called =
        this.#running.size > 0 ? `[channel ${channel}] failed to get chaincode container info for ${name}: ` : '';
      throw new Error(`${called}chaincode ${name} not found`);
    }
    if (this.#running.has(name)) throw new Error(`txid: ${txId}(${channel}) exists`);
    const current = configuration();
    const creator = current.members.member(this.#proposal.header.creator);
    const access = new CollectionAccess(this.simulation, { channel, namespace: name }, current, creator);
    const handler = new StubHandler(this.simulation, name, {
      ...{ txId, store, access, snapshot: this.#snapshot, iterators: shim.iterators },
      call: (target, args) => this.#call(target, args),
    });
    this.#handlers.push(handler);
    this.#running.add(name);
    try {
      const stub = new shim.ChaincodeStub(handler, channel, txId, input, this.#proposal.signed);
      return { answer: await chaincode.Invoke(stub), stub };
    } finally {
      this.#running.delete(name);
    }
  }

  /** Closes what chaincode left open. */
  async end(): Promise<void> {
    for (const handler of this.#handlers) await handler.end();
    await this.#snapshot.close();
  }

  /** `name` or `name/channel`, as the shim puts it. */
  async #call(target: string, input: peer.ChaincodeInput): Promise<ChaincodeResponse> {
    const { channelId, creator } = this.#proposal.header;
    const [name = '', channel = channelId] = target.split('/');
    if (channel !== channelId) throw new Error(`failed to find ledger for channel: ${channel}`);
    const configuration = this.#parts.configuration();
    checkAccess(configuration.members.member(creator), configuration, channelId, '/Channel/Application/Writers');
    try {
      const { answer } = await this.run(name.split(':')[0] ?? '', input);
      return { status: answer.status, message: answer.message ?? '', payload: Buffer.from(answer.payload ?? []) };
    } catch (error) {
      throw new Error(`execute failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}

/**
 * Runs a contract once, through the shim's own classes, against a snapshot of committed state.
 * @throws when the transaction broke a limit or a rule that no chaincode may bend
 */
export const invoke = async (parts: InvocationParts, proposal: Proposal): Promise<Outcome> => {
  const invocation = new Invocation(parts, proposal, parts.store.snapshot());
  const { simulation } = invocation;
  try {
    const { answer, stub } = await invocation.run(proposal.chaincode, proposal.input);
    if (simulation.failure) throw simulation.failure;
    const failed = answer.status >= 400;
    const privateResults = failed ? undefined : simulation.privateResults();
    if (privateResults) checkReceivers(simulation, parts);
    return {
      response: {
        status: answer.status,
        message: answer.message ?? '',
        payload: Buffer.from(answer.payload ?? []),
      },
      results: simulation.results(),
      event: failed ? new Uint8Array() : eventOf(stub.chaincodeEvent, proposal.chaincode, proposal.header.txId),
      version: parts.installed.get(proposal.chaincode)?.version ?? '',
      interest: interestOf(simulation.touched()),
      privateResults,
    };
  } finally {
    await invocation.end();
  }
};
