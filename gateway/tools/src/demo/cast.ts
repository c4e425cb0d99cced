import type { Client } from '@suyuan/client';
import { type Connection, type Person, signInAs } from '../connection.ts';

/** The people of the story, signed in when they are first needed. */
export class Cast {
  readonly #signedIn = new Map<string, Promise<Client>>();
  readonly #url: string;
  readonly #connection: Connection;

  constructor(url: string, connection: Connection) {
    this.#url = url;
    this.#connection = connection;
  }

  /** A person by name; there is one of that name among all operators. */
  as(name: string): Promise<Client> {
    const person = this.#connection.operators.flatMap((operator) => operator.people).find((one) => one.name === name);
    if (!person) throw new Error(`The network has nobody called ${name}`);
    return this.#client(person);
  }

  /** The administrators, who speak and vote for their operators. */
  async admins(): Promise<{ msp: string; title: string; client: Client }[]> {
    const found = [];
    for (const operator of this.#connection.operators) {
      const admin = operator.people.find((person) => person.name === 'admin');
      if (admin) found.push({ msp: operator.mspId, title: operator.title.zh, client: await this.#client(admin) });
    }
    return found;
  }

  #client(person: Person): Promise<Client> {
    const known = this.#signedIn.get(person.certificate) ?? signInAs(this.#url, person);
    this.#signedIn.set(person.certificate, known);
    return known;
  }
}
