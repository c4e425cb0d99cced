import { existsSync, readFileSync } from 'node:fs';
import type { common } from '@hyperledger/fabric-protos';
import { type GenesisOperator, memberGroup } from '../../embedded/channel/genesis.ts';
import type { OperatorPlan } from '../../topology.ts';
import { groupAt } from '../channel/config.ts';
import { genesisOf, membershipOf } from '../channel/found.ts';
import { withConnections } from '../channel/open.ts';
import { updateConfig } from '../channel/update.ts';
import { signerNamed } from '../client/admin.ts';
import { refreshConnection } from '../connection.ts';
import { type Consortium, changed, materialOf, openConsortium } from '../consortium.ts';
import { loadBundle } from '../lifecycle/bundle.ts';
import { definitionInForce, install } from '../lifecycle/definition.ts';
import { approve } from '../lifecycle/deploy.ts';
import { smoke } from '../smoke.ts';
import { startPeer } from '../start.ts';
import { committeeOf, servicesOf } from '../state.ts';
import { caughtUp } from './caught-up.ts';

/** An operator with one entity and one person, where nobody wrote down more. */
const plainOperator = (name: string): OperatorPlan => {
  const title = { zh: name, en: name };
  const mspId = `${name
    .split('-')
    .map((part) => part.slice(0, 1).toUpperCase() + part.slice(1))
    .join('')}MSP`;
  const person = { name: `${name}-officer`, title };
  const entity = { id: name, title, roles: ['holder'], clearance: 'general', founder: false, people: [person] };
  return { mspId, name, title, committee: false, entities: [entity] };
};

/** The new operator's plan: from a JSON file of the shape that `topology.json` has for one, or a plain one. */
export const plannedOperator = (name: string, definition: string | undefined): OperatorPlan => {
  if (!/^[a-z][a-z0-9-]{0,62}$/.test(name))
    throw new Error('an operator name is lower-case letters, digits and dashes');
  if (!definition) return plainOperator(name);
  if (!existsSync(definition)) throw new Error(`there is no file ${definition}`);
  const plan = JSON.parse(readFileSync(definition, 'utf8')) as Partial<OperatorPlan>;
  return { ...plainOperator(name), ...plan, name, committee: false };
};

const addMember = (config: common.Config, operator: GenesisOperator): void => {
  groupAt(config, 'Application').getGroupsMap().set(operator.mspId, memberGroup(operator));
};

/**
 * Takes a new operator into the channel: its keys are made, all operators' administrators sign its membership, its peer
 * joins from block 0 and installs the chaincode, and it approves the definition in force. It endorses reads; the
 * committee, and the operators that order, stay as they are.
 * @param progress told of each step
 */
export const addOperator = async (
  before: Consortium,
  plan: OperatorPlan,
  progress: (step: string) => void,
): Promise<void> => {
  const { topology } = before.state;
  if (topology.operators.some(({ name, mspId }) => name === plan.name || mspId === plan.mspId)) {
    throw new Error(`there is already an operator ${plan.name} or ${plan.mspId}`);
  }
  const operators = [...topology.operators, plan];
  const planned = await openConsortium(before.home, { ...before.state, topology: { ...topology, operators } });
  const operator = materialOf(planned, plan);
  await withConnections(before, (open) =>
    updateConfig(
      open,
      before.material.map((material) => signerNamed(material, 'admin')),
      (config) => addMember(config, membershipOf(planned, operator)),
    ),
  );
  progress(`${plan.mspId} is a member of ${topology.channel}`);
  const consortium = await changed(before, { topology: { ...topology, operators } });
  const bundle = loadBundle(consortium.layout, consortium.state.bundle);
  const running = { consortium, bundle, genesis: await genesisOf(consortium) };
  const { client } = await startPeer(running, operator);
  client.close();
  progress(`peer.${plan.name} has joined and installed ${bundle.label}`);
  await withConnections(consortium, async ({ clients, orderers, channel }) => {
    const own = clients.find(({ mspId }) => mspId === plan.mspId);
    const [first] = clients;
    if (!own || !first) throw new Error(`peer.${plan.name} does not run`);
    // The peer refuses its own administrator until it has caught up to the block that made them a member.
    await caughtUp(own, channel, await first.height(channel));
    for (const service of servicesOf(consortium.state)) {
      const deployed = loadBundle(consortium.layout, service.bundle);
      const definition = await definitionInForce(first, channel, deployed.name);
      if (!definition) throw new Error(`the channel runs no chaincode ${deployed.name}`);
      await install(own, deployed.packageId, deployed.bytes);
      await approve(own, orderers, channel, definition, deployed.packageId);
      progress(`${plan.mspId} has approved ${deployed.label}`);
    }
    await smoke(clients, committeeOf(consortium.state), orderers, channel, bundle.name);
  });
  refreshConnection(consortium);
};
