import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { common } from '@hyperledger/fabric-protos';
import type { PeerClient } from '../client/peer.ts';
import { newProposal } from '../client/proposal.ts';
import type { Open } from './open.ts';

/** A seat in the committee, as a proposal on the ledger gives or takes it. */
export interface Seat {
  readonly msp: string;
  readonly member: boolean;
}

/** An enacted proposal that nothing has carried out yet; undefined before the consortium is founded. */
export type Mandate = { readonly proposal: string } | undefined;

type Answer<T> = { readonly value: T } | { readonly refused: string };

/** What a peer's chaincode answers, or the code that it refuses with. @throws what is neither */
const asked = async <T>(client: PeerClient, open: Open, chaincode: string, name: string, question: object) => {
  const { canonical, readRefusal } = await import('@suyuan/schemas');
  try {
    const bytes = await client.ask(open.channel, chaincode, [name, canonical(question)]);
    return { value: JSON.parse(Buffer.from(bytes).toString('utf8')) as T };
  } catch (error) {
    const refusal = readRefusal(error instanceof Error ? error.message : '');
    if (!refusal) throw error;
    return { refused: refusal.code };
  }
};

const LEVEL_MS = 10_000;

/** The same answer of every peer of the committee that runs. @throws where they still differ after the time that one may lag */
const agreed = async <T>(
  open: Open,
  committee: readonly string[],
  chaincode: string,
  name: string,
  question: object,
): Promise<Answer<T>> => {
  const clients = open.clients.filter(({ mspId }) => committee.includes(mspId));
  for (const until = Date.now() + LEVEL_MS; ; await sleep(100)) {
    const answers = await Promise.all(clients.map((client) => asked<T>(client, open, chaincode, name, question)));
    const [first] = answers;
    if (!first) throw new Error('no peer of the committee runs');
    const text = JSON.stringify(first);
    if (answers.every((answer) => JSON.stringify(answer) === text)) return first;
    if (Date.now() > until) throw new Error(`the committee's peers answer ${name} differently`);
  }
};

type Ledger = {
  readonly proposal: { content: { kind: string; msp?: string; member?: boolean }; state: string };
  readonly roster: { operators: readonly { msp: string; committee: boolean }[] };
  readonly execution: { sequence: number };
};

const wanted = ({ msp, member }: Seat): string =>
  `${member ? 'adds' : 'removes'} ${msp} ${member ? 'to' : 'from'} the committee`;

/**
 * The mandate for a change of the committee, as every committee peer that runs has it on the ledger.
 * @throws in words where the proposal is not named, not there, about something else, not passed, or carried out already
 */
export const mandateFor = async (
  open: Open,
  committee: readonly string[],
  chaincode: string,
  seat: Seat,
  proposal: string | undefined,
): Promise<Mandate> => {
  const ask = <N extends keyof Ledger>(name: N, question: object) =>
    agreed<Ledger[N]>(open, committee, chaincode, `membership:${name}`, question);
  const roster = await ask('roster', {});
  if ('refused' in roster) {
    if (roster.refused !== 'NOT_FOUNDED') throw new Error(`the ledger refuses its roster: ${roster.refused}`);
    return undefined;
  }
  if (!proposal) {
    throw new Error(`the consortium is founded: name the passed proposal that ${wanted(seat)}, --proposal prp-…`);
  }
  const found = await ask('proposal', { proposal });
  if ('refused' in found) throw new Error(`there is no proposal ${proposal} on the ledger (${found.refused})`);
  const { content, state } = found.value;
  if (content.kind !== 'committee' || content.msp !== seat.msp || content.member !== seat.member) {
    throw new Error(`proposal ${proposal} is not one that ${wanted(seat)}`);
  }
  if (state !== 'enacted') throw new Error(`proposal ${proposal} has not passed: it is ${state}`);
  const operator = roster.value.operators.find(({ msp }) => msp === seat.msp);
  if (operator?.committee !== seat.member) {
    throw new Error(`proposal ${proposal} stands no longer: a later one gave the seat of ${seat.msp} back`);
  }
  const execution = await ask('execution', { proposal });
  if ('value' in execution) {
    throw new Error(`proposal ${proposal} was carried out already, by configuration ${execution.value.sequence}`);
  }
  return { proposal };
};

/** The name under which an update of the configuration says which proposal it carries out. */
export const MANDATE = 'suyuan.proposal';

/** The update that made the configuration in force, with the proposal that it names. */
const updateInForce = async (client: PeerClient, channel: string) => {
  const block = common.Block.deserializeBinary(await client.ask(channel, 'cscc', ['GetConfigBlock', channel]));
  const [data = new Uint8Array()] = block.getData()?.getDataList_asU8() ?? [];
  const payload = common.Payload.deserializeBinary(common.Envelope.deserializeBinary(data).getPayload_asU8());
  const made = common.ConfigEnvelope.deserializeBinary(payload.getData_asU8());
  const last = common.Payload.deserializeBinary(made.getLastUpdate()?.getPayload_asU8() ?? new Uint8Array());
  const update = common.ConfigUpdateEnvelope.deserializeBinary(last.getData_asU8()).getConfigUpdate_asU8();
  const named = common.ConfigUpdate.deserializeBinary(update).getIsolatedDataMap().get(MANDATE);
  return {
    sequence: Number(made.getConfig()?.getSequence() ?? 0),
    update: `sha256:${createHash('sha256').update(update).digest('hex')}`,
    proposal: named === undefined ? undefined : Buffer.from(named as Uint8Array).toString('utf8'),
  };
};

/**
 * Puts on the ledger that the configuration in force carries a proposal out, so that the two name each other.
 * @throws when the update in force names another proposal, or none
 */
export const recordExecution = async (open: Open, chaincode: string, proposal: string): Promise<void> => {
  const { canonical } = await import('@suyuan/schemas');
  const { channel, orderers, clients } = open;
  const [first] = clients;
  if (!first) throw new Error('no peer runs');
  const made = await updateInForce(first, channel);
  if (made.proposal !== proposal) throw new Error(`configuration ${made.sequence} does not name proposal ${proposal}`);
  const { update, sequence } = made;
  const command = canonical({ commandId: `execute-${randomUUID()}`, proposal, update, sequence });
  const signed = newProposal(first.admin, channel, chaincode, ['membership:execute', command]);
  const envelope = await first.plan(signed, [], 20_000);
  envelope.setSignature(first.admin.sign(envelope.getPayload_asU8()));
  await orderers.submit(envelope);
  await Promise.all(clients.map((client) => client.committed(channel, signed.transactionId)));
};
