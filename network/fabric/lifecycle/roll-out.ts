import type { Open } from '../channel/open.ts';
import { smoke } from '../smoke.ts';
import { committeeOf, type State } from '../state.ts';
import { definitionInForce, install } from './definition.ts';
import { approve, commit, nextDefinition } from './deploy.ts';
import type { ServicePackage } from './package.ts';

/**
 * Puts a bundle in force on a running channel, its services running already: every peer installs it, every operator
 * approves it, and one transaction switches over.
 * @throws when an operator's peer is missing: its approval would be too
 */
export const putInForce = async (
  { clients, orderers, channel }: Open,
  state: State,
  bundle: ServicePackage,
  progress: (step: string) => void,
  collections: Uint8Array = new Uint8Array(),
): Promise<void> => {
  const [first] = clients;
  if (!first || clients.length < state.topology.operators.length) {
    throw new Error('every operator must have its peer running');
  }
  const policy = `/Channel/Application/${state.topology.committee.policy}`;
  const wanted = { name: bundle.name, version: bundle.version, policy, collections };
  const { definition, changed } = await nextDefinition(first, channel, wanted);
  if (!changed) throw new Error(`${bundle.label} is in force already`);
  await Promise.all(clients.map((client) => install(client, bundle.packageId, bundle.bytes)));
  progress(`${clients.length} peers have installed ${bundle.label}`);
  await Promise.all(clients.map((client) => approve(client, orderers, channel, definition, bundle.packageId)));
  progress(`all operators have approved ${bundle.label} as sequence ${definition.sequence}`);
  await commit(clients, orderers, channel, definition);
};

/** Whether the channel runs a bundle, as the first peer that can say has it. */
export const isInForce = async ({ clients, channel }: Open, { name, version }: ServicePackage): Promise<boolean> => {
  const answers = clients.map((client) => definitionInForce(client, channel, name));
  return (await Promise.any(answers).catch(() => undefined))?.version === version;
};

/** Shows that the committee endorses by a bundle in force. @throws with what each of its peers said, after a while */
export const shown = async (
  { clients, orderers, channel }: Open,
  state: State,
  bundle: ServicePackage,
  progress: (step: string) => void,
): Promise<void> => {
  const block = await smoke(clients, committeeOf(state), orderers, channel, bundle.name);
  progress(`block ${block} has a transaction of ${bundle.label} that all of the committee endorsed`);
};
