import { genesisOf } from './channel/found.ts';
import type { Consortium } from './consortium.ts';
import { loadBundle } from './lifecycle/bundle.ts';
import { end } from './processes/run.ts';
import { startOrderer, startPeer } from './start.ts';
import { servicesOf } from './state.ts';

/** The names of all nodes that a consortium has. */
export const nodeNames = (consortium: Consortium): readonly string[] => [
  ...consortium.state.orderers.map((name) => `orderer.${name}`),
  ...consortium.material.map(({ plan }) => `peer.${plan.name}`),
  ...servicesOf(consortium.state).flatMap(({ slot }) => consortium.material.map(({ plan }) => `${slot}.${plan.name}`)),
];

/** @throws naming the nodes that there are, when it is none of them */
export const checkNode = (consortium: Consortium, node: string): void => {
  if (nodeNames(consortium).includes(node)) return;
  throw new Error(`there is no node ${node}; there are ${nodeNames(consortium).join(', ')}`);
};

/**
 * Ends a node and starts it again with freshly written configuration, and waits until it serves.
 * @throws when there is no such node, or it does not come back
 */
export const restart = async (consortium: Consortium, node: string): Promise<void> => {
  checkNode(consortium, node);
  const [kind, name] = node.split('.');
  const operator = consortium.material.find(({ plan }) => plan.name === name);
  if (!operator) throw new Error(`there is no operator ${name}`);
  await end(consortium.registry, node);
  const bundle = loadBundle(consortium.layout, consortium.state.bundle);
  const joining = { consortium, bundle, genesis: await genesisOf(consortium) };
  if (kind === 'orderer') await startOrderer(joining, operator);
  else (await startPeer(joining, operator)).client.close();
};
