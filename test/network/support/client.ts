import { createPrivateKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Client, credentials } from '@grpc/grpc-js';
import { type Contract, connect, type Gateway, hash, type Network } from '@hyperledger/fabric-gateway';
import type { Connection, OperatorEntry, PersonEntry } from '../../../network/connection.ts';
import { signLowS } from '../../../network/identity/signature.ts';

/** Someone connected to their operator's peer by the unmodified client. */
export interface Session {
  readonly operator: OperatorEntry;
  readonly person: PersonEntry;
  readonly client: Client;
  readonly gateway: Gateway;
  readonly network: Network;
  readonly contract: Contract;
  close(): void;
}

export const operatorOf = (connection: Connection, mspId: string): OperatorEntry => {
  const operator = connection.operators.find((entry) => entry.mspId === mspId);
  if (!operator) throw new Error(`no operator ${mspId}`);
  return operator;
};

export const dial = (operator: OperatorEntry): Client =>
  new Client(operator.peer, credentials.createSsl(readFileSync(operator.tlsRoot)));

export interface Credentials {
  readonly mspId: string;
  readonly certificate: string;
  readonly key: string;
}

/** Connects an identity, its operator's own or any other, to an operator's peer. */
export const connectAs = (
  connection: Connection,
  client: Client,
  identity: Credentials,
): Pick<Session, 'gateway' | 'network' | 'contract'> => {
  const key = createPrivateKey(identity.key);
  const gateway = connect({
    client,
    identity: { mspId: identity.mspId, credentials: Buffer.from(identity.certificate) },
    signer: async (message) => signLowS(message, key),
    hash: hash.none,
    evaluateOptions: () => ({ deadline: Date.now() + 15_000 }),
    endorseOptions: () => ({ deadline: Date.now() + 30_000 }),
    submitOptions: () => ({ deadline: Date.now() + 10_000 }),
    commitStatusOptions: () => ({ deadline: Date.now() + 20_000 }),
  });
  const network = gateway.getNetwork(connection.channel);
  return { gateway, network, contract: network.getContract(connection.chaincode) };
};

export const credentialsOf = (operator: OperatorEntry, person: PersonEntry): Credentials => ({
  mspId: operator.mspId,
  certificate: readFileSync(person.certificate, 'utf8'),
  key: readFileSync(person.key, 'utf8'),
});

/** Signs a person of an operator in; without a name, its first. */
export const signIn = (connection: Connection, mspId: string, name?: string): Session => {
  const operator = operatorOf(connection, mspId);
  const person = operator.people.find((entry) => name === undefined || entry.name === name);
  if (!person) throw new Error(`no person ${name} in ${mspId}`);
  const client = dial(operator);
  const session = connectAs(connection, client, credentialsOf(operator, person));
  const close = () => {
    session.gateway.close();
    client.close();
  };
  return { ...session, operator, person, client, close };
};

export const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();

/** Submits without throwing for an invalid transaction: its id, block and code. */
export const submitFor = async (contract: Contract, name: string, ...args: string[]) => {
  const sent = await contract.submitAsync(name, { arguments: args });
  return { result: text(sent.getResult()), ...(await sent.getStatus()) };
};
