import { setTimeout as sleep } from 'node:timers/promises';
import type { OrderingClient } from './client/orderers.ts';
import type { PeerClient } from './client/peer.ts';
import { newProposal } from './client/proposal.ts';

/** Every contract of fabric-contract-api answers it, and it writes nothing. */
const harmless = 'org.hyperledger.fabric:GetMetadata';

const eventually = async <T>(work: () => Promise<T>, until: number): Promise<T> => {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (Date.now() > until) throw error;
      await sleep(100);
    }
  }
};

/**
 * Waits until every peer's gateway finds endorsers by the policy of the chaincode, has the answer of each of the
 * committee's peers, and a transaction that all of the committee endorsed is valid on every peer. Fabric accepts a definition whose policy does not exist, so nothing less
 * shows that the chaincode is usable.
 * @returns the block of the transaction
 * @throws the last refusal, after `ms`
 */
export const smoke = async (
  clients: readonly PeerClient[],
  committee: readonly string[],
  orderers: OrderingClient,
  channel: string,
  chaincode: string,
  ms = 40_000,
): Promise<number> => {
  const until = Date.now() + ms;
  const plan = (client: PeerClient, operators: readonly string[]) =>
    eventually(async () => {
      const proposal = newProposal(client.admin, channel, chaincode, [harmless]);
      return { proposal, envelope: await client.plan(proposal, operators, 10_000) };
    }, until);
  const speaker = clients.find((client) => committee.includes(client.mspId));
  if (!speaker) throw new Error('no peer of the committee runs');
  const [{ proposal, envelope }] = await Promise.all([
    plan(speaker, committee),
    ...clients.map(async (client) => {
      await plan(client, []);
      await plan(client, committee);
    }),
  ]);
  envelope.setSignature(speaker.admin.sign(envelope.getPayload_asU8()));
  await orderers.submit(envelope);
  const blocks = await Promise.all(clients.map((client) => client.committed(channel, proposal.transactionId)));
  return blocks[0] ?? 0;
};
