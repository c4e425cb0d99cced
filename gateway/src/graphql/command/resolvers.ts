import { createHash } from 'node:crypto';
import { type CommandName, canonical, commands, firstBreach, privateQueries, queries, refuse } from '@suyuan/schemas';
import { mutationName } from '../../access/index.ts';
import type { MutationResolvers, Resolvers } from '../../generated/graphql.ts';
import { type Person, readCertificate } from '../../identity/index.ts';
import type { QuestionName, SigningIdentity, TransactionName } from '../../ledger/index.ts';
import type { Context } from '../context.ts';
import { equal } from '../filter.ts';
import type { CommandResultModel } from '../models.ts';
import { hostOf, isPrivate, wholePrivate } from './private.ts';
import { COMMAND_NAMES, newCommandId, toCommand } from './to-command.ts';

export const signedIn = ({ person }: Context): Person => {
  if (!person) throw refuse('ACCESS_SIGN_IN');
  return person;
};

/** The caller, whose key this gateway keeps. @throws ACCESS_SIGN_IN, WALLET_NONE */
export function keptHere(context: Context): SigningIdentity {
  const { wallet, msp, certificate } = signedIn(context);
  if (!wallet) throw refuse('WALLET_NONE');
  return { msp, certificate, sign: wallet.sign };
}

/** One call does all, for a session whose key this gateway keeps. */
async function submitByWallet(name: CommandName, input: Readonly<Record<string, unknown>>, context: Context) {
  return submitKept(name, toCommand(input), context);
}

async function submitKept(
  name: CommandName,
  command: Readonly<Record<string, unknown>> & { commandId: string },
  context: Context,
) {
  const committed = await context.services.ledger.submitAs(keptHere(context), name, command);
  return { ...committed, function: name, commandId: command.commandId };
}

const oneCall = Object.fromEntries(
  COMMAND_NAMES.map((name) => [
    mutationName(name),
    (_parent: unknown, { input }: { input: Readonly<Record<string, unknown>> }, context: Context) =>
      submitByWallet(name, input, context),
  ]),
) as unknown as MutationResolvers;

