import { resolve } from 'node:path';
import { type FabricCommand, orderingOf, raftOrderersOf, required, topologyOf } from '../invocation.ts';
import { layoutOf } from '../layout.ts';
import { takeBundle } from '../lifecycle/bundle.ts';
import { foundFromCards } from './genesis.ts';
import { writeMachine } from './machine.ts';

/** Writes everything that one operator's own machine needs. */
export const machine: FabricCommand = async (home, { args, values, say }) => {
  const topology = topologyOf(values);
  const folder = resolve(required(values, 'to'));
  const card = await writeMachine({
    topology,
    folder,
    operator: args[0] ?? required(values, 'operator'),
    host: required(values, 'host'),
    basePort: Number(values.port ?? 7050),
    bundle: takeBundle(layoutOf(home), topology.chaincode.name, topology.chaincode.path),
  });
  say(`written to ${folder}; keys stay there, this goes to the other operators:\n${card}`);
};

/** Makes block 0 of a channel between machines. */
export const machineGenesis: FabricCommand = async (_home, { args, values, say }) => {
  const target = resolve(required(values, 'to'));
  const files = args.map((file) => resolve(file));
  const digest = foundFromCards(topologyOf(values), orderingOf(values), raftOrderersOf(values), files, target);
  say(`${target}\nsha256:${digest}\nEvery operator compares this digest before joining.`);
};
