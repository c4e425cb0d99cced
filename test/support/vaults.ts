import { GatewayError } from '@hyperledger/fabric-gateway';
import { type Salted, type Sealing, sealAsset, sealRelease } from '@suyuan/client';
import { type Application, canonical, Refusal, readRefusal, type SealedApplication } from '@suyuan/schemas';
import { initial } from './builders.ts';
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
