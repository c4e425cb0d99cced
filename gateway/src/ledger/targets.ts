import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Endorser } from 'fabric-common';
import type { Connection, OperatorEntry, PersonEntry } from './connection.ts';

/** What one operator's peer said to a signed proposal, or why it said nothing. */
export type Said =
  | { readonly msp: string; readonly response: PeerResponse }
  | { readonly msp: string; readonly silent: string };

/** protos.ProposalResponse as fabric-common decodes it. */
export interface PeerResponse {
  readonly response: { readonly status: number; readonly message: string; readonly payload: Uint8Array };
  readonly payload: Uint8Array;
  readonly endorsement?: { readonly endorser: Uint8Array; readonly signature: Uint8Array } | null;
}

/** Peers that are each asked the same question, by fabric-network with explicit targets. */
export interface Targets {
  /** Waits for all; once `needed` have answered, the others have a moment left. */
  ask(msps: readonly string[], proposal: Uint8Array, signature: Uint8Array, needed: number): Promise<readonly Said[]>;
  close(): void;
}

const READY_MS = 1000;
/** How long a peer is waited for when enough others have answered: one that is frozen holds nobody up. */
const GRACE_MS = 1500;

/** The connection as fabric-network's profile has it. */
const profileOf = ({ channel, operators }: Connection, own: OperatorEntry) => ({
  name: channel,
  version: '1.0.0',
  client: { organization: own.mspId },
  organizations: Object.fromEntries(operators.map(({ mspId }) => [mspId, { mspid: mspId, peers: [mspId] }])),
  peers: Object.fromEntries(
    operators.map(({ mspId, peer, tlsRoot }) => [
      mspId,
      {
        url: `grpcs://${peer}`,
        tlsCACerts: { path: tlsRoot },
        grpcOptions: { 'grpc-wait-for-ready-timeout': READY_MS },
      },
    ]),
  ),
  channels: { [channel]: { peers: Object.fromEntries(operators.map(({ mspId }) => [mspId, {}])) } },
});

/** Its logger writes to the console, what it says is in its errors too; it takes over a logger that is there before. */
const quiet = () => {
  const nothing = () => undefined;
  Object.assign(globalThis, { hfc: { logger: { debug: nothing, info: nothing, warn: nothing, error: nothing } } });
};

async function connect(connection: Connection, own: OperatorEntry, person: PersonEntry) {
  quiet();
  // Loaded when first needed: it takes a second.
  const { Gateway } = await import('fabric-network');
  const gateway = new Gateway();
  const credentials = {
    certificate: readFileSync(person.certificate, 'utf8'),
    privateKey: readFileSync(person.key, 'utf8'),
  };
  await gateway.connect(profileOf(connection, own), {
    identity: { type: 'X.509', mspId: own.mspId, credentials } as never,
    discovery: { enabled: false, asLocalhost: false },
  });
  return { gateway, channel: (await gateway.getNetwork(connection.channel)).getChannel() };
}

const words = (error: unknown) => (error instanceof Error ? error.message : String(error)).slice(0, 200);

type Asked = { readonly msp: string; readonly said: Promise<Said> };

function gathered(asked: readonly Asked[], needed: number): Promise<readonly Said[]> {
  const enough = Promise.withResolvers<void>();
  let answered = 0;
  const heard = (said: Said): Said => {
    answered += 'response' in said ? 1 : 0;
    if (answered >= needed) enough.resolve();
    return said;
  };
  const late = async (msp: string): Promise<Said> => {
    await enough.promise;
    await sleep(GRACE_MS, undefined, { ref: false });
    return { msp, silent: 'no answer in time' };
  };
  return Promise.all(asked.map(({ msp, said }) => Promise.race([said.then(heard), late(msp)])));
}

/** The peers of a connection, as somebody of its own operator reaches them. Connects when first asked. */
export function openTargets(connection: Connection, own: OperatorEntry, person: PersonEntry, ms: number): Targets {
  let connected: ReturnType<typeof connect> | undefined;

  async function askOne(target: Endorser | undefined, msp: string, envelope: object): Promise<Said> {
    try {
      if (!target) throw new Error('its peer is not in connection.json');
      if (!(await target.checkConnection())) throw new Error('its peer cannot be reached');
      return { msp, response: (await target.sendProposal(envelope as Buffer, ms)) as PeerResponse };
    } catch (error) {
      return { msp, silent: words(error) };
    }
  }

  return {
    async ask(msps, proposal, signature, needed) {
      connected ??= connect(connection, own, person);
      const { channel } = await connected.catch((error: unknown) => {
        connected = undefined;
        throw error;
      });
      const envelope = { proposal_bytes: Buffer.from(proposal), signature: Buffer.from(signature) };
      const asked = msps.map((msp) => ({ msp, said: askOne(channel.getEndorsers(msp)[0], msp, envelope) }));
      return gathered(asked, needed);
    },
    close() {
      connected?.then(({ gateway }) => gateway.disconnect()).catch(() => undefined);
    },
  };
}