function known(name: string): CommandName {
  if (!Object.hasOwn(commands, name)) throw refuse('FUNCTION_UNKNOWN', { name: name.slice(0, 100) }, 'function');
  return name as CommandName;
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

/**
 * A command in the ledger's own form, as `/schemas/` has it; only its id may be left to the gateway. Bytes to sign are
 * worth nothing when the ledger would not take the command: its schema is checked first.
 */
function wholeCommand(name: CommandName, value: unknown): Readonly<Record<string, unknown>> & { commandId: string } {
  const command = typeof value === 'object' && value !== null ? { commandId: newCommandId(), ...value } : value;
  const breach = firstBreach(commands[name], command);
  if (breach) throw refuse('COMMAND_MALFORMED', { rule: breach.rule }, breach.field);
  return command as Record<string, unknown> & { commandId: string };
}

function wholePublic(asked: string, value: unknown) {
  const name: TransactionName = known(asked);
  const command = wholeCommand(name, value);
  return { name, command, commandId: command.commandId, to: {} };
}

/** Reads an object once this gateway has read the command's block. */
async function after<T>(result: CommandResultModel, { services }: Context, read: () => Promise<T>): Promise<T> {
  await services.projector.reach(result.block, services.config.afterMs);
  return read();
}

const idIn = ({ outcome }: CommandResultModel, prefix: string) =>
  Object.values(outcome).find((value): value is string => typeof value === 'string' && value.startsWith(prefix));

const questions = { ...queries, ...privateQueries };

function wholeQuestion(asked: string, argument: unknown): { name: QuestionName; argument: object } {
  if (!Object.hasOwn(questions, asked)) throw refuse('FUNCTION_UNKNOWN', { name: asked.slice(0, 100) }, 'function');
  const name = asked as QuestionName;
  const breach = firstBreach(questions[name], argument);
  if (breach) throw refuse('COMMAND_MALFORMED', { rule: breach.rule }, breach.field);
  return { name, argument: argument as object };
}

/** The committee as the channel has it, and how its peers' certificates are judged. */
const committeeOf = ({ services: { trust } }: Context) => ({
  msps: trust.config.committee,
  vouch: (pem: string) => trust.checkPeer(readCertificate(pem)),
});

export const command: Resolvers = {
  Query: {
    question: (_parent, { function: asked, argument: value }, context) => {
      const { name, argument } = wholeQuestion(asked, value);
      return context.services.ledger.evaluateAs(keptHere(context), name, argument);
    },
    attestation: async (_parent, { function: asked, argument: value }, context) => {
      const { ledger } = context.services;
      const identity = keptHere(context);
      const { name, argument } = wholeQuestion(asked, value);
      const { bytes, toSign } = ledger.prepare(identity, name, argument);
      return ledger.attest(committeeOf(context), identity, bytes, await identity.sign(toSign));
    },
    attest: (_parent, { proposal, signature }, context) => {
      const { msp, certificate } = signedIn(context);
      return context.services.ledger.attest(committeeOf(context), { msp, certificate }, proposal, signature);
    },
    prepareQuery: (_parent, { function: asked, argument: value, at }, context) => {
      const { msp, certificate } = signedIn(context);
      const { name, argument } = wholeQuestion(asked, value);
      const to = { at: at ?? undefined };
      const { bytes: proposal, toSign } = context.services.ledger.prepare({ msp, certificate }, name, argument, to);
      return { function: name, proposal, toSign, digest: sha256(toSign) };
    },
    evaluate: (_parent, { proposal, signature }, context) => {
      const { msp, certificate } = signedIn(context);
      return context.services.ledger.evaluate({ msp, certificate }, proposal, signature);
    },
  },
  Mutation: {
    ...oneCall,
    transact: (_parent, { function: asked, command: value }, context) => {
      const name = known(asked);
      return submitKept(name, wholeCommand(name, value), context);
    },
    prepare: async (_parent, { function: asked, command: value, content }, context) => {
      const { msp, certificate } = signedIn(context);
      const {
        name,
        command: whole,
        commandId,
        to,
      } = isPrivate(asked) ? await wholePrivate(asked, value, content, context) : wholePublic(asked, value);
      const made = context.services.ledger.prepare({ msp, certificate }, name, whole, to);
      const { transactionId, bytes: proposal, toSign } = made;
      const digest = sha256(toSign);
      return { function: name, commandId, transactionId, proposal, toSign, digest, command: canonical(whole) };
    },
    endorse: async (_parent, { proposal, signature }, context) => {
      const { msp, certificate } = signedIn(context);
      const made = await context.services.ledger.endorse({ msp, certificate }, proposal, signature, hostOf(context));
      const { transactionId, bytes: transaction, toSign, name, commandId } = made;
      return { function: name, commandId, transactionId, transaction, toSign, digest: sha256(toSign) };
    },
    submit: async (_parent, { transaction, signature }, context) => {
      const { msp, certificate } = signedIn(context);
      const { name, ...committed } = await context.services.ledger.submit({ msp, certificate }, transaction, signature);
      return { ...committed, function: name };
    },
  },
  Attestation: {
    proposalSignature: ({ signature }) => signature,
    signers: ({ signers }) => [...signers],
    absent: ({ absent }) => [...absent],
  },
  CommandResult: {
    subject: ({ outcome }) => outcome.subject,
    state: ({ outcome }) => outcome.state,
    case: (result, _args, context) => {
      const id = idIn(result, 'cas-');
      return id ? after(result, context, () => context.load.case(id)) : undefined;
    },
    asset: (result, _args, context) => {
      const id = idIn(result, 'ast-');
      return id ? after(result, context, () => context.load.asset(id)) : undefined;
    },
    release: (result, _args, context) => {
      const id = idIn(result, 'rel-');
      return id ? after(result, context, () => context.load.release(id)) : undefined;
    },
    certificate: (result, _args, context) => {
      const { subject, certificate } = result.outcome;
      const number = certificate ?? (result.function.startsWith('certificate:') ? subject : undefined);
      return number ? after(result, context, () => context.load.certificate(number)) : undefined;
    },
    batch: (result, _args, context) => {
      const id = idIn(result, 'bat-');
      return id ? after(result, context, () => context.load.batch(id)) : undefined;
    },
    measure: (result, _args, context) => {
      const id = idIn(result, 'msr-');
      return id ? after(result, context, () => context.load.measure(id)) : undefined;
    },
    listing: (result, _args, context) => {
      const id = idIn(result, 'lst-');
      return id ? after(result, context, () => context.load.listing(id)) : undefined;
    },
    order: (result, _args, context) => {
      const id = idIn(result, 'ord-');
      return id ? after(result, context, () => context.load.order(id)) : undefined;
    },
    transactionCertificate: (result, _args, context) => {
      const { certificate: number } = result.outcome;
      if (!number || !result.function.startsWith('trade:')) return undefined;
      return after(result, context, () => context.load.transactionCertificate(number));
    },
    proposal: (result, _args, context) => {
      const id = idIn(result, 'prp-');
      return id ? after(result, context, () => context.load.proposal(id)) : undefined;
    },
    offer: (result, _args, context) => {
      const id = idIn(result, 'ofr-');
      return id ? after(result, context, () => context.load.offer(id)) : undefined;
    },
    agreement: (result, _args, context) => {
      const id = idIn(result, 'agr-');
      return id ? after(result, context, () => context.load.agreement(id)) : undefined;
    },
    useRefusal: (result, _args, context) => {
      const id = idIn(result, 'ref-');
      return id ? after(result, context, () => context.load.useRefusal(id)) : undefined;
    },
    alias: (result, _args, context) => {
      if (!result.function.startsWith('alias:')) return undefined;
      const [external, asset] = result.outcome.subject.split('/');
      const asked = {
        rule: context.rule('alias'),
        filter: [...equal('external', external), ...equal('asset', asset)],
        sort: { column: 'external', descending: false },
        first: 1,
      };
      return after(result, context, async () => (await context.services.reads.list('alias', asked)).rows[0]?.row);
    },
    recall: (result, _args, context) => {
      const id = idIn(result, 'rcl-');
      return id ? after(result, context, () => context.load.recall(id)) : undefined;
    },
    recognition: (result, _args, context) => {
      const id = idIn(result, 'rcg-');
      return id ? after(result, context, () => context.load.recognition(id)) : undefined;
    },
    report: (result, _args, context) => {
      const id = idIn(result, 'rpt-');
      return id ? after(result, context, () => context.load.report(id)) : undefined;
    },
    edge: (result, _args, context) => {
      const [, from, to] = /((?:rel|ext)-[0-9a-f]{32}).*(rel-[0-9a-f]{32})/.exec(result.outcome.subject) ?? [];
      if (!from || !to || !result.function.startsWith('lineage:')) return undefined;
      return after(result, context, () => context.services.reads.edge(from, to, context.rule('edge')));
    },
  },
};
