import { common, gateway, msp, peer } from '@hyperledger/fabric-protos';
import {
  canonical,
  commands,
  firstBreach,
  privateQueries,
  privateTransactions,
  queries,
  refuse,
} from '@suyuan/schemas';
import type { TSchema } from 'typebox';
import type { HostOf, Named, Speaker, TransactionName } from './ledger.ts';

interface Expected {
  readonly speaker: Speaker;
  readonly channel: string;
  readonly chaincode: string;
  readonly own: { readonly msp: string };
}

const transactions: Readonly<Record<string, TSchema>> = { ...commands, ...privateTransactions };
const questions: Readonly<Record<string, TSchema>> = { ...queries, ...privateQueries };

const reject = (field: string, rule: string) => refuse('SIGNED_BYTES', { rule }, field);

const der = (pem: string | Uint8Array) =>
  Buffer.from(
    Buffer.from(pem)
      .toString('utf8')
      .replace(/-----[A-Z ]+-----|\s/g, ''),
    'base64',
  );

function checkHeader(header: common.Header | undefined, expected: Expected): void {
  if (!header) throw reject('header', 'missing');
  const channel = common.ChannelHeader.deserializeBinary(header.getChannelHeader_asU8());
  if (channel.getChannelId() !== expected.channel) throw reject('channel', `must be ${expected.channel}`);
  if (channel.getType() !== common.HeaderType.ENDORSER_TRANSACTION) throw reject('type', 'ENDORSER_TRANSACTION');
  const { chaincodeId } = peer.ChaincodeHeaderExtension.deserializeBinary(channel.getExtension_asU8()).toObject();
  if (chaincodeId?.name !== expected.chaincode) throw reject('chaincode', `must be ${expected.chaincode}`);
  const signature = common.SignatureHeader.deserializeBinary(header.getSignatureHeader_asU8());
  const creator = msp.SerializedIdentity.deserializeBinary(signature.getCreator_asU8());
  const same =
    creator.getMspid() === expected.speaker.msp &&
    der(creator.getIdBytes_asU8()).equals(der(expected.speaker.certificate));
  if (!same) throw reject('creator', 'must be the certificate of the session');
}

interface Call {
  readonly name: string;
  readonly argument: Readonly<Record<string, unknown>>;
}

/** The function that is called and its argument: known, canonical, and fitting its schema. */
function readCall(input: Uint8Array, expected: Expected, known: Readonly<Record<string, TSchema>>): Call {
  const spec = peer.ChaincodeInvocationSpec.deserializeBinary(input).getChaincodeSpec();
  if (spec?.getChaincodeId()?.getName() !== expected.chaincode)
    throw reject('chaincode', `must be ${expected.chaincode}`);
  const args = (spec.getInput()?.getArgsList_asU8() ?? []).map((arg) => Buffer.from(arg).toString('utf8'));
  const [name = '', text] = args;
  const schema = Object.hasOwn(known, name) ? known[name] : undefined;
  if (!schema) throw refuse('FUNCTION_UNKNOWN', { name: name.slice(0, 100) }, 'function');
  if (args.length !== 2 || text === undefined) throw refuse('COMMAND_NOT_CANONICAL');
  return { name, argument: readArgument(schema, text) };
}

function readArgument(schema: TSchema, text: string): Call['argument'] {
  let argument: Call['argument'];
  try {
    argument = JSON.parse(text) as Call['argument'];
  } catch {
    throw refuse('COMMAND_NOT_CANONICAL');
  }
  if (canonical(argument) !== text) throw refuse('COMMAND_NOT_CANONICAL');
  const breach = firstBreach(schema, argument);
  if (breach) throw refuse('COMMAND_MALFORMED', { rule: breach.rule }, breach.field);
  return argument;
}

const named = ({ name, argument }: Call): Named => ({
  name: name as TransactionName,
  commandId: String(argument.commandId ?? argument.vault),
});

/** Turns what does not decode into a registered refusal. */
function decoding<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof Error && error.name === 'Refusal') throw error;
    throw reject('bytes', 'do not decode');
  }
}

interface Proposed extends Call {
  /** Operators that the proposal is to be sent to; none: whom its policy asks for. */
  readonly at: readonly string[];
  readonly transient: readonly string[];
}

function proposalCall(bytes: Uint8Array, expected: Expected, known: Readonly<Record<string, TSchema>>): Proposed {
  return decoding(() => {
    const proposed = gateway.ProposedTransaction.deserializeBinary(bytes);
    const signed = proposed.getProposal();
    const proposal = peer.Proposal.deserializeBinary(signed?.getProposalBytes_asU8() ?? new Uint8Array());
    checkHeader(common.Header.deserializeBinary(proposal.getHeader_asU8()), expected);
    const payload = peer.ChaincodeProposalPayload.deserializeBinary(proposal.getPayload_asU8());
    const transient: string[] = payload
      .getTransientmapMap()
      .toArray()
      .map(([name]) => name);
    const at = proposed.getEndorsingOrganizationsList();
    return { ...readCall(payload.getInput_asU8(), expected, known), at, transient };
  });
}

/** Secrets go to the one peer that they are for, and to no other; nothing else is transient. */
async function checkAddressees({ name, argument, at, transient }: Proposed, expected: Expected, hostOf: HostOf) {
  if (!Object.hasOwn(privateTransactions, name)) {
    if (transient.length > 0) throw reject('transient', 'is for vaults alone');
    if (at.length > 0) throw reject('endorsingOrganizations', 'are chosen by the policy');
    return;
  }
  const host = name === 'vault:store' ? expected.own.msp : await hostOf(String(argument.to));
  if (transient.join() !== 'vault') throw reject('transient', 'has the field vault alone');
  if (at.length !== 1 || at[0] !== host) throw reject('endorsingOrganizations', `must be ${host ?? '–'} alone`);
}

/** Checks proposal bytes that come back signed: creator, channel, chaincode, function, command. @throws Refusal */
export async function recheckProposal(bytes: Uint8Array, expected: Expected, hostOf: HostOf): Promise<Named> {
  const proposed = proposalCall(bytes, expected, transactions);
  await checkAddressees(proposed, expected, hostOf);
  return named(proposed);
}

/** The same for the proposal of a query, whose name it answers. @throws Refusal */
export const recheckQuery = (bytes: Uint8Array, expected: Expected): string =>
  proposalCall(bytes, expected, questions).name;

/** The same for an endorsed transaction. @throws Refusal */
export function recheckTransaction(bytes: Uint8Array, expected: Expected): Named {
  return decoding(() => {
    const envelope = gateway.PreparedTransaction.deserializeBinary(bytes).getEnvelope();
    const payload = common.Payload.deserializeBinary(envelope?.getPayload_asU8() ?? new Uint8Array());
    checkHeader(payload.getHeader(), expected);
    const actions = peer.Transaction.deserializeBinary(payload.getData_asU8()).getActionsList();
    if (actions.length !== 1 || !actions[0]) throw reject('actions', 'exactly one');
    const action = peer.ChaincodeActionPayload.deserializeBinary(actions[0].getPayload_asU8());
    const proposal = peer.ChaincodeProposalPayload.deserializeBinary(action.getChaincodeProposalPayload_asU8());
    return named(readCall(proposal.getInput_asU8(), expected, transactions));
  });
}
