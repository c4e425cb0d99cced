import type { Embedded } from '../network.ts';

/** Where a running network listens for control, and the secret to show. */
export interface ControlFile {
  readonly pid: number;
  readonly port: number;
  readonly token: string;
}

/** What `npm run network -- status` prints. */
export interface NetworkStatus {
  readonly engine: 'embedded';
  readonly pid: number;
  readonly uptimeSeconds: number;
  readonly memoryMegabytes: number;
  readonly channel: string;
  readonly chaincode: string;
  readonly height: number;
  readonly operators: readonly {
    readonly mspId: string;
    readonly peer: string;
    readonly committee: boolean;
    readonly people: number;
  }[];
}

export const statusOf = (network: Embedded): NetworkStatus => ({
  engine: 'embedded',
  pid: process.pid,
  uptimeSeconds: Math.round(process.uptime()),
  memoryMegabytes: Math.round(process.memoryUsage().rss / 1024 / 1024),
  channel: network.connection.channel,
  chaincode: network.packageId,
  height: network.committer.tip.height,
  operators: network.refreshConnection().operators.map(({ mspId, peer, committee, people }) => ({
    mspId,
    peer,
    committee,
    people: people.length,
  })),
});
