import {
  type CommandName,
  type Commands,
  canonical,
  type PrivateQueries,
  type PrivateTransactions,
  type Queries,
  type QueryName,
} from '@suyuan/schemas';
import { download, type StoredDocument, upload } from './documents.ts';
import { fromBase64, toBase64 } from './encoding.ts';
import { SuyuanError } from './errors.ts';
import { call, graphql } from './http.ts';
import type { Identity } from './identity.ts';
import { type Invocation, type Proposed, readProposal, readTransaction, type Signable } from './proposal.ts';
import type { Salted } from './seal.ts';

/** What a committed command answers. `state` is the state that the subject is now in. */
export type Receipt = {
  readonly function: string;
  readonly commandId: string;
  readonly transactionId: string;
  readonly block: number;
  readonly subject: string;
  readonly state: string | null;
  readonly asset: { readonly id: string } | null;
  readonly release: { readonly id: string } | null;
  readonly certificate: { readonly number: string } | null;
  readonly batch: { readonly id: string } | null;
};

/**
 * Shown the command as the prepared bytes say it, once these were found to say what was asked for, before anything is
 * signed; may throw to refuse.
 */
export type Confirm = (about: Invocation) => void | Promise<void>;

type Questions = Queries & PrivateQueries;

/** A person signed in at one gateway. */
export type Client = {
  readonly token: string;
  readonly expiresAt: string;
  query<T>(document: string, variables?: Record<string, unknown>): Promise<T>;
  /** Prepares, signs, has endorsed, signs, submits; answers once it is committed. Throws a SuyuanError. */
  transact<F extends CommandName>(
    name: F,
    command: Omit<Commands[F], 'commandId'> & { commandId?: string },
    confirm?: Confirm,
  ): Promise<Receipt>;
  /**
   * Asks the ledger itself a query that it answers to its asker, such as `usage:mayUse`; `vault:read` of the host's peer, or
   * of that of the operator `at`. Nothing is written.
   */
  ask<T, F extends keyof Questions = keyof Questions>(name: F, question: Questions[F], at?: string): Promise<T>;
  /** The same of all the committee's peers: the answer that they agree on, each under its own signature. */
  attest<T>(name: QueryName, question: Queries[QueryName]): Promise<Attested<T>>;
  /** A private transaction: its values go to the peer of the operator `at` alone, which the signed bytes say. */
  transactPrivately<F extends keyof PrivateTransactions>(
    name: F,
    argument: PrivateTransactions[F],
    fields: Salted,
    at: string,
  ): Promise<Receipt>;
  /** Uploads a document for one's entity, in parts; goes on after a break. Answers its digest, which evidence names. */
  upload(source: Blob | Uint8Array<ArrayBuffer>, how?: Parameters<typeof upload>[2]): Promise<StoredDocument>;
  /** The bytes of a document to which one has the right, checked against its digest; goes on after a break. */
  download(sha256: string, from?: number): AsyncGenerator<Uint8Array>;
  signOut(): Promise<void>;
};

/** An answer that institutions signed: `payload` (base64) is what they signed, as the gateway's `Attestation` says. */
export type Attested<T> = {
  readonly answer: T;
  readonly payload: string;
  readonly signers: readonly { readonly msp: string; readonly signature: string }[];
};

type Prepared = { readonly proposal: string };
type Endorsed = { readonly transaction: string };

const PREPARE = `mutation ($function: String!, $command: JSON!, $content: JSON) {
  prepare(function: $function, command: $command, content: $content) { proposal }
}`;
const ENDORSE = `mutation ($proposal: Base64!, $signature: Base64!) {
  endorse(proposal: $proposal, signature: $signature) { transaction }
}`;
const SUBMIT = `mutation ($transaction: Base64!, $signature: Base64!) {
  submit(transaction: $transaction, signature: $signature) {
    function commandId transactionId block subject state asset { id } release { id } certificate { number } batch { id }
  }
}`;

const PREPARE_QUERY = `query ($function: String!, $argument: JSON!, $at: ID) {
  prepareQuery(function: $function, argument: $argument, at: $at) { proposal }
}`;
const EVALUATE = `query ($proposal: Base64!, $signature: Base64!) {
  evaluate(proposal: $proposal, signature: $signature)
}`;

const ATTEST = `query ($proposal: Base64!, $signature: Base64!) {
  attest(proposal: $proposal, signature: $signature) { answer payload signers { msp signature } }
}`;

/** A challenge can be nothing else that a key might sign. */
const CHALLENGE = 'suyuan-sign-in:';

/**
 * Signs in at a gateway by signing its challenge. The key stays with the identity: only signatures are sent.
 * `url` is the gateway's address, such as `http://localhost:4000/`.
 */
export async function signIn(url: string, identity: Identity): Promise<Client> {
  const { challenge } = await call<{ challenge: string }>(new URL('/session/challenge', url), {
    certificate: identity.certificate,
  });
  if (!challenge.startsWith(CHALLENGE)) throw new SuyuanError('This is no sign-in challenge', 'CHALLENGE_FOREIGN');
  const hash = identity.curve === 'P-384' ? 'SHA-384' : 'SHA-256';
  const signature = await identity.sign(new TextEncoder().encode(challenge), hash);
  const session = await call<{ token: string; expiresAt: string }>(new URL('/session', url), {
    certificate: identity.certificate,
    challenge,
    signature: toBase64(signature),
  });
  return client(url, session, identity);
}

