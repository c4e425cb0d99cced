import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from '@hyperledger/fabric-gateway';
import { type Salted, type Sealing, sealAsset, sealRelease } from '@suyuan/client';
import {
  type Application,
  canonical,
  type Outcome,
  Refusal,
  readRefusal,
  type SealedApplication,
} from '@suyuan/schemas';
import { initial } from './builders.ts';
import type { Act } from './journey.ts';
import { abreast, commandId, type TestNetwork } from './network.ts';

/** A transaction with values in transient data, endorsed by one operator alone; every peer has it afterwards. */
export async function privately(
  network: TestNetwork,
  person: string,
  name: 'vault:store' | 'vault:deliver',
  argument: object,
  { fields, host, command = commandId() }: { fields: Salted; host: string; command?: string },
): Promise<void> {
  const { contract } = network.as(person);
  const sent = contract.submit(name, {
    arguments: [canonical(argument)],
    transientData: { vault: canonical({ commandId: command, fields }) },
    endorsingOrganizations: [host],
  });
  await sent.catch(refusing);
  await abreast(network);
}

/** Throws what a peer's chaincode refused as the refusal itself. */
function refusing(error: unknown): never {
  const texts = error instanceof GatewayError ? [error.message, ...error.details.map((d) => d.message)] : [];
  const body = texts.map(readRefusal).find((found) => found);
  throw body ? new Refusal(body) : error;
}

/** Asks the peer of one operator alone. */
export async function askAt(network: TestNetwork, person: string, host: string, name: string, question: object) {
  const { contract } = network.as(person);
  const asked = contract.evaluate(name, { arguments: [canonical(question)], endorsingOrganizations: [host] });
  return JSON.parse(Buffer.from(await asked.catch(refusing)).toString('utf8')) as unknown;
}

type Initial = Extract<Application, { type: 'initial' }>;
type Sealed = {
  readonly application: SealedApplication;
  readonly sealings: readonly Sealing<object>[];
};

/** An initial application as it is sealed: its texts for two vaults, its files without their names. */
export function sealedInitial(
  holder: string,
  change: Partial<Initial> = {},
  inputs: Parameters<typeof sealRelease>[1] = [],
): Sealed {
  const { asset, release, evidence } = initial(holder, commandId(), change);
  const [text, version] = [sealAsset(asset), sealRelease(release, inputs)];
  return {
    application: {
      type: 'initial',
      sealed: text.sealed,
      release: version.sealed,
      evidence: evidence.map(({ name: _, ...file }) => file),
    },
    sealings: [text, version],
  };
}

/** A restricted asset from its vaults to its certificate: opened to the registrar, accepted, reviewed, published, issued. */
export async function registerSealed(
  network: TestNetwork,
  act: Act,
  { application, sealings }: Sealed,
  profile: { id: string; version: number },
): Promise<Outcome> {
  for (const { vault, fields } of sealings)
    await privately(network, 'li-holder', 'vault:store', { vault }, { fields, host: 'GroupMSP' });
  const { subject } = await act('li-holder', 'registration:submit', { profile, registrar: 'registry', application });
  const on = { case: subject };
  for (const { vault, fields } of sealings) {
    await act('li-holder', 'vault:open', { vault, to: 'registry', ground: 'registration' });
    const opened = { vault, to: 'registry' };
    await privately(network, 'li-holder', 'vault:deliver', opened, { fields, host: 'RegistrarMSP' });
  }
  const documents = application.evidence.map(({ sha256 }) => sha256);
  await act('lin-acceptor', 'registration:receipt', { ...on, documents });
  await act('lin-acceptor', 'registration:accept', on);
  await act('zhou-reviewer', 'registration:review', on);
  await act('zhou-reviewer', 'registration:openPublicity', on);
  await sleep(1500);
  return act('wu-issuer', 'registration:issue', on);
}
