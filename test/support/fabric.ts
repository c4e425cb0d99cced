import { createPrivateKey, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as grpc from '@grpc/grpc-js';
import {
  type Commit,
  type Contract,
  connect,
  GatewayError,
  hash,
  type Network,
  type Transaction,
} from '@hyperledger/fabric-gateway';
import {
  type CommandName,
  canonical,
  lowSDer,
  type Outcome,
  type QueryName,
  Refusal,
  readRefusal,
} from '@suyuan/schemas';
import { carriedOut } from './patience.ts';
import { sent } from './sent.ts';

export type TestConnection = {
  readonly channel: string;
  readonly chaincode: string;
  readonly operators: readonly {
    readonly mspId: string;
    readonly name: string;
    readonly peer: string;
    readonly tlsRoot: string;
    readonly people: readonly { readonly name: string; readonly certificate: string; readonly key: string }[];
  }[];
};

export const readTestConnection = (file: string) => JSON.parse(readFileSync(file, 'utf8')) as TestConnection;

/** A person at its own operator's peer, through Fabric's own client and nothing of ours. */
export type Participant = {
  readonly contract: Contract;
  readonly network: Network;
  /** Has a command carried out, made anew with the same commandId while it loses races. */
  submit(name: CommandName, command: object): Promise<Outcome>;
  evaluate(name: QueryName, question: object): Promise<unknown>;
  /** Submits what is endorsed. */
  send(transaction: Transaction): Promise<Commit>;
  close(): void;
};

/** Fabric itself may wait for ever, such as for a transaction that an orderer took and forgot. */
const within = (ms: number) => () => ({ deadline: Date.now() + ms });

export function connectAs(connection: TestConnection, name: string, mspId?: string): Participant {
  const operator = connection.operators.find(
    (one) => (!mspId || one.mspId === mspId) && one.people.some((person) => person.name === name),
  );
  const person = operator?.people.find((one) => one.name === name);
  if (!operator || !person) throw new Error(`nobody is called ${name}`);
  const client = new grpc.Client(operator.peer, grpc.credentials.createSsl(readFileSync(operator.tlsRoot)));
  const key = createPrivateKey(readFileSync(person.key));
  const certificate = readFileSync(person.certificate);
  const gateway = connect({
    client,
    identity: { mspId: operator.mspId, credentials: certificate },
    // The SDK's own signer is pure JavaScript and slower than all else that a client does.
    signer: async (message) => lowSDer(sign('sha256', message, { key, dsaEncoding: 'ieee-p1363' })),
    hash: hash.none,
    evaluateOptions: within(10_000),
    endorseOptions: within(20_000),
    submitOptions: within(10_000),
    commitStatusOptions: within(60_000),
  });
  const network = gateway.getNetwork(connection.channel);
  const contract = network.getContract(connection.chaincode);
  const asker = { gateway, mspId: operator.mspId, certificate, channel: connection.channel };
  const send = (transaction: Transaction) => sent(transaction, asker);
  const answer = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString('utf8')) as unknown;
  return {
    contract,
    network,
    send,
    submit: async (fn, command) =>
      answer(
        await refusing(carriedOut(() => contract.newProposal(fn, { arguments: [canonical(command)] }), send)),
      ) as Outcome,
    evaluate: async (fn, question) =>
      answer(await refusing(contract.evaluate(fn, { arguments: [canonical(question)] }))),
    close() {
      gateway.close();
      client.close();
    },
  };
}

/** Turns what a peer's chaincode refused into the refusal itself. */
async function refusing(sent: Promise<Uint8Array>): Promise<Uint8Array> {
  try {
    return await sent;
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    const body = [error.message, ...error.details.map((d) => d.message)].map(readRefusal).find((found) => found);
    if (body) throw new Refusal(body);
    // What each peer said is what a failing test needs; the SDK keeps it out of its message.
    error.message = [error.message, ...error.details.map((d) => `${d.address}: ${d.message}`)].join('\n');
    throw error;
  }
}
