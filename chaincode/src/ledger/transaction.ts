import {
  type CommandName,
  type Commands,
  canonical,
  commands,
  type Documents,
  type LedgerEvent,
  type Outcome,
  type Queries,
  type QueryName,
  queries,
  refuse,
} from '@suyuan/schemas';
import fabric, { type Context } from 'fabric-contract-api';
import type { Static, TSchema } from 'typebox';
import { actorOf, type Member, member, type Signer, signer } from '../access/caller.ts';
import { checkTime } from '../access/clock.ts';
import { decode } from './decode.ts';
import { key, keyOf, type Recorded } from './keys.ts';
import { encode, Reader, together } from './reader.ts';
import { writeAt } from './state.ts';

/** What a command decided: the documents that it leaves, and what it answers. */
export type Decision = { readonly documents: readonly Recorded[]; readonly outcome: Outcome };

/** A reader that knows who asks. */
export class Ledger extends Reader {
  readonly signer: Signer;

  constructor(context: Context) {
    super(context.stub);
    this.signer = signer(context.clientIdentity);
  }

  /** The member that the signer acts for; refused when certificate or record do not carry it. */
  async member(): Promise<Member> {
    const id = this.signer.entity;
    return member(this.signer, id ? await this.get('entity/1', key.entity(id)) : undefined);
  }

  /** What is on record about the signer's key being lost or exposed. */
  replacement() {
    return this.get('key-replacement/1', key.keyReplacement(this.signer.fingerprint));
  }

  /** The actor to record for a signer that speaks for its operator, not for an entity. */
  get actor() {
    return actorOf(this.signer);
  }
}

/** Refuses a signer whose key was replaced. */
function checkKey(found: Documents['key-replacement/1'] | undefined): void {
  if (found?.state === 'replaced') throw refuse('CALLER_KEY_REPLACED', { since: found.since });
}

type CommandHandlers = { [F in CommandName]?: (ledger: Ledger, command: Commands[F]) => Promise<Decision> };
type QueryHandlers = { [F in QueryName]?: (ledger: Ledger, question: Queries[F]) => Promise<unknown> };

type Action = (context: Context, args: string[]) => Promise<string>;

/** A Fabric contract without decorators, which would keep state in a global: actions become methods of its prototype. */
function contractOf(name: string, actions: Readonly<Record<string, Action>>): new () => fabric.Contract {
  class Concept extends fabric.Contract {
    constructor() {
      super(name);
    }
  }
  for (const [action, run] of Object.entries(actions)) {
    Object.defineProperty(Concept.prototype, action, {
      value: (context: Context, ...args: string[]) => run(context, args),
    });
  }
  return Concept;
}

/** A transaction that takes one argument and answers canonical JSON. What it writes, if anything, it writes itself. */
export function answering<S extends TSchema>(
  schema: S,
  handler: (ledger: Ledger, question: Static<S>) => Promise<unknown>,
): Action {
  return async (context, args) => {
    const ledger = new Ledger(context);
    const question = decode(schema, args);
    checkKey(await ledger.replacement());
    return canonical(await handler(ledger, question));
  };
}

/**
 * A Fabric contract of one concept. Each handler is reached by its full function name; a command is decoded, its
 * time and its id are checked, and what it decided is written; a query's answer is canonical JSON. `others` frame
 * themselves.
 */
export function contract(
  concept: string,
  writes: CommandHandlers,
  reads: QueryHandlers,
  others: Readonly<Record<string, Action>> = {},
): new () => fabric.Contract {
  const actionOf = (name: string) => name.slice(concept.length + 1);
  const commanded = Object.entries(writes).map(([name, handler]): [string, Action] => [
    actionOf(name),
    (context, args) => carryOut(name as CommandName, handler as Handler, context, args),
  ]);
  const asked = Object.entries(reads).map(([name, handler]): [string, Action] => [
    actionOf(name),
    answering(queries[name as QueryName], handler as Reading),
  ]);
  const further = Object.entries(others).map(([name, run]): [string, Action] => [actionOf(name), run]);
  return contractOf(concept, Object.fromEntries([...commanded, ...asked, ...further]));
}

type Handler = (ledger: Ledger, command: { commandId: string }) => Promise<Decision>;
type Reading = (ledger: Ledger, question: unknown) => Promise<unknown>;

async function carryOut(name: CommandName, handler: Handler, context: Context, args: string[]): Promise<string> {
  const ledger = new Ledger(context);
  const command = decode(commands[name], args) as { commandId: string };
  const { entity, msp } = ledger.signer;
  const doneKey = key.done(entity ?? msp, command.commandId);
  const [clock, replaced, before] = await together([
    ledger.get('clock/1', key.clock()),
    ledger.replacement(),
    ledger.get('done/1', doneKey),
    ...(entity ? [ledger.get('entity/1', key.entity(entity))] : []),
  ]);
  checkTime(ledger.time, clock, true);
  checkKey(replaced);
  if (before) throw refuse('COMMAND_REPEATED', { txId: before.txId, function: before.function }, 'commandId');

  const { documents, outcome } = await handler(ledger, command);
  checkForwards(ledger, documents);

  const done: Documents['done/1'] = { schema: 'done/1', function: name, txId: ledger.txId, time: ledger.time };
  const entries = documents.map((document) => [keyOf(document), encode(document)] as const);
  await writeAt(ledger.stub, [[doneKey, encode(done)], ...entries]);
  const event: LedgerEvent = {
    schema: 'event/1',
    function: name,
    subject: outcome.subject,
    ...(outcome.state === undefined ? {} : { state: outcome.state }),
  };
  ledger.stub.setEvent(name, encode(event));
  return canonical(outcome);
}

/** A record's time never runs backwards. */
function checkForwards(ledger: Ledger, documents: readonly Recorded[]): void {
  for (const id of documents.map(keyOf)) {
    const last = ledger.seen.get(id);
    if (last !== undefined && last > ledger.time) throw refuse('TIME_BACKWARDS', { time: ledger.time, id, last });
  }
}
