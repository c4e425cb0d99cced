import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Home } from '../home.ts';
import { loadTopology, type Topology } from '../topology.ts';
import { down, reset } from './down.ts';
import { layoutOf } from './layout.ts';
import { up } from './up.ts';

/** The options of the command line that concern real Fabric. */
export type FabricValues = Readonly<
  Partial<
    Record<
      | 'engine'
      | 'ordering'
      | 'orderers'
      | 'topology'
      | 'chaincode'
      | 'operator'
      | 'entity'
      | 'name'
      | 'roles'
      | 'clearance'
      | 'lines'
      | 'definition',
      string
    >
  >
>;

export interface Invocation {
  readonly values: FabricValues;
  readonly args: readonly string[];
  readonly say: (text: string) => void;
}

export type FabricCommand = (home: Home, invocation: Invocation) => Promise<void>;

export const fabricUsage = `On real Fabric (up --engine fabric [--ordering bft|raft] [--orderers 1..3 with raft]), also:

  reset   end it and remove the channel with its data; keys and people stay`;

/** Whether a home holds a consortium on real Fabric, running or not. */
export const runsFabric = (home: Home): boolean => existsSync(layoutOf(home).state);

const topologyOf = (values: FabricValues): Topology => {
  const topology = loadTopology(values.topology);
  if (!values.chaincode) return topology;
  return { ...topology, chaincode: { ...topology.chaincode, path: resolve(values.chaincode) } };
};

const start: FabricCommand = async (home, { values, say }) => {
  const ordering = values.ordering ?? 'bft';
  if (ordering !== 'bft' && ordering !== 'raft') throw new Error(`there is no ordering ${ordering}: bft or raft`);
  const raftOrderers = Number(values.orderers ?? 3);
  if (![1, 2, 3].includes(raftOrderers)) throw new Error('--orderers is 1, 2 or 3');
  const began = performance.now();
  const elapsed = (): string => `${((performance.now() - began) / 1000).toFixed(1)} s`.padStart(7);
  await up(home, {
    topology: topologyOf(values),
    ordering,
    raftOrderers,
    progress: (step) => say(`${elapsed()}  ${step}`),
  });
  say(`${elapsed()}  ready\nconnection: ${home.connection}`);
};

export const fabricCommands: Readonly<Record<string, FabricCommand>> = {
  up: start,
  down: async (home, { say }) => {
    const ended = await down(home);
    say(ended.length === 0 ? `no network runs in ${home.root}` : `ended ${ended.length} processes`);
  },
  reset: async (home, { say }) => {
    await reset(home);
    say('ended, and the channel is removed');
  },
};
