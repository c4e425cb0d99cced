import { readFileSync } from 'node:fs';
import { type Client, fromPem, type Identity, signIn } from '@suyuan/client';
import type { TestConnection } from './fabric.ts';

/** A person of the network with its key, as its own machine has it. */
export function identityOf({ operators }: TestConnection, name: string): Promise<Identity> {
  const person = operators.flatMap(({ people }) => people).find((one) => one.name === name);
  if (!person) throw new Error(`nobody is called ${name}`);
  return fromPem(readFileSync(person.certificate, 'utf8'), readFileSync(person.key, 'utf8'));
}

/** A person signed in at a gateway. */
export const signedIn = async (connection: TestConnection, url: string, name: string): Promise<Client> =>
  signIn(url, await identityOf(connection, name));
