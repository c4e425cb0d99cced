import type { CommandName, Commands, Queries, QueryName } from '@suyuan/schemas';
import { query } from '../data/http.ts';
import { refresh } from '../data/query.ts';
import { QuestionDocument, TransactDocument } from '../generated/command.ts';
import { keptKey } from './keys.ts';
import { agreeTo } from './sheet.ts';
import { session } from './token.ts';

/** What a committed command came to. */
export type Done = {
  readonly function: string;
  readonly transactionId: string;
  readonly block: number;
  readonly subject: string;
  readonly state: string | null;
  readonly asset: { readonly id: string } | null;
  readonly certificate: { readonly number: string } | null;
};

/** A command without its id, which is made here. */
export type Asked<F extends CommandName> = Omit<Commands[F], 'commandId'>;

/** The client that signs with the key of this browser; where the session has one. */
export async function ownClient() {
  const held = session();
  const key = held ? await keptKey(held.token) : undefined;
  if (!held || !key) throw new Error('The key of this session is no longer in this browser: sign in again');
  const { fromKey, resume } = await import('@suyuan/client');
  return resume(location.origin, held, fromKey(key));
}

/** Whether the gateway signs, with a demonstration's wallet. */
export const byWallet = () => session()?.key === 'wallet';

/** Sends without asking: for one of many that a person has agreed to together. */
async function sent<F extends CommandName>(name: F, command: Asked<F> & { commandId: string }, agreed: boolean) {
  if (byWallet()) {
    if (!agreed) await agreeTo({ function: name, command }, 'wallet');
    const { transact } = await query(TransactDocument, { function: name, command });
    return transact as Done;
  }
  const client = await ownClient();
  // What the sheet shows was read from the bytes that are signed; the client signs none that say anything else.
  const sheet = agreed
    ? undefined
    : (read: { function: string; command: string }) =>
        agreeTo({ function: read.function, command: JSON.parse(read.command) as object }, 'browser');
  return (await client.transact(name, command as never, sheet)) as Done;
}

/**
 * Has a command signed and sent, after the sheet has shown what is about to be signed. Answers once it is committed; throws
 * a SuyuanError when the ledger refuses, Declined when the person does.
 */
export async function act<F extends CommandName>(name: F, command: Asked<F>): Promise<Done> {
  const done = await sent(name, { commandId: crypto.randomUUID(), ...command } as never, false);
  await refresh();
  return done;
}

/** One command that a person has already agreed to in the sheet of many; `refresh` is for the caller, at the end. */
export const actAgreed = <F extends CommandName>(name: F, command: Asked<F>): Promise<Done> =>
  sent(name, { commandId: crypto.randomUUID(), ...command } as never, true);

/**
 * Asks the ledger a question that it answers to its asker, such as `registration:precheck`; of the peer of the operator
 * `at` alone, where one is named. Nothing is written.
 */
export async function askLedger<Answer, F extends QueryName = QueryName>(
  name: F,
  argument: Queries[F],
  at?: string,
): Promise<Answer> {
  if (!byWallet()) return (await ownClient()).ask<Answer>(name, argument, at);
  return (await query(QuestionDocument, { function: name, argument })).question as Answer;
}
