import { existsSync } from 'node:fs';
import type { Home } from '../home.ts';
import type { Topology } from '../topology.ts';
import { genesisOf } from './channel/found.ts';
import type { OrderingClient } from './client/orderers.ts';
import { refreshConnection } from './connection.ts';
import { type Consortium, connectOrderingService, openConsortium, orderingOperators } from './consortium.ts';
import { type Layout, layoutOf } from './layout.ts';
import { kept, loadBundle, takeBundle } from './lifecycle/bundle.ts';
import { approve, commit, nextDefinition } from './lifecycle/deploy.ts';
import { unlessInterrupted } from './processes/lock.ts';
import { end, withNode } from './processes/run.ts';
import { smoke } from './smoke.ts';
import { type Joining, type StartedPeer, startOrderer, startPeer } from './start.ts';
import { committeeOf, type Ordering, readState, type State, writeState } from './state.ts';

export interface UpOptions {
  readonly topology: Topology;
  readonly ordering: Ordering;
  /** How many operators run an orderer of Raft's; a Byzantine service has one of each operator. */
  readonly raftOrderers: number;
  /** Told of each step as it is done. */
  readonly progress: (step: string) => void;
}

const newState = (layout: Layout, options: UpOptions): State => {
  const { name, path } = options.topology.chaincode;
  const names = options.topology.operators.map(({ name }) => name);
  return {
    ordering: options.ordering,
    orderers: options.ordering === 'bft' ? names : names.slice(0, options.raftOrderers),
    topology: options.topology,
    bundle: kept(takeBundle(layout, name, path)),
    others: [],
    chaincodePort: 'chaincode',
  };
};

interface Running extends Joining {
  readonly orderers: OrderingClient;
}

/** Approves and commits the bundle where the channel does not run it yet. */
const deploy = async (running: Running, peers: readonly StartedPeer[]): Promise<void> => {
  const { consortium, bundle, orderers } = running;
  const { channel, chaincode, committee } = consortium.state.topology;
  const [first] = peers;
  if (!first) throw new Error('a network needs an operator');
  const policy = `/Channel/Application/${committee.policy}`;
  const wanted = { name: chaincode.name, version: bundle.version, policy, collections: new Uint8Array() };
  const { definition, changed } = await nextDefinition(first.client, channel, wanted);
  if (!changed) return;
  await Promise.all(
    peers.map(({ client, command }) => {
      const approved = approve(client, orderers, channel, definition, bundle.packageId);
      return withNode(consortium.registry, command, 'approving the chaincode', approved);
    }),
  );
  const clients = peers.map(({ client }) => client);
  await withNode(
    consortium.registry,
    first.command,
    'committing the chaincode',
    commit(clients, orderers, channel, definition),
  );
};

const bring = async (running: Running, progress: (step: string) => void): Promise<void> => {
  const { consortium, orderers } = running;
  const { topology, ordering } = consortium.state;
  const ordering_ = orderingOperators(consortium);
  const [, peers] = await Promise.all([
    Promise.all(ordering_.map((operator) => startOrderer(running, operator))).then(() =>
      progress(`${ordering_.length} orderers (${ordering}) have joined ${topology.channel}`),
    ),
    Promise.all(consortium.material.map((operator) => startPeer(running, operator))),
  ]);
  try {
    progress(`${peers.length} peers have joined and installed ${running.bundle.label}`);
    await deploy(running, peers);
    progress(`${running.bundle.label} is approved and in force`);
    const clients = peers.map(({ client }) => client);
    const [first] = peers;
    if (!first) throw new Error('a network needs an operator');
    const block = await withNode(
      consortium.registry,
      first.command,
      'a first transaction of the whole committee',
      smoke(clients, committeeOf(consortium.state), orderers, topology.channel, topology.chaincode.name),
    );
    progress(`block ${block} has a transaction that all of the committee endorsed`);
  } finally {
    for (const { client } of peers) client.close();
  }
};

/**
 * Starts a home's consortium, founding it the first time, and waits until it takes transactions; then writes
 * connection.json. What runs already is left running. When a step fails, what this call started is ended again.
 * @throws NodeError that names the node, or BinariesError
 */
export const up = async (home: Home, options: UpOptions): Promise<Consortium> => {
  if (existsSync(home.ledger)) {
    throw new Error(`${home.root} has the ledger of an embedded network: choose another SUYUAN_HOME for real Fabric`);
  }
  const layout = layoutOf(home);
  const state = readState(layout) ?? newState(layout, options);
  const consortium = await openConsortium(home, state);
  writeState(layout, state);
  options.progress(`Fabric ${consortium.binaries.version}, data in ${layout.root}`);
  const before = consortium.registry.nodes().filter((node) => consortium.registry.running(node));
  const bundle = loadBundle(layout, state.bundle);
  const orderers = connectOrderingService(consortium);
  try {
    const running = { consortium, bundle, orderers, genesis: await genesisOf(consortium) };
    await unlessInterrupted(bring(running, options.progress));
    refreshConnection(consortium);
    return consortium;
  } catch (error) {
    const started = consortium.registry.nodes().filter((node) => !before.includes(node));
    await Promise.all(started.map((node) => end(consortium.registry, node)));
    throw error;
  } finally {
    orderers.close();
  }
};
