import { groupAt } from '../channel/config.ts';
import { withConnections } from '../channel/open.ts';
import { updateConfig } from '../channel/update.ts';
import { signerNamed } from '../client/admin.ts';
import { refreshConnection } from '../connection.ts';
import { type Consortium, changed } from '../consortium.ts';
import { end } from '../processes/run.ts';
import { operatorNamed, servicesOf } from '../state.ts';

/**
 * Takes an operator out of the channel, signed by the other operators' administrators, and ends its peer and chaincode
 * service; its data and keys stay.
 * @throws when it is in the committee or runs an orderer: those parts are given up first
 */
export const removeOperator = async (before: Consortium, name: string): Promise<void> => {
  const { topology, orderers } = before.state;
  const plan = operatorNamed(before.state, name);
  if (plan.committee) throw new Error(`${plan.mspId} is in the committee: first npm run network -- committee remove`);
  if (orderers.includes(plan.name)) throw new Error(`${plan.mspId} runs an orderer, and a channel keeps its orderers`);
  const others = before.material.filter((operator) => operator.plan.name !== plan.name);
  await withConnections({ ...before, material: others }, (open) =>
    updateConfig(
      open,
      others.map((operator) => signerNamed(operator, 'admin')),
      (config) => void groupAt(config, 'Application').getGroupsMap().del(plan.mspId),
    ),
  );
  const nodes = ['peer', ...servicesOf(before.state).map(({ slot }) => slot)].map((kind) => `${kind}.${plan.name}`);
  await Promise.all(nodes.map((node) => end(before.registry, node)));
  const operators = topology.operators.filter((operator) => operator.name !== plan.name);
  refreshConnection(await changed(before, { topology: { ...topology, operators } }));
};
