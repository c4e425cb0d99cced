import { type Commit, GatewayError, type Network, type Transaction } from '@hyperledger/fabric-gateway';
import { peer } from '@hyperledger/fabric-protos';
import { type CommandName, canonical, type QueryName, type Refusal, readRefusal } from '@suyuan/schemas';
import { heightOf } from '../support/chain.ts';
import { commandId, type TestNetwork } from '../support/network.ts';
import { endorsed } from '../support/patience.ts';
import { setsOf, type Written } from './sets.ts';

/** What one step came to, in a form that two networks can be compared by. */
export type Step = {
  readonly step: string;
  readonly answer?: unknown;
  readonly refused?: { readonly code: string; readonly field?: string };
  readonly failed?: { readonly at: string; readonly status?: number };
  readonly validation?: string;
} & Partial<Written>;

/** How a call of the exercise chaincode is made. */
export type Call = {
  readonly person: string;
  readonly msp?: string;
  readonly transient?: Record<string, string>;
  readonly endorsers?: string[];
};

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const PATIENCE_MS = 10_000;

/** A transaction as a peer has it, once it has it: peers commit the same block at slightly different times. */
async function committed(network: Network, channel: string, txId: string): Promise<Uint8Array> {
  for (const until = Date.now() + PATIENCE_MS; ; ) {
    try {
      return await network.getContract('qscc').evaluate('GetTransactionByID', { arguments: [channel, txId] });
    } catch (error) {
      if (Date.now() > until) throw error;
      await pause(30);
    }
  }
}

/** The chaincode that does one thing of everything, deployed beside the platform's. */
export const EXERCISE = 'exercise';

/** JSON as its value, so that what differs from run to run in it is found. */
const readable = (text: string): unknown => (/^[[{]/.test(text) ? JSON.parse(text) : text);

const refusalOf = (error: GatewayError): Refusal['body'] | undefined =>
  [error.message, ...error.details.map((detail) => detail.message)]
    .map(readRefusal)
    .find((found) => found !== undefined);

const validationName = (code: number) =>
  Object.entries(peer.TxValidationCode).find(([, value]) => value === code)?.[0] ?? String(code);

/** Plays a scenario on a network and writes down what each step came to. */
export class Recorder {
  readonly network: TestNetwork;
  readonly steps: Step[] = [];

  constructor(network: TestNetwork) {
    this.network = network;
  }

  /** Submits a command as a person; answers its outcome, or undefined when it was refused or failed. */
  async act(
    step: string,
    person: string,
    name: CommandName,
    command: object,
    options: { msp?: string; endorsers?: string[] } = {},
  ) {
    const whole = { commandId: commandId(), ...command };
    const { contract } = this.network.as(person, options.msp);
    const make = () =>
      contract.newProposal(name, {
        arguments: [canonical(whole)],
        ...(options.endorsers ? { endorsingOrganizations: options.endorsers } : {}),
      });
    return this.observe(step, async () => {
      const transaction = await endorsed(make);
      const commit = await this.send(transaction);
      return { commit, answer: JSON.parse(Buffer.from(transaction.getResult()).toString()) as unknown };
    });
  }

  /** Submits what anybody had endorsed; the holder asks for its commit where the orderers do not say. */
  send(transaction: Transaction): Promise<Commit> {
    return this.network.as('li-holder').send(transaction);
  }

  /** Blocks of the channel so far. */
  height(): Promise<number> {
    return heightOf(this.network.as('li-holder').network, this.network.connection.channel);
  }

  #exercise({ person, msp, transient, endorsers }: Call, name: string, args: string[]) {
    return this.network
      .as(person, msp)
      .network.getContract(EXERCISE)
      .newProposal(name, {
        arguments: args,
        ...(transient ? { transientData: transient } : {}),
        ...(endorsers ? { endorsingOrganizations: endorsers } : {}),
      });
  }

  /** Has a call of the exercise chaincode endorsed, to be submitted later. */
  endorse(by: Call, name: string, ...args: string[]): Promise<Transaction> {
    return endorsed(() => this.#exercise(by, name, args));
  }

  /** Submits a call of the exercise chaincode. */
  call(step: string, by: Call, name: string, ...args: string[]) {
    return this.submit(step, () => this.endorse(by, name, ...args));
  }

  /** Submits what is endorsed, and writes down what a chaincode of any kind answered. */
  submit(step: string, made: () => Promise<Transaction>) {
    return this.observe(
      step,
      async () => {
        const transaction = await made();
        return { commit: await this.send(transaction), answer: Buffer.from(transaction.getResult()).toString() };
      },
      EXERCISE,
    );
  }

  /** Asks the exercise chaincode, and writes its answer down. */
  async query(step: string, by: Call, name: string, ...args: string[]): Promise<string> {
    try {
      const answer = Buffer.from(await this.#exercise(by, name, args).evaluate()).toString();
      this.steps.push({ step, answer: readable(answer) });
      return answer;
    } catch (error) {
      this.#failed(step, 'evaluate', error);
      return '';
    }
  }

  /** Asks a question as a person, and writes its answer down. */
  async ask(step: string, person: string, name: QueryName | string, question: object): Promise<unknown> {
    const { contract } = this.network.as(person);
    try {
      const answer: unknown = JSON.parse(
        Buffer.from(await contract.evaluate(name, { arguments: [canonical(question)] })).toString(),
      );
      this.steps.push({ step, answer });
      return answer;
    } catch (error) {
      this.#failed(step, 'evaluate', error);
      return undefined;
    }
  }

  /** Writes down what a transaction came to: its answer and sets once every peer has it, or how it failed. */
  async observe(
    step: string,
    send: () => Promise<{ commit: Commit; answer: unknown }>,
    chaincode = this.network.connection.chaincode,
  ): Promise<Outcome | undefined> {
    try {
      const { commit, answer } = await send();
      const status = await commit.getStatus();
      const validation = validationName(status.code);
      const { channel, operators } = this.network.connection;
      const everywhere = operators.map(({ mspId }) =>
        committed(this.network.as('admin', mspId).network, channel, commit.getTransactionId()),
      );
      const [bytes = new Uint8Array()] = await Promise.all(everywhere);
      this.steps.push({ step, answer, validation, ...setsOf(bytes, chaincode) });
      return status.successful ? (answer as Outcome) : undefined;
    } catch (error) {
      this.#failed(step, 'submit', error);
      return undefined;
    }
  }

  #failed(step: string, at: string, error: unknown): void {
    if (!(error instanceof GatewayError)) throw error;
    const body = refusalOf(error);
    // A Byzantine ordering service says by another status than a single orderer that it does not take a transaction.
    if (error.name === 'SubmitError') this.steps.push({ step, failed: { at: 'ordering' } });
    else if (body)
      this.steps.push({ step, refused: { code: body.code, ...(body.field ? { field: body.field } : {}) } });
    else this.steps.push({ step, failed: { at, status: error.code } });
  }
}

type Outcome = { subject: string; state?: string; asset?: string; release?: string; certificate?: string };

const RANDOM: readonly [RegExp, string][] = [
  [/\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z/g, 'time'],
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'uuid'],
  [/-\d{4}-\d{16}[0-9X]/g, 'number'],
  [/[0-9a-f]{64}/g, 'digest'],
  [/[0-9a-f]{32}/g, 'id'],
];

/** Steps without what differs from run to run: times, ids, digests of them and numbers stand as their kinds. */
export function comparable(steps: readonly Step[]): unknown {
  const text = RANDOM.reduce((so, [pattern, kind]) => so.replace(pattern, `<${kind}>`), JSON.stringify(steps));
  return JSON.parse(text);
}
