import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { digestOf } from '@suyuan/schemas';
import { charterOf, type Topology } from '../../gateway/tools/src/found/charter.ts';
import { startNetwork } from '../../network/supervisor.ts';
import { heightOf } from './chain.ts';
import { connectAs, type Participant, readTestConnection, type TestConnection } from './fabric.ts';

const topologyFile = new URL('../../network/topology.json', import.meta.url);
export const topology = () => JSON.parse(readFileSync(topologyFile, 'utf8')) as Topology;

/** A network in a home, as its people reach it. */
export type TestNetwork = {
  readonly home: string;
  readonly connection: TestConnection;
  readonly connectionFile: string;
  /** A person at its operator's peer; connections are kept and closed with the network. */
  as(name: string, mspId?: string): Participant;
  stop(): Promise<void>;
};

/** A network that runs already; stopping it closes the connections of its people, and nothing else. */
export function networkIn(home: string): TestNetwork {
  const connectionFile = join(home, 'network/connection.json');
  const connection = readTestConnection(connectionFile);
  const participants = new Map<string, Participant>();
  return {
    home,
    connection,
    connectionFile,
    as(name, mspId) {
      const key = `${mspId ?? ''}/${name}`;
      const known = participants.get(key) ?? connectAs(connection, name, mspId);
      participants.set(key, known);
      return known;
    },
    async stop() {
      for (const participant of participants.values()) participant.close();
    },
  };
}

/** An embedded network in a home of its own, with the platform's chaincode. */
export async function testNetwork(): Promise<TestNetwork> {
  const home = mkdtempSync(join(tmpdir(), 'suyuan-test-'));
  const running = await startNetwork({ home });
  const network = networkIn(home);
  return {
    ...network,
    async stop() {
      await network.stop();
      await running.stop();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A fresh command id. */
export const commandId = () => crypto.randomUUID();

const PATIENCE_MS = 20_000;

/**
 * Waits until every operator's peer has what any of them has. A commit is known at one peer first; somebody who acts
 * next at another operator's peer would meet a ledger where it has not happened yet.
 */
export async function abreast(network: Pick<TestNetwork, 'as' | 'connection'>): Promise<void> {
  const { channel, operators } = network.connection;
  for (const until = Date.now() + PATIENCE_MS; ; await sleep(20)) {
    const heights = await Promise.all(
      operators.map(({ mspId }) => heightOf(network.as('admin', mspId).network, channel)),
    );
    if (Math.min(...heights) === Math.max(...heights)) return;
    if (Date.now() > until) throw new Error(`the peers are at different heights: ${heights.join(', ')}`);
  }
}

/** Founds the consortium of the topology, as its administrators do: each when its own peer has what went before. */
export async function found(network: TestNetwork): Promise<void> {
  const charter = charterOf(topology());
  const [first, ...others] = network.connection.operators.map((operator) => operator.mspId);
  await network.as('admin', first).submit('membership:found', { commandId: commandId(), charter });
  for (const msp of others) {
    await abreast(network);
    await network.as('admin', msp).submit('membership:ratify', { commandId: commandId(), charter: digestOf(charter) });
  }
  await abreast(network);
}
