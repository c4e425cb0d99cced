import { type CommandName, canonical, commands, type ErrorCode, Refusal } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandId, found, type TestNetwork, testNetwork } from '../support/network.ts';
import { samples } from '../support/samples.ts';

let network: TestNetwork;

beforeAll(async () => {
  network = await testNetwork();
  await found(network);
});
afterAll(() => network.stop());

const names = Object.keys(commands) as CommandName[];

/** Somebody who may not send a command, and what each is told: a member without the role, or nobody's member. */
const noRegistrar = ['li-holder', 'CALLER_ROLE'] as const;
const noHolder = ['xu-analyst', 'CALLER_ROLE'] as const;
const noRegulator = ['li-holder', 'CALLER_ROLE'] as const;
const noBank = ['li-holder', 'CALLER_ROLE'] as const;
const noExchange = ['li-holder', 'CALLER_ROLE'] as const;
const noAdmin = ['li-holder', 'CALLER_NOT_ADMIN'] as const;
const noMember = ['wang-hosted', 'CALLER_NOT_MEMBER'] as const;
const STRANGERS: { readonly [F in CommandName]: readonly [string, ErrorCode] } = {
  'clock:tick': ['lin-acceptor', 'CALLER_NOT_COMMITTEE'],
  'membership:found': noAdmin,
  'membership:ratify': noAdmin,
  'membership:propose': noAdmin,
  'membership:vote': noAdmin,
  'membership:approve': ['li-holder', 'CALLER_ROLE'],
  'membership:consent': noMember,
  'membership:enact': ['wang-hosted', 'NOT_FOUND'],
  'membership:execute': ['admin', 'NOT_FOUND'],
  'membership:announce': ['li-holder', 'CALLER_NOT_GATEWAY'],
  'asset:publish': noHolder,
  'asset:publishSealed': noHolder,
  'asset:reveal': noHolder,
  'asset:freeze': noRegulator,
  'asset:unfreeze': noRegulator,
  'asset:encumber': noHolder,
  'asset:unencumber': noMember,
  'registration:submit': noHolder,
  'registration:resubmit': noMember,
  'registration:withdraw': noMember,
  'registration:consent': noHolder,
  'registration:receipt': noRegistrar,
  'registration:accept': noRegistrar,
  'registration:returnForCorrection': noRegistrar,
  'registration:review': noRegistrar,
  'registration:openPublicity': noRegistrar,
  'registration:refuse': noRegistrar,
  'registration:object': noMember,
  'registration:decideObjection': noRegistrar,
  'registration:issue': noRegistrar,
  'registration:advance': noMember,
  'registration:appeal': noMember,
  'registration:decideAppeal': ['li-holder', 'CALLER_ROLE'],
  'registration:publishCalendar': noRegistrar,
  'certificate:suspend': noRegistrar,
  'certificate:reinstate': noRegistrar,
  'certificate:revoke': noRegistrar,
  'batch:attest': noAdmin,
  'leaf:materialise': noMember,
  'leaf:suspend': noRegistrar,
  'leaf:reinstate': noRegistrar,
  'leaf:revoke': noRegistrar,
  'record:handOver': noMember,
  'key:report': ['li-holder', 'KEY_CERTIFICATE'],
  'key:confirm': ['li-holder', 'NOT_FOUND'],
  'measure:appeal': noMember,
  'measure:decide': ['li-holder', 'CALLER_ROLE'],
  'measure:advance': noMember,
  'grading:raise': noHolder,
  'grading:push': noMember,
  'report:sign': ['li-holder', 'CALLER_ROLE'],
  'report:accept': noRegistrar,
  'report:refuse': noRegistrar,
  'report:revoke': noRegistrar,
  'lineage:claim': noHolder,
  'lineage:confirm': noHolder,
  'lineage:dispute': noHolder,
  'lineage:withdraw': noHolder,
  'lineage:arbitrate': ['li-holder', 'CALLER_ROLE'],
  'lineage:advance': noMember,
  'licence:offer': noHolder,
  'licence:change': noHolder,
  'licence:withdraw': noHolder,
  'licence:accept': noMember,
  'licence:propose': noMember,
  'licence:conclude': noMember,
  'licence:decline': noMember,
  'licence:advance': noMember,
  'licence:terminate': noMember,
  'licence:retract': noMember,
  'usage:spend': noMember,
  'usage:allot': noMember,
  'usage:recordRefusal': noMember,
  'vault:open': noMember,
  'vault:hold': ['li-holder', 'CALLER_ROLE'],
  'vault:lift': ['li-holder', 'CALLER_ROLE'],
  'vault:purge': noMember,
  'vault:attest': noAdmin,
  'trade:openAccount': noBank,
  'trade:list': noHolder,
  'trade:change': noHolder,
  'trade:withdraw': noHolder,
  'trade:order': noMember,
  'trade:match': noExchange,
  'trade:decline': noMember,
  'trade:cancel': noMember,
  'trade:instruct': noMember,
  'trade:secure': noBank,
  'trade:reject': noBank,
  'trade:deliver': noHolder,
  'trade:forgo': noHolder,
  'trade:receive': noMember,
  'trade:witness': noExchange,
  'trade:dispute': noMember,
  'trade:payOut': noBank,
  'trade:return': noBank,
  'trade:reverse': noBank,
  'trade:settle': noExchange,
  'trade:arbitrate': ['li-holder', 'CALLER_ROLE'],
  'trade:replaceBank': ['li-holder', 'CALLER_ROLE'],
  'trade:advance': noMember,
  'alias:claim': noHolder,
  'alias:confirm': noHolder,
  'alias:decline': noHolder,
  'alias:withdraw': noHolder,
  'alias:advance': noMember,
  'recall:order': noHolder,
  'recall:acknowledge': noHolder,
  'recall:withdraw': noHolder,
  'recognition:recognise': noRegistrar,
  'recognition:update': noRegistrar,
  'recognition:acknowledge': noRegistrar,
  'recognition:withdraw': noRegistrar,
  'basis:record': ['li-holder', 'CALLER_ROLE'],
  'basis:end': ['li-holder', 'CALLER_ROLE'],
  'basis:use': ['li-holder', 'CALLER_ROLE'],
  'reading:seal': ['li-holder', 'CALLER_NOT_GATEWAY'],
};

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

  it('refuses who may not send it, with the reason', async () => {
    const before = await height();
    const [person, code] = STRANGERS[name];
    expect((await refusal(name, sample(), person)).code).toBe(code);
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
  const submit = samples()['registration:submit'];
  const { subject } = await network.as('li-holder').submit('registration:submit', submit);
  const documents = submit.application.evidence.map(({ sha256 }) => sha256);
  const acceptor = network.as('lin-acceptor');
  await acceptor.submit('registration:receipt', { ...samples()['registration:receipt'], case: subject, documents });
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

it('takes vault values at the host of their entity alone, and never twice under one id', async () => {
  const vault = `vlt-${commandId().replaceAll('-', '')}`;
  const store = async (endorser: string) => {
    const fields = { title: { salt: '0'.repeat(32), value: '内部名录' } };
    const transientData = { vault: canonical({ commandId: commandId(), fields }) };
    const sent = network.as('li-holder').contract.submit('vault:store', {
      arguments: [canonical({ vault })],
      transientData,
      endorsingOrganizations: [endorser],
    });
    return sent.then(
      () => 'stored',
      (error) => JSON.stringify(error.details),
    );
  };
  expect(await store('ExchangeMSP')).toContain('VAULT_ELSEWHERE');
  expect(await store('GroupMSP')).toBe('stored');
  expect(await store('GroupMSP')).toContain('VAULT_TAKEN');
});
