import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Client, fromPem, signIn } from '@suyuan/client';

export type Person = {
  readonly name: string;
  readonly entity: string;
  readonly certificate: string;
  readonly key: string;
};

export type Operator = {
  readonly mspId: string;
  readonly name: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly committee: boolean;
  readonly people: readonly Person[];
};

/** As much of `connection.json` as a tool needs: who there is, and where their keys lie. */
export type Connection = { readonly operators: readonly Operator[]; readonly demonstration?: boolean };

/** SUYUAN_CONNECTION, or the connection of the platform that runs in SUYUAN_HOME (`.suyuan`). */
export const connectionFile = (): string =>
  resolve(process.env.SUYUAN_CONNECTION ?? join(process.env.SUYUAN_HOME ?? '.suyuan', 'network', 'connection.json'));

/** Reads the connection of the platform that runs. */
export function readConnection(): Connection {
  const file = connectionFile();
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Connection;
  } catch (error) {
    throw new Error(`No network is known at ${file}. Start the platform first: npm start`, { cause: error });
  }
}

/** The gateway to talk to: SUYUAN_URL, or the loopback address at PORT (4000). */
export function gatewayUrl(): string {
  return process.env.SUYUAN_URL ?? `http://localhost:${process.env.PORT ?? 4000}/`;
}

/** Signs a person of the connection in, with the key that lies beside it. */
export async function signInAs(url: string, person: Person): Promise<Client> {
  const identity = await fromPem(readFileSync(person.certificate, 'utf8'), readFileSync(person.key, 'utf8'));
  return signIn(url, identity);
}

export function personOf(operator: Operator, name: string): Person {
  const person = operator.people.find((candidate) => candidate.name === name);
  if (!person) throw new Error(`${operator.mspId} has nobody called ${name}`);
  return person;
}
