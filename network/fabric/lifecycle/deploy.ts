import type { OrderingClient } from '../client/orderers.ts';
import type { PeerClient } from '../client/peer.ts';
import { newProposal } from '../client/proposal.ts';
import { transactionOf } from '../client/transaction.ts';
import { caughtUp } from '../operators/caught-up.ts';
import { approval, commitment, type Definition, definitionInForce } from './definition.ts';

const lifecycle = '_lifecycle';

/** Has a definition approved by an operator: endorsed by its own peer alone, since only that writes for it. */
export const approve = async (
  client: PeerClient,
  orderers: OrderingClient,
  channel: string,
  definition: Definition,
  packageId: string,
): Promise<void> => {
  const proposal = newProposal(client.admin, channel, lifecycle, approval(definition, packageId));
  const endorsed = await client.endorse(proposal).catch((error: unknown) => {
    // Approved before by a start that did not come to its end.
    if (error instanceof Error && error.message.includes('with unchanged content')) return undefined;
    throw error;
  });
  if (!endorsed) return;
  await orderers.submit(transactionOf(proposal, [endorsed], client.admin));
  await client.committed(channel, proposal.transactionId);
};

/**
 * Puts an approved definition in force, endorsed by every peer given, and waits until all of them have it.
 * @throws when a peer's operator has not approved it
 */
export const commit = async (
  clients: readonly PeerClient[],
  orderers: OrderingClient,
  channel: string,
  definition: Definition,
): Promise<void> => {
  const [first] = clients;
  if (!first) throw new Error('there is no peer');
  // Each approval is known at its own operator's peer; a peer that has not yet all of them would answer differently.
  const height = Math.max(...(await Promise.all(clients.map((client) => client.height(channel)))));
  await Promise.all(clients.map((client) => caughtUp(client, channel, height)));
  const proposal = newProposal(first.admin, channel, lifecycle, commitment(definition));
  const endorsed = await Promise.all(clients.map((client) => client.endorse(proposal)));
  await orderers.submit(transactionOf(proposal, endorsed, first.admin));
  await Promise.all(clients.map((client) => client.committed(channel, proposal.transactionId)));
};

/** The definition that a deployment of a version leads to; `changed` says whether it is not in force yet. */
export const nextDefinition = async (
  client: PeerClient,
  channel: string,
  wanted: Omit<Definition, 'sequence'>,
): Promise<{ readonly definition: Definition; readonly changed: boolean }> => {
  const current = await definitionInForce(client, channel, wanted.name);
  const same =
    current?.version === wanted.version &&
    current.policy === wanted.policy &&
    Buffer.from(current.collections).equals(wanted.collections);
  return same
    ? { definition: current, changed: false }
    : { definition: { ...wanted, sequence: (current?.sequence ?? 0) + 1 }, changed: true };
};
