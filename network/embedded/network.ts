import { dirname, join } from 'node:path';
import type { Server } from '@grpc/grpc-js';
import { type Connection, writeConnection } from '../connection.ts';
import { readJson } from '../files.ts';
import type { Home } from '../home.ts';
import { certificateFile } from '../identity/folders.ts';
import { keyFromPem } from '../identity/keys.ts';
import { ensureMaterial, type OperatorMaterial } from '../identity/material.ts';
import { listPeople } from '../identity/people.ts';
import type { Topology } from '../topology.ts';
import { Chaincodes, deploymentsOf } from './chaincodes.ts';
import { Committer } from './committer/committer.ts';
import { Peer } from './endorser/peer.ts';
import { openLedger, personMaterial } from './genesis-ledger.ts';
import type { Deployed } from './lifecycle/deployed.ts';
import { serializeIdentity } from './msp/identity.ts';
import { Orderer } from './orderer/orderer.ts';
import { ensurePorts } from './ports.ts';
import { BlockFeed } from './services/block-feed.ts';
import { serve } from './services/server.ts';
import { openStore, type Store, StoreLockedError } from './storage/store.ts';
import { TransientStore } from './storage/transient.ts';

export interface EmbeddedOptions {
  readonly home: Home;
  readonly topology: Topology;
  /** Writes one line of the log. */
  readonly log: (message: string, details?: Record<string, unknown>) => void;
  /** Told when the network may not go on: the process must end. */
  readonly onFatal: (error: unknown) => void;
}

/** A running embedded network. */
export interface Embedded {
  readonly connection: Connection;
  readonly packageId: string;
  readonly material: readonly OperatorMaterial[];
  readonly committer: Committer;
  readonly orderer: Orderer;
  readonly peers: readonly Peer[];
  /** Brings another chaincode onto the channel, or a new version of one. @returns its package id */
  deploy(chaincode: Deployed): Promise<string>;
  /** Writes connection.json anew, after people were enrolled. */
  refreshConnection(): Connection;
  /** Finishes what is under way and closes everything. */
  close(): Promise<void>;
}

const connectionOf = (
  topology: Topology,
  material: readonly OperatorMaterial[],
  ports: Readonly<Record<string, number>>,
): Connection => ({
  channel: topology.channel,
  chaincode: topology.chaincode.name,
  engine: 'embedded',
  demonstration: topology.demonstration,
  operators: material.map(({ plan, folder }) => ({
    mspId: plan.mspId,
    name: plan.name,
    title: plan.title,
    committee: plan.committee,
    peer: `localhost:${ports[plan.name]}`,
    tlsRoot: certificateFile(folder.tlsAuthority),
    people: listPeople(folder, plan),
  })),
});

/** The committee's peers are awaited; the others answer when they are ready, and calls to them wait. */
const startPeers = async (
  options: EmbeddedOptions,
  peers: readonly Peer[],
  material: readonly OperatorMaterial[],
  configBlock: Uint8Array,
): Promise<void> => {
  const { topology, home } = options;
  const awaited: Promise<void>[] = [];
  for (const { plan, peer: node } of material) {
    const peer = peers.find(({ mspId }) => mspId === plan.mspId);
    peer?.configureAs({
      mspId: plan.mspId,
      certificate: node.certificate,
      key: node.key,
      ledger: home.ledger,
      channel: topology.channel,
      limits: topology.limits,
      configBlock,
    });
    const started = peer?.start() ?? Promise.resolve();
    if (plan.committee) awaited.push(started);
    else started.catch(options.onFatal);
  }
  await Promise.all(awaited);
};

const serveAll = async (
  view: Omit<Parameters<typeof serve>[0], 'local'>,
  material: readonly OperatorMaterial[],
  ports: Readonly<Record<string, number>>,
): Promise<Server[]> =>
  Promise.all(
    material.map(({ plan, tls }) => {
      const local = view.peers.get(plan.mspId);
      if (!local) throw new Error(`operator ${plan.mspId} has no peer`);
      return serve({ ...view, local }, ports[plan.name] ?? 0, tls);
    }),
  );

