import type { OperatorMaterial } from '../identity/material.ts';
import { joinPeer } from './channel/join.ts';
import { joinOrderer } from './client/participation.ts';
import type { PeerClient } from './client/peer.ts';
import { nodeTls } from './configuration/tls.ts';
import { type Consortium, connectPeerOf, portOf } from './consortium.ts';
import { install } from './lifecycle/definition.ts';
import type { ServicePackage } from './lifecycle/package.ts';
import { chaincodeCommand, ordererCommand, peerCommand } from './nodes.ts';
import { type Command, start, withNode } from './processes/run.ts';
import { servicesOf } from './state.ts';

const startMs = 30_000;

/** What a node needs to take part. */
export interface Joining {
  readonly consortium: Consortium;
  readonly bundle: ServicePackage;
  readonly genesis: Buffer;
}

/** A peer that serves, as its administrator speaks to it. */
export interface StartedPeer {
  readonly client: PeerClient;
  readonly command: Command;
}

/** Starts an operator's orderer and has it join the channel. @throws NodeError */
export const startOrderer = async ({ consortium, genesis }: Joining, operator: OperatorMaterial): Promise<void> => {
  const command = await ordererCommand(consortium, operator);
  start(consortium.registry, command);
  const port = portOf(consortium, `orderer-admin.${operator.plan.name}`);
  const tls = await nodeTls(operator, 'orderer');
  const joined = joinOrderer(tls, port, consortium.state.topology.channel, genesis, startMs);
  await withNode(consortium.registry, command, 'joining the channel', joined);
};

/** Starts an operator's peer and chaincode service; the peer joins and installs the chaincode. @throws NodeError */
export const startPeer = async (joining: Joining, operator: OperatorMaterial): Promise<StartedPeer> => {
  const { consortium, bundle, genesis } = joining;
  const { registry, state } = consortium;
  const command = await peerCommand(consortium, operator);
  start(registry, command);
  for (const service of servicesOf(state)) {
    start(registry, await chaincodeCommand(consortium, operator, service.bundle, service.slot));
  }
  const client = connectPeerOf(consortium, operator);
  const joined = async (): Promise<void> => {
    await client.ready(startMs);
    await joinPeer(client, state.topology.channel, genesis);
    await install(client, bundle.packageId, bundle.bytes);
  };
  await withNode(registry, command, 'joining the channel and installing the chaincode', joined());
  return { client, command };
};
