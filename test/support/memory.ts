import {
  type CommandName,
  canonical,
  digestOf,
  type Outcome,
  type QueryName,
  Refusal,
  sha256Hex,
} from '@suyuan/schemas';
import { expect, vi } from 'vitest';
import { contracts } from '../../chaincode/src/contracts.ts';
import { charterOf } from '../../gateway/tools/src/found/charter.ts';
import { type Authority, createAuthority, issueCertificate } from '../../network/identity/authority.ts';
import { topology } from './network.ts';

type Context = { readonly stub: object; readonly clientIdentity: object };
type Acting = { getName(): string } & Record<string, (context: Context, ...args: string[]) => Promise<string>>;

const concepts = new Map(
  contracts.map((Contract) => {
    const contract = new Contract() as unknown as Acting;
    return [contract.getName(), contract];
  }),
);

/** Somebody with a certificate. */
export type Caller = {
  readonly msp: string;
  readonly pem: string;
  readonly attributes: Readonly<Record<string, string>>;
};

/**
 * The contracts on a channel state in memory: what they decide and write, without peers, blocks or conflicts. Time is
 * what the test says. Every refusal is checked to have written nothing.
 */
export class MemoryLedger {
  readonly state = new Map<string, string>();
  readonly #authorities = new Map<string, Authority>();
  readonly #callers = new Map<string, Caller>();
  #transactions = 0;
  time: number;

  constructor(start = '2026-03-02T02:00:00.000Z') {
    this.time = Date.parse(start);
  }

  /** Another ledger with the same state, people and time, on its own from here. */
  fork(): MemoryLedger {
    const other = new MemoryLedger(this.now);
    for (const [key, value] of this.state) other.state.set(key, value);
    for (const [at, caller] of this.#callers) other.#callers.set(at, caller);
    for (const [msp, authority] of this.#authorities) other.#authorities.set(msp, authority);
    other.#transactions = this.#transactions;
    return other;
  }

  get now(): string {
    return new Date(this.time).toISOString();
  }

  /** A person of an entity with roles, or an operator's administrator when there is no entity; `key` tells keys apart. */
  async caller(msp: string, name: string, entity?: string, roles: readonly string[] = [], key = ''): Promise<Caller> {
    const at = [msp, name, entity, roles, key].join('|');
    const known = this.#callers.get(at);
    if (known) return known;
    const authority = this.#authorities.get(msp) ?? (await createAuthority(`ca.${msp}`, msp));
    this.#authorities.set(msp, authority);
    const attributes: Record<string, string> = entity
      ? { 'suyuan.entity': entity, 'suyuan.roles': roles.join(','), 'suyuan.clearance': 'core' }
      : {};
    const organizationalUnit = entity ? 'client' : 'admin';
    const request = { commonName: name, organizationalUnit, days: 30, attributes };
    const made = { msp, pem: (await issueCertificate(authority, request)).certificate, attributes };
    this.#callers.set(at, made);
    return made;
  }

  admin(msp: string): Promise<Caller> {
    return this.caller(msp, 'admin');
  }

  /** Founds the consortium of the topology, as its administrators do. */
  async found(): Promise<void> {
    const charter = charterOf(topology());
    const [first = '', ...others] = charter.operators.map(({ msp }) => msp);
    await this.submit(await this.admin(first), 'membership:found', { charter });
    for (const msp of others) {
      await this.submit(await this.admin(msp), 'membership:ratify', { charter: digestOf(charter) });
    }
  }

  /** Carries out a command, under a fresh id unless it brings one. @throws Refusal, with nothing written */
  async submit(who: Caller, name: CommandName, command: object): Promise<Outcome> {
    const writes = new Map<string, string>();
    this.#transactions += 1;
    const id = sha256Hex(`transaction ${this.#transactions}`);
    try {
      const answer = await this.#invoke(
        who,
        name,
        { commandId: `command-${this.#transactions}`, ...command },
        id,
        writes,
      );
      for (const [key, value] of writes) this.state.set(key, value);
      return JSON.parse(answer) as Outcome;
    } catch (error) {
      if (error instanceof Refusal) expect([...writes.keys()]).toEqual([]);
      throw error;
    }
  }

  /** The refusal of a command that must be refused. */
  async refusal(who: Caller, name: CommandName, command: object): Promise<Refusal['body']> {
    const sent = this.submit(who, name, command);
    const error = await sent.then(
      (outcome) => new Error(`${name} was accepted: ${JSON.stringify(outcome)}`),
      (thrown: unknown) => thrown,
    );
    if (!(error instanceof Refusal)) throw error;
    return error.body;
  }

  async evaluate(who: Caller, name: QueryName, question: object): Promise<unknown> {
    return JSON.parse(await this.#invoke(who, name, question, 'f'.repeat(64), new Map()));
  }

  /** The document at a key. */
  read<T>(key: string): T {
    return JSON.parse(this.state.get(key) ?? 'null') as T;
  }

  async #invoke(who: Caller, name: string, argument: object, txId: string, writes: Map<string, string>) {
    const [concept = '', action = ''] = name.split(':');
    const contract = concepts.get(concept);
    const run = contract?.[action];
    if (!contract || !run) throw new Error(`there is no ${name}`);
    const stub = {
      getTxID: () => txId,
      getDateTimestamp: () => new Date(this.time),
      getState: async (key: string) => Buffer.from(this.state.get(key) ?? ''),
      putState: async (key: string, value: Uint8Array) => void writes.set(key, Buffer.from(value).toString('utf8')),
      setEvent: () => undefined,
    };
    const clientIdentity = {
      getMSPID: () => who.msp,
      getIDBytes: () => Buffer.from(who.pem),
      getAttributeValue: (attribute: string) => who.attributes[attribute] ?? null,
    };
    const machine = vi.spyOn(Date, 'now').mockReturnValue(this.time);
    try {
      return await run.call(contract, { stub, clientIdentity }, canonical(argument));
    } finally {
      machine.mockRestore();
    }
  }
}
