import { withConnections } from './channel/open.ts';
import { type Consortium, changed } from './consortium.ts';
import { kept, takeBundle } from './lifecycle/bundle.ts';
import { definitionInForce, install } from './lifecycle/definition.ts';
import { approve, commit } from './lifecycle/deploy.ts';
import { chaincodeCommand } from './nodes.ts';
import { end, start } from './processes/run.ts';
import { smoke } from './smoke.ts';

/**
 * Puts a new bundle of the chaincode in force while the network runs: beside each old service a new one is started, all
 * peers install and all operators approve, then one transaction switches over. Transactions that were endorsed before
 * and ordered after it are found invalid, and their senders told so; those acknowledged stay.
 * @param folder the chaincode package
 * @param progress told of each step
 */
export const upgrade = async (before: Consortium, folder: string, progress: (step: string) => void): Promise<void> => {
  const { topology, chaincodePort } = before.state;
  const bundle = takeBundle(before.layout, topology.chaincode.name, folder);
  if (bundle.packageId === before.state.bundle.packageId) throw new Error(`${bundle.label} is in force already`);
  const next = chaincodePort === 'chaincode' ? 'chaincode-next' : 'chaincode';
  for (const operator of before.material)
    start(before.registry, await chaincodeCommand(before, operator, bundle, next));
  await withConnections(before, async ({ clients, orderers, channel }) => {
    const [first] = clients;
    if (!first || clients.length < before.material.length) throw new Error('every operator must have its peer running');
    const current = await definitionInForce(first, channel, bundle.name);
    if (!current) throw new Error(`the channel runs no chaincode ${bundle.name}`);
    await Promise.all(clients.map((client) => install(client, bundle.packageId, bundle.bytes)));
    progress(`${clients.length} peers have installed ${bundle.label}`);
    const definition = { ...current, version: bundle.version, sequence: current.sequence + 1 };
    await Promise.all(clients.map((client) => approve(client, orderers, channel, definition, bundle.packageId)));
    progress(`all operators have approved ${bundle.label} as sequence ${definition.sequence}`);
    await commit(clients, orderers, channel, definition);
    const committee = topology.operators.filter((operator) => operator.committee).map(({ mspId }) => mspId);
    const block = await smoke(clients, committee, orderers, channel, bundle.name);
    progress(`block ${block} has a transaction of ${bundle.label} that all of the committee endorsed`);
  });
  await changed(before, {
    bundle: kept(bundle),
    chaincodePort: next,
    topology: { ...topology, chaincode: { ...topology.chaincode, path: folder } },
  });
  await Promise.all(before.material.map(({ plan }) => end(before.registry, `${chaincodePort}.${plan.name}`)));
};