/** @throws naming the home and the process that has it */
const openHome = async (home: Home): Promise<Store> => {
  try {
    return await openStore(home.ledger);
  } catch (error) {
    if (!(error instanceof StoreLockedError)) throw error;
    const holder = readJson(home.control) as { pid: number } | undefined;
    const who = holder ? `process ${holder.pid}` : 'another process';
    throw new Error(
      `a network already runs in ${home.root}: ${who} has its ledger. End it, or choose another SUYUAN_HOME`,
    );
  }
};

/**
 * Starts the whole network in this process: material, ledger, orderer, peers, services; then writes
 * connection.json.
 * @throws with what went wrong, such as another process that has the home
 */
export const startEmbedded = async (options: EmbeddedOptions): Promise<Embedded> => {
  const { home, topology } = options;
  const remembered = join(dirname(home.ports), 'chaincodes.json');
  const deployments = deploymentsOf(topology.chaincode, remembered);
  // The ledger's lock is taken before anything is made: two starts at once cannot mix.
  const store = await openHome(home);
  const ports = await ensurePorts(
    home.ports,
    topology.operators.map((operator) => operator.name),
  );
  const transient = new TransientStore(store);
  let height = (): number => 0;
  const peers = topology.operators.map(
    ({ mspId, name }) =>
      new Peer({
        mspId,
        address: `localhost:${ports[name]}`,
        codes: deployments.map(({ chaincode }) => chaincode),
        invocationMs: topology.limits.invocationMs,
        keep: (txId, keeper, set) => transient.keep(txId, keeper, set, height()),
        log: options.log,
      }),
  );
  const material = await ensureMaterial(home.operators, topology);
  const { chain, tip, configBlock, configuration } = await openLedger(store, topology, material, ports);
  const committer = new Committer(store, chain, topology.channel, tip, configuration);
  height = () => committer.tip.height;
  const [first] = material;
  if (!first) throw new Error('a network needs an operator');
  const orderer = new Orderer(committer, {
    channel: topology.channel,
    timeoutMs: topology.blocks.timeoutMs,
    onFatal: options.onFatal,
    identity: {
      identity: serializeIdentity(first.plan.mspId, first.orderer.certificate),
      key: keyFromPem(first.orderer.key),
    },
  });
  const starting = startPeers(options, peers, material, configBlock);
  const chaincodes = new Chaincodes(
    {
      ...{ channel: topology.channel, material, committer, orderer },
      administrator: { mspId: first.plan.mspId, ...personMaterial(first, 'admin') },
    },
    peers,
    `/Channel/Application/${topology.committee.policy}`,
    remembered,
  );
  const defineAll = async () => {
    for (const deployment of deployments) await chaincodes.define(deployment);
  };
  await Promise.all([starting, defineAll()]);
  committer.watchers.onBlock((block) => {
    if (block.isConfig) for (const peer of peers) peer.configure(block.bytes);
  });
  const servers = await serveAll(
    {
      channel: topology.channel,
      peers: new Map(peers.map((peer) => [peer.mspId, peer])),
      committer,
      orderer,
      chain,
      feed: new BlockFeed(chain, committer),
      privateSets: (range) => store.iterator(range).all(),
    },
    material,
    ports,
  );
  const refreshConnection = (): Connection => {
    const connection = connectionOf(topology, material, ports);
    writeConnection(home.connection, connection);
    return connection;
  };
  return {
    connection: refreshConnection(),
    packageId: deployments[0]?.chaincode.packageId ?? '',
    deploy: (deployed) => chaincodes.deploy(deployed),
    material,
    committer,
    orderer,
    peers,
    refreshConnection,
    close: async () => {
      await orderer.close();
      for (const server of servers) server.forceShutdown();
      await Promise.all(peers.map((peer) => peer.close()));
      await committer.settled().catch(() => undefined);
      await store.close();
    },
  };
};