/** Goes on with a session that was opened before, such as by the same browser tab before it was loaded again. */
export const resume = (url: string, session: { token: string; expiresAt: string }, identity: Identity): Client =>
  client(url, session, identity);

function client(url: string, session: { token: string; expiresAt: string }, identity: Identity): Client {
  const endpoint = new URL('/graphql', url);
  const at = { url, token: session.token };
  const query = <T>(document: string, variables: Record<string, unknown> = {}) =>
    graphql<T>(endpoint, document, variables, session.token);
  return {
    ...session,
    query,
    async transact(name, command, confirm) {
      const asked = { commandId: crypto.randomUUID(), ...command };
      const said: Invocation = { function: name, command: canonical(asked) };
      let agreedTo = confirm;
      return retrying(() =>
        sendOnce(query, identity, said, asked, {
          // Made anew after a lost race, the bytes say the same command: nobody is asked twice.
          confirm: async (read) => {
            await agreedTo?.(read);
            agreedTo = undefined;
          },
        }),
      );
    },
    async transactPrivately(name, argument, fields, at) {
      const said: Invocation = { function: name, command: canonical(argument) };
      const secret = { content: { commandId: crypto.randomUUID(), fields }, at };
      return retrying(() => sendOnce(query, identity, said, argument, { secret }));
    },
    async ask<T>(name: keyof Questions, question: object, at?: string) {
      const signed = await signedQuestion(query, identity, name, question, at);
      return (await query<{ evaluate: T }>(EVALUATE, signed)).evaluate;
    },
    async attest<T>(name: QueryName, question: object) {
      const signed = await signedQuestion(query, identity, name, question);
      return (await query<{ attest: Attested<T> }>(ATTEST, signed)).attest;
    },
    upload: (source, how) => upload(at, source, how),
    download: (sha256, from) => download(at, sha256, from),
    async signOut() {
      const headers = { authorization: `Bearer ${session.token}` };
      await fetch(new URL('/session', url), { method: 'DELETE', headers });
    },
  };
}

type Query = Client['query'];

/** Prepare, sign, endorse, sign, submit: one transaction, whose bytes are read before each signature. */
async function sendOnce(
  query: Query,
  identity: Identity,
  said: Invocation,
  asked: object,
  { secret, confirm }: { secret?: Secret; confirm?: Confirm },
): Promise<Receipt> {
  const variables = { function: said.function, command: asked, content: secret?.content };
  const { prepare } = await query<{ prepare: Prepared }>(PREPARE, variables);
  const read = readProposal(fromBase64(prepare.proposal));
  addressed(read, secret);
  const proposed = agreed(read, said);
  await confirm?.(read.invocation);
  const { endorse } = await query<{ endorse: Endorsed }>(ENDORSE, {
    proposal: prepare.proposal,
    signature: toBase64(await identity.sign(proposed)),
  });
  const endorsed = agreed(readTransaction(fromBase64(endorse.transaction)), said);
  const { submit } = await query<{ submit: Receipt }>(SUBMIT, {
    transaction: endorse.transaction,
    signature: toBase64(await identity.sign(endorsed)),
  });
  return submit;
}

/** A query for the ledger, signed by its asker: bytes that ask anything else are not signed. */
async function signedQuestion(query: Query, identity: Identity, name: keyof Questions, question: object, at?: string) {
  const said: Invocation = { function: name, command: canonical(question) };
  const variables = { function: name, argument: question, at };
  const { prepareQuery } = await query<{ prepareQuery: Prepared }>(PREPARE_QUERY, variables);
  const asked = agreed(readProposal(fromBase64(prepareQuery.proposal)), said);
  return { proposal: prepareQuery.proposal, signature: toBase64(await identity.sign(asked)) };
}

const ATTEMPTS = 5;

/** A race was lost; or the prepared bytes grew old, such as while a person read what they say. Nothing was written. */
const ANEW: ReadonlySet<string> = new Set(['LEDGER_CONFLICT', 'TIME_BEFORE_CLOCK', 'TIME_BACKWARDS', 'TIME_SKEW']);

/**
 * A transaction that lost a race or grew old is made and signed anew, with the same command id, so that it cannot count
 * twice; after a jittered wait, a bounded number of times.
 */
async function retrying(send: () => Promise<Receipt>): Promise<Receipt> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await send();
    } catch (error) {
      const lost = error instanceof SuyuanError && ANEW.has(error.code);
      if (!lost || attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * (50 + Math.random() * 100)));
    }
  }
}

/** Values for a vault, and the operator whose peer alone is to have them. */
type Secret = { readonly content: { readonly commandId: string; readonly fields: Salted }; readonly at: string };

/** Nothing is signed that carries other values than were given, or carries them elsewhere. */
function addressed({ transient, at }: Proposed, secret: Secret | undefined): void {
  const given = secret ? { vault: canonical(secret.content) } : {};
  const to = secret ? [secret.at] : [];
  if (canonical(transient) !== canonical(given) || canonical(at) !== canonical(to)) {
    throw new SuyuanError('The gateway prepared to send values elsewhere than was asked for', 'PREPARED_OTHER');
  }
}

/** The bytes to sign, taken from the message itself; nothing is signed that is not what was asked for. */
function agreed(found: Signable, asked: Invocation): Uint8Array {
  if (found.invocation.function !== asked.function || found.invocation.command !== asked.command) {
    throw new SuyuanError('The gateway prepared another command than the one asked for', 'PREPARED_OTHER');
  }
  return found.toSign;
}
