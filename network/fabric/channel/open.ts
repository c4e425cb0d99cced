import type { OrderingClient } from '../client/orderers.ts';
import type { PeerClient } from '../client/peer.ts';
import { type Consortium, connectOrderingService, connectPeerOf } from '../consortium.ts';
import { leaderOf } from '../status.ts';
import type { UpdateMeans } from './update.ts';

/** Connections to the ordering service and to every operator's peer that runs. */
export interface Open extends UpdateMeans {
  readonly orderers: OrderingClient;
  readonly clients: readonly PeerClient[];
}

/** Runs some work with connections, and closes them. @throws when no peer runs */
export const withConnections = async <T>(consortium: Consortium, work: (open: Open) => Promise<T>): Promise<T> => {
  const runs = consortium.material.filter(({ plan }) => consortium.registry.running(`peer.${plan.name}`));
  if (runs.length === 0) throw new Error('no peer runs; start the network: npm run network -- up');
  const clients = runs.map((operator) => connectPeerOf(consortium, operator));
  // A follower would pass an update on to the leader only after a while.
  const orderers = connectOrderingService(consortium, await leaderOf(consortium));
  try {
    return await work({
      binaries: consortium.binaries,
      channel: consortium.state.topology.channel,
      clients,
      orderers,
    });
  } finally {
    for (const client of clients) client.close();
    orderers.close();
  }
};
