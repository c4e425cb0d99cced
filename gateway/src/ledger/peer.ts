import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as grpc from '@grpc/grpc-js';
import { connect, type Gateway, hash } from '@hyperledger/fabric-gateway';
import type { OperatorEntry, PersonEntry } from './connection.ts';
import { nativeSigner, type Sign } from './signer.ts';

/** An identity that signs transactions: its MSP, certificate (PEM) and signer. */
export interface SigningIdentity {
  readonly msp: string;
  readonly certificate: string;
  readonly sign: Sign;
}

/** Milliseconds after which each step of a transaction is given up; Fabric itself may wait for ever. */
export interface Deadlines {
  readonly evaluate: number;
  readonly endorse: number;
  readonly submit: number;
  readonly commitStatus: number;
  /** For a transaction whose submit was not answered: how long it is asked for by its id. */
  readonly settle: number;
  /** After so long without a sign of life a peer is left: a third of it goes by before it is asked for one. */
  readonly silence: number;
}

export const DEADLINES: Deadlines = {
  evaluate: 10_000,
  endorse: 20_000,
  submit: 10_000,
  commitStatus: 60_000,
  settle: 20_000,
  silence: 6000,
};

const within = (ms: number) => () => ({ deadline: Date.now() + ms });

/** A connection to one operator's peer, over which any identity can speak. */
export interface Peer {
  readonly mspId: string;
  as(identity: Pick<SigningIdentity, 'msp' | 'certificate'> & { readonly sign?: Sign | undefined }): Gateway;
  /** Whether the connection stands: one that is being made is waited for, unless it was waited for in vain before. */
  ready(ms: number): Promise<boolean>;
  close(): void;
}

/** Opens the TLS connection to a peer; it is made when first used and mended by gRPC. */
export function openPeer(operator: OperatorEntry, deadlines: Deadlines = DEADLINES): Peer {
  const client = new grpc.Client(operator.peer, grpc.credentials.createSsl(readFileSync(operator.tlsRoot)), {
    'grpc.max_receive_message_length': 128 * 1024 * 1024,
    'grpc.max_send_message_length': 16 * 1024 * 1024,
    'grpc.keepalive_time_ms': Math.ceil(deadlines.silence / 3),
    'grpc.keepalive_timeout_ms': Math.ceil((deadlines.silence * 2) / 3),
    'grpc.initial_reconnect_backoff_ms': 200,
    'grpc.max_reconnect_backoff_ms': 2000,
  });
  return {
    mspId: operator.mspId,
    as: ({ msp, certificate, sign }) =>
      connect({
        client,
        identity: { mspId: msp, credentials: Buffer.from(certificate) },
        ...(sign ? { signer: sign } : {}),
        hash: hash.none,
        evaluateOptions: within(deadlines.evaluate),
        endorseOptions: within(deadlines.endorse),
        submitOptions: within(deadlines.submit),
        commitStatusOptions: within(deadlines.commitStatus),
      }),
    ready: readiness(client),
    close: () => client.close(),
  };
}

/** Never waits again for a peer that is lost, but keeps asking for it, until it is back. */
function readiness(client: grpc.Client): Peer['ready'] {
  const { READY, IDLE, CONNECTING } = grpc.connectivityState;
  let lost = false;
  return async (ms) => {
    const channel = client.getChannel();
    for (const until = Date.now() + ms; ; ) {
      const state = channel.getConnectivityState(true);
      const making = state === IDLE || state === CONNECTING;
      if (!making || lost || Date.now() >= until) {
        lost = state !== READY;
        return !lost;
      }
      await new Promise<void>((resolve) => channel.watchConnectivityState(state, until, () => resolve()));
    }
  };
}

/** The identity of a person whose key lies in a file, such as the gateway's own. */
export function identityFromFiles(msp: string, person: PersonEntry): SigningIdentity {
  return {
    msp,
    certificate: readFileSync(person.certificate, 'utf8'),
    sign: nativeSigner(createPrivateKey(readFileSync(person.key))),
  };
}
