import { readFileSync } from 'node:fs';

/** A person of a demonstration network, whose wallet the gateway may keep. Paths are absolute. */
export interface PersonEntry {
  readonly name: string;
  readonly roles: readonly string[];
  readonly entity?: string;
  readonly title?: { readonly zh: string; readonly en?: string };
  readonly certificate: string;
  readonly key: string;
  readonly p12: string;
}

export interface OperatorEntry {
  readonly mspId: string;
  readonly name: string;
  readonly title?: { readonly zh: string; readonly en?: string };
  /** `localhost:PORT` */
  readonly peer: string;
  readonly tlsRoot: string;
  readonly people: readonly PersonEntry[];
}

/** How to reach the network. Who is trusted is never read from here but from the channel's configuration. */
export interface Connection {
  readonly channel: string;
  readonly chaincode: string;
  readonly operators: readonly OperatorEntry[];
}

/** Reads connection.json. @throws when it is missing or names no operator */
export function readConnection(file: string): Connection {
  const connection = JSON.parse(readFileSync(file, 'utf8')) as Connection;
  if (!connection.channel || !connection.chaincode || !connection.operators?.length)
    throw new Error(`${file} names no channel, chaincode or operator`);
  return connection;
}

/** The operator whose door this gateway is, and its own identity there. */
export function ownOperator(connection: Connection, name: string | undefined) {
  const operator = name
    ? connection.operators.find((o) => o.name === name || o.mspId === name)
    : connection.operators[0];
  if (!operator) throw new Error(`connection.json has no operator "${name}"`);
  const person = operator.people.find((p) => p.name === 'gateway');
  if (!person) throw new Error(`operator ${operator.name} has no person "gateway"`);
  return { operator, person };
}
