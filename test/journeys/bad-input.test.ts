import { type CommandName, commands, Refusal } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { found, type TestNetwork, testNetwork } from '../support/network.ts';
import { samples } from '../support/samples.ts';

let network: TestNetwork;

beforeAll(async () => {
  network = await testNetwork();
  await found(network);
});
afterAll(() => network.stop());

const names = Object.keys(commands) as CommandName[];

/** Blocks of the channel: a refusal leaves it as it was. */
async function height(): Promise<string> {
  const qscc = network.as('li-holder').network.getContract('qscc');
  return Buffer.from(await qscc.evaluate('GetChainInfo', { arguments: [network.connection.channel] })).toString(
    'base64',
  );
}

async function refusal(
  name: CommandName,
  command: object,
  person = 'li-holder',
  msp?: string,
): Promise<Refusal['body']> {
  const sent = network.as(person, msp).submit(name, command);
  const error = await sent.then(
    (outcome) => new Error(`${name} was accepted: ${JSON.stringify(outcome)}`),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refusal)) throw error;
  return error.body;
}

describe.each(names)('%s', (name) => {
  const sample = () => samples()[name] as Record<string, unknown>;

  it('names the field that is missing, mistyped or unknown', async () => {
    const before = await height();
    for (const member of Object.keys(sample())) {
      const { [member]: _, ...without } = sample();
      const schema = commands[name] as { required?: string[] };
      if (schema.required?.includes(member)) {
        expect(await refusal(name, without)).toMatchObject({ code: 'COMMAND_MALFORMED', field: member });
      }
      const mistyped = await refusal(name, { ...sample(), [member]: member === 'inFavour' ? 'yes' : 1.5 });
      expect(mistyped.code).toBe('COMMAND_MALFORMED');
      expect(mistyped.field?.split('.')[0]).toBe(member);
    }
    expect(await refusal(name, { ...sample(), unknown: 1 })).toMatchObject({
      code: 'COMMAND_MALFORMED',
      field: 'unknown',
    });
    expect(await height()).toBe(before);
  });

  it('refuses what is too large or not canonical', async () => {
    const before = await height();
    const { contract } = network.as('li-holder');
    const raw = (text: string) =>
      contract.submit(name, { arguments: [text] }).then(
        () => 'accepted',
        (error) => JSON.stringify(error.details),
      );
    expect(await raw(JSON.stringify(sample(), undefined, 1))).toContain('COMMAND_NOT_CANONICAL');
    expect(await raw('{"commandId":')).toContain('COMMAND_NOT_CANONICAL');
    expect(await refusal(name, { ...sample(), padding: 'x'.repeat(1_100_000) })).toMatchObject({
      code: 'COMMAND_TOO_LARGE',
    });
    expect(await height()).toBe(before);
  });

  it('refuses a person that is no member, and one without the role', async () => {
    const before = await height();
    for (const [person, msp] of [
      ['wang-hosted', 'GroupMSP'],
      ['xu-analyst', 'GroupMSP'],
    ] as const) {
      const { code } = await refusal(name, sample(), person, msp);
      expect([
        'CALLER_NOT_MEMBER',
        'CALLER_ROLE',
        'CALLER_NOT_ADMIN',
        'CALLER_NOT_COMMITTEE',
        'NOT_FOUND',
        'CHARTER_EXISTS',
      ]).toContain(code);
    }
    expect(await height()).toBe(before);
  });
});

it('carries out a repeated command once, and names the transaction that did', async () => {
  const command = samples()['registration:submit'];
  const { subject } = await network.as('li-holder').submit('registration:submit', command);
  const again = await refusal('registration:submit', command);
  expect(again).toMatchObject({ code: 'COMMAND_REPEATED', field: 'commandId' });
  expect(String(again.params.txId).slice(0, 32)).toBe(subject.slice(4));
});

it('lets exactly one of many concurrent commands on a case win, and tells the others why', async () => {
  const { subject } = await network.as('li-holder').submit('registration:submit', samples()['registration:submit']);
  const sent = Array.from({ length: 8 }, () =>
    network.as('lin-acceptor').submit('registration:accept', { ...samples()['registration:accept'], case: subject }),
  );
  const results = await Promise.allSettled(sent);
  const lost = results.filter((result) => result.status === 'rejected').map((result) => result.reason);
  expect(lost).toHaveLength(7);
  for (const reason of lost) {
    const why = reason instanceof Refusal ? reason.body.code : String(reason);
    expect(why).toMatch(/CASE_STATE|MVCC_READ_CONFLICT|code 11/);
  }
});
