import { readFileSync } from 'node:fs';
import { type ProposalContent, Refusal, type Roster } from '@suyuan/schemas';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCertificate } from '../../chaincode/src/access/certificate.ts';
import { commandId, found, type TestNetwork, testNetwork } from '../support/network.ts';

let network: TestNetwork;

beforeAll(async () => {
  network = await testNetwork();
  await found(network);
});
afterAll(() => network.stop());

const MSPS = ['RegistrarMSP', 'ExchangeMSP', 'RegulatorMSP', 'GroupMSP'];

async function refusal(sent: Promise<unknown>): Promise<string> {
  const error = await sent.then(
    (answer) => new Error(`accepted: ${JSON.stringify(answer)}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw error;
  return error.body.code;
}

/** A proposal that these operators vote for. */
async function pass(content: ProposalContent, voters: readonly string[]): Promise<string | undefined> {
  const admin = (msp: string) => network.as('admin', msp);
  const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
  const proposing = { commandId: commandId(), content, expiresAt };
  const { subject: proposal } = await admin('RegistrarMSP').submit('membership:propose', proposing);
  for (const msp of voters) {
    await admin(msp).submit('membership:vote', { commandId: commandId(), proposal, inFavour: true });
  }
  return (await admin('RegistrarMSP').submit('membership:enact', { commandId: commandId(), proposal })).state;
}

it('an operator joins the committee by vote, and another may then leave it', async () => {
  const leave = { kind: 'committee' as const, msp: 'ExchangeMSP', member: false };
  expect(await refusal(pass(leave, []))).toBe('COMMITTEE_SIZE');
  expect(await pass({ kind: 'committee', msp: 'GroupMSP', member: true }, MSPS.slice(0, 3))).toBe('enacted');
  expect(await pass(leave, ['RegistrarMSP', 'RegulatorMSP'])).toBe('enacted');
  const { operators } = (await network.as('li-holder').evaluate('membership:roster', {})) as Roster;
  expect(operators.filter(({ committee }) => committee).map(({ msp }) => msp)).toEqual([
    'RegistrarMSP',
    'RegulatorMSP',
    'GroupMSP',
  ]);
});

it('an entity that left acts no more', async () => {
  expect(await pass({ kind: 'leave', entity: 'yanjiu', successors: [] }, MSPS.slice(0, 3))).toBe('enacted');
  const handing = { commandId: commandId(), record: { entity: 'yanjiu' } };
  expect(await refusal(network.as('xu-analyst').submit('record:handOver', handing))).toBe('CALLER_NOT_MEMBER');
});

it('a lost key is replaced on the word of two colleagues, and refused at once by every peer', async () => {
  const { people } = network.connection.operators.find(({ mspId }) => mspId === 'RegistrarMSP') ?? { people: [] };
  const file = people.find(({ name }) => name === 'wu-issuer')?.certificate ?? '';
  const certificate = readFileSync(file, 'utf8');
  const { fingerprint = '' } = readCertificate(certificate) ?? {};
  const since = new Date(Date.now() - 60_000).toISOString();
  await network.as('lin-acceptor').submit('key:report', { commandId: commandId(), certificate, since, reason: '遗失' });
  await network.as('zhou-reviewer').submit('key:confirm', { commandId: commandId(), fingerprint });
  const issue = { commandId: commandId(), case: `cas-${'0'.repeat(32)}` };
  expect(await refusal(network.as('wu-issuer').submit('registration:issue', issue))).toBe('CALLER_KEY_REPLACED');
  expect(await refusal(network.as('wu-issuer').evaluate('membership:roster', {}))).toBe('CALLER_KEY_REPLACED');
});
