import { readFileSync } from 'node:fs';
import { connect } from 'node:tls';
import { graphql } from '@suyuan/client';
import type { Reached } from './checks.ts';

const PATIENCE_MS = 5000;

/** As much of an operator of `connection.json` as it takes to reach its peer. */
export interface PeerAt {
  readonly mspId: string;
  readonly peer: string;
  readonly tlsRoot: string;
}

/** Shakes hands with a peer, by the roots that the connection names for it. */
export function reachPeer({ mspId, peer, tlsRoot }: PeerAt, own: boolean): Promise<Reached> {
  const found = { operator: mspId, address: peer, own };
  const { hostname, port } = new URL(`tls://${peer}`);
  return new Promise((resolve) => {
    const failed = (error: Error) => resolve({ ...found, error: error.message });
    try {
      const ca = readFileSync(tlsRoot);
      const socket = connect({ host: hostname, port: Number(port), servername: hostname, ca, ALPNProtocols: ['h2'] });
      socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error(`nothing in ${PATIENCE_MS / 1000} s`)));
      socket.once('error', failed);
      socket.once('secureConnect', () => {
        const { valid_to: ends } = socket.getPeerCertificate();
        socket.end();
        resolve({ ...found, ends: new Date(ends) });
      });
    } catch (error) {
      failed(error as Error);
    }
  });
}

const ask = (url: string, path: string) => fetch(new URL(path, url), { signal: AbortSignal.timeout(10_000) });

/** What a gateway says of itself. @throws when it does not answer */
export async function askGateway(url: string) {
  const ready = await ask(url, '/readyz');
  const state = (await ready.json()) as { ready: boolean; reason?: string; block: number; height?: number };
  const { network } = await graphql<{ network: { operator: string; asOf: { time: string } } }>(
    new URL('/graphql', url),
    '{ network { operator asOf { time } } }',
    {},
  );
  // The metrics are for this machine: from elsewhere the gateway does not tell its version.
  const metrics = await ask(url, '/metrics').then((answer) => (answer.ok ? answer.text() : ''));
  const [, node] = /^nodejs_version_info\{version="(v[\d.]+)"/m.exec(metrics) ?? [];
  return { state, date: ready.headers.get('date'), operator: network.operator, time: network.asOf.time, node };
}
