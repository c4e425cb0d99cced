import { rmSync } from 'node:fs';
import type { Home } from '../home.ts';
import { layoutOf } from './layout.ts';
import { Registry } from './processes/registry.ts';
import { end } from './processes/run.ts';

/** Ends every node of a home: chaincode and peers before orderers. @returns the names of those that ran */
export const down = async (home: Home): Promise<readonly string[]> => {
  const layout = layoutOf(home);
  const registry = new Registry(layout.processes);
  const nodes = registry.nodes();
  const ran = nodes.filter((node) => registry.running(node));
  const isOrderer = (node: string): boolean => node.startsWith('orderer.');
  await Promise.all(nodes.filter((node) => !isOrderer(node)).map((node) => end(registry, node)));
  await Promise.all(nodes.filter(isOrderer).map((node) => end(registry, node)));
  return ran;
};

/** Ends every node and removes the channel with its data; keys and people stay. */
export const reset = async (home: Home): Promise<void> => {
  await down(home);
  rmSync(layoutOf(home).root, { recursive: true, force: true });
  rmSync(home.connection, { force: true });
};
