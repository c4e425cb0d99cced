import { resolve } from 'node:path';
import type { Home } from '../home.ts';
import { loadTopology, type Topology } from '../topology.ts';
import type { Ordering } from './state.ts';

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
      | 'definition'
      | 'path'
      | 'collections'
      | 'host'
      | 'to'
      | 'port'
      | 'proposal',
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

/** The topology that the options name, with another chaincode where they name one. */
export const topologyOf = (values: FabricValues): Topology => {
  const topology = loadTopology(values.topology);
  if (!values.chaincode) return topology;
  return { ...topology, chaincode: { ...topology.chaincode, path: resolve(values.chaincode) } };
};

export const orderingOf = (values: FabricValues): Ordering => {
  const ordering = values.ordering ?? 'bft';
  if (ordering !== 'bft' && ordering !== 'raft') throw new Error(`there is no ordering ${ordering}: bft or raft`);
  return ordering;
};

export const raftOrderersOf = (values: FabricValues): number => {
  const orderers = Number(values.orderers ?? 3);
  if (![1, 2, 3].includes(orderers)) throw new Error('--orderers is 1, 2 or 3');
  return orderers;
};

/** An option that a command cannot do without. */
export const required = (values: FabricValues, name: keyof FabricValues): string => {
  const value = values[name];
  if (!value) throw new Error(`--${name} is missing`);
  return value;
};
