import { createPrivateKey, verify } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { common } from '@hyperledger/fabric-protos';
import { idOf } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compose, type Gateway } from '../../gateway/src/compose.ts';
import { templateDir } from '../../gateway/src/config.ts';
import { readBlock } from '../../gateway/src/ledger/block.ts';
import { connectLedger, nativeSigner, readConnection } from '../../gateway/src/ledger/index.ts';
import { makeLog } from '../../gateway/src/log.ts';
import { openProjector } from '../../gateway/src/projector/index.ts';
import { type Database, dump, openDatabase } from '../../gateway/src/store/index.ts';
import { initial } from '../support/builders.ts';
import { commandId, found, type TestNetwork, testNetwork } from '../support/network.ts';
import { signChallenge } from './support/authority.ts';
import { type Answer, temporary, testConfig } from './support/gateway.ts';
import { initialInput } from './support/inputs.ts';

let network: TestNetwork;
let gateway: Gateway;
const home = temporary();

beforeAll(async () => {
  network = await testNetwork();
  await found(network);
  const env = { SUYUAN_CONNECTION: network.connectionFile, SUYUAN_OPERATOR: 'group', SUYUAN_TICK_SECONDS: '1' };
  gateway = await compose(testConfig(home, env), makeLog('silent'));
}, 120_000);
afterAll(async () => {
  await gateway.stop();
  await network.stop();
  rmSync(home, { recursive: true, force: true });
});

async function post(path: string, body: unknown, token?: string) {
  const headers = { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) };
  const answer = await fetch(new URL(path, gateway.url), { method: 'POST', headers, body: JSON.stringify(body) });
  return (await answer.json()) as Answer & { token: string; challenge: string };
}

const ask = (token: string, query: string, variables: object = {}) => post('/graphql', { query, variables }, token);
const demonstration = async (person: string) => (await post('/session/demonstration', { person })).token;

function personOf(name: string) {
  const person = network.connection.operators.flatMap((o) => o.people).find((p) => p.name === name);
  if (!person) throw new Error(`nobody is called ${name}`);
  return { certificate: readFileSync(person.certificate, 'utf8'), key: createPrivateKey(readFileSync(person.key)) };
}

async function signIn(name: string): Promise<string> {
  const { certificate, key } = personOf(name);
  const { challenge } = await post('/session/challenge', {});
  return (await post('/session', { certificate, challenge, signature: signChallenge(challenge, key) })).token;
}

const signAs = async (name: string, toSign: string) =>
  Buffer.from(await nativeSigner(personOf(name).key)(Buffer.from(toSign, 'base64'))).toString('base64');

const SUBMIT = `mutation ($input: SubmitRegistrationInput!) {
  submitRegistration(input: $input) { transactionId block subject state commandId case { id state } asset { state text { descriptor { title { zh } } } } }
}`;
const submission = (file: string, id: string = commandId()) => ({
  input: {
    commandId: id,
    profile: { id: 'general', version: 1 },
    registrar: 'registry',
    application: initialInput('huaxin', file),
  },
});

describe('a wallet that is kept here', () => {
  test('carries a command out by one call, which answers with what came of it', async () => {
    const { data } = await ask(await demonstration('li-holder'), SUBMIT, submission('one.json'));
    expect(data.submitRegistration).toMatchObject({
      state: 'submitted',
      case: { state: 'SUBMITTED' },
      asset: { state: 'APPLIED', text: { descriptor: { title: { zh: '行政区划' } } } },
    });
    expect(data.submitRegistration.subject).toBe(idOf('cas', data.submitRegistration.transactionId));
  });

  test('never does one command twice: a repeat names the first transaction', async () => {
    const li = await demonstration('li-holder');
    const once = submission('twice.json');
    const first = await ask(li, SUBMIT, once);
    const second = await ask(li, SUBMIT, once);
    expect(second.errors?.[0]?.extensions).toMatchObject({
      code: 'COMMAND_REPEATED',
      params: { txId: first.data.submitRegistration.transactionId },
      zh: expect.any(String),
    });
  });

  test('of two people who act on one case at once exactly one wins, and the other learns why', async () => {
    const { data } = await ask(await demonstration('li-holder'), SUBMIT, submission('race.json'));
    const lin = await demonstration('lin-acceptor');
    const id = data.submitRegistration.subject;
    const documents = initial('huaxin', 'race.json').evidence.map(({ sha256 }) => sha256);
    const receipt =
      'mutation ($input: ReceiptRegistrationInput!) { receiptRegistration(input: $input) { case { receipt { documents } } } }';
    const given = await ask(lin, receipt, { input: { case: id, documents } });
    expect(given.data.receiptRegistration.case.receipt).toEqual({ documents });
    const accept = `mutation { acceptRegistration(input: {case: "${id}"}) { state } }`;
    const answers = await Promise.all(Array.from({ length: 4 }, () => ask(lin, accept)));
    const refused = answers.flatMap((answer) => answer.errors ?? []);
    expect(answers.length - refused.length).toBe(1);
    for (const { extensions } of refused) expect(extensions.code).toMatch(/^(CASE_STATE|LEDGER_CONFLICT)$/);
  });

  test('hears the chaincode’s own refusal, with its rule and field', async () => {
    const { errors } = await ask(await demonstration('xu-analyst'), SUBMIT, submission('analyst.json'));
    expect(errors?.[0]?.extensions).toMatchObject({ code: 'CALLER_ROLE', citation: expect.stringContaining('Suyuan') });
    const malformed = submission('bad.json', 'short');
    const refused = await ask(await demonstration('li-holder'), SUBMIT, malformed);
    expect(refused.errors?.[0]?.extensions).toMatchObject({ code: 'COMMAND_MALFORMED', field: 'commandId' });
  });

  test('hears every rule that a draft breaks, from pre-check and from submitting alike', async () => {
    const li = await demonstration('li-holder');
    const bad = submission('core.json');
    const application = initialInput('huaxin', 'core.json');
    application.initial.asset.grade = 'CORE';
    const query = `query ($a: ApplicationInput!) { precheck(profile: {id: "general", version: 1}, registrar: "registry", application: $a) { code field citation } }`;
    const { data } = await ask(li, query, { a: application });
    const codes = (found: { code: string }[]) => found.map(({ code }) => code).sort();
    const submitted = await ask(li, SUBMIT, { input: { ...bad.input, application } });
    expect(codes(data.precheck)).toContain('RULE_CORE');
    expect(submitted.errors?.[0]?.extensions.code).toBe('PRECHECK_FAILED');
    expect(codes(submitted.errors?.[0]?.extensions.findings as { code: string }[])).toEqual(codes(data.precheck));
  });
});

const PREPARE =
  'mutation ($f: String!, $c: JSON!) { prepare(function: $f, command: $c) { proposal toSign transactionId commandId digest } }';
const ENDORSE =
  'mutation ($p: Base64!, $s: Base64!) { endorse(proposal: $p, signature: $s) { transaction toSign transactionId function } }';
const COMMIT =
  'mutation ($t: Base64!, $s: Base64!) { submit(transaction: $t, signature: $s) { transactionId block function proposal { kind state } } }';

describe('a command that is signed outside', () => {
  const proposal = () => ({
    content: { kind: 'roles', entity: 'huaxin', roles: ['holder', 'analyst'], clearance: 'important' },
    expiresAt: new Date(Date.now() + 86_400_000).toISOString(),
  });
  const prepared = async (token: string) =>
    (await ask(token, PREPARE, { f: 'membership:propose', c: proposal() })).data.prepare;
  const codeOf = (answer: Answer) => answer.errors?.[0]?.extensions.code;

  test('goes by prepare, endorse and submit, and no key leaves its place', async () => {
    const li = await signIn('admin');
    const made = await prepared(li);
    const endorsed = (await ask(li, ENDORSE, { p: made.proposal, s: await signAs('admin', made.toSign) })).data.endorse;
    expect(endorsed.transactionId).toBe(made.transactionId);
    const { data } = await ask(li, COMMIT, { t: endorsed.transaction, s: await signAs('admin', endorsed.toSign) });
    expect(data.submit).toMatchObject({ function: 'membership:propose', proposal: { kind: 'ROLES', state: 'OPEN' } });
    const again = await ask(li, COMMIT, { t: endorsed.transaction, s: await signAs('admin', endorsed.toSign) });
    expect(again.data.submit, 'sent again it is the same transaction').toEqual(data.submit);
  });

  test('is refused in the session of another certificate', async () => {
    const made = await prepared(await signIn('admin'));
    const answer = await ask(await signIn('wang-hosted'), ENDORSE, {
      p: made.proposal,
      s: await signAs('admin', made.toSign),
    });
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: 'SIGNED_BYTES', field: 'creator' });
  });

  test('is refused when somebody else signed it', async () => {
    const token = await signIn('admin');
    const made = await prepared(token);
    expect(codeOf(await ask(token, ENDORSE, { p: made.proposal, s: await signAs('li-holder', made.toSign) }))).toBe(
      'LEDGER_REFUSED',
    );
  });

  test('is refused when a byte of it changed', async () => {
    const token = await signIn('admin');
    const made = await prepared(token);
    const bytes = Buffer.from(made.proposal, 'base64');
    const text = bytes.toString('latin1').replace('analyst', 'auditor');
    const changed = Buffer.from(text, 'latin1').toString('base64');
    expect(changed).not.toBe(made.proposal);
    expect(codeOf(await ask(token, ENDORSE, { p: changed, s: await signAs('admin', made.toSign) }))).toBe(
      'LEDGER_REFUSED',
    );
  });

  test.each([
    ['a function that is none', 'registration:delete', {}, 'FUNCTION_UNKNOWN'],
    ['a member of Object', 'constructor', {}, 'FUNCTION_UNKNOWN'],
    ['a command that does not fit', 'registration:accept', { case: 1 }, 'COMMAND_MALFORMED'],
    ['a command with more than it names', 'registration:accept', { case: 'cas-0', more: 1 }, 'COMMAND_MALFORMED'],
    ['no command', 'registration:accept', null, 'REQUEST_MALFORMED'],
  ])('is not prepared for %s', async (_name, f, c, code) => {
    expect(codeOf(await ask(await signIn('li-holder'), PREPARE, { f, c }))).toBe(code);
  });

  test('is not taken from bytes that are none', async () => {
    const token = await signIn('li-holder');
    const p = Buffer.from('no proposal').toString('base64');
    expect(codeOf(await ask(token, ENDORSE, { p, s: p }))).toBe('SIGNED_BYTES');
    expect(codeOf(await ask(token, COMMIT, { t: p, s: p }))).toBe('SIGNED_BYTES');
    expect(codeOf(await ask(token, COMMIT, { t: '*', s: p }))).toBe('REQUEST_MALFORMED');
  });
});

test('a query that the ledger answers to its asker is signed outside, too', async () => {
  const token = await signIn('li-holder');
  const f = 'query ($f: String!, $c: JSON!) { prepareQuery(function: $f, argument: $c) { proposal toSign } }';
  const made = (await ask(token, f, { f: 'membership:read', c: { entity: 'huaxin' } })).data.prepareQuery;
  const evaluate = 'query ($p: Base64!, $s: Base64!) { evaluate(proposal: $p, signature: $s) }';
  const { data } = await ask(token, evaluate, { p: made.proposal, s: await signAs('li-holder', made.toSign) });
  expect(data.evaluate).toMatchObject({ schema: 'entity/1', id: 'huaxin' });
  const p = (await ask(token, PREPARE, { f: 'clock:tick', c: {} })).data.prepare;
  const refused = await ask(token, evaluate, { p: p.proposal, s: await signAs('li-holder', p.toSign) });
  expect(refused.errors?.[0]?.extensions.code, 'a command is no query').toBe('FUNCTION_UNKNOWN');
});

test('a question may be put to the whole committee, by a wallet here or signed outside', async () => {
  const fields = '{ function answer payload signers { msp certificate endorser signature } absent { msp } }';
  const f = 'registration:profile';
  const c = { id: 'general' };
  const byWallet = `query ($f: String!, $c: JSON!) { attestation(function: $f, argument: $c) ${fields} }`;
  const { data } = await ask(await demonstration('li-holder'), byWallet, { f, c });
  expect(data.attestation).toMatchObject({ function: f, answer: { id: 'general' }, absent: [] });
  const token = await signIn('li-holder');
  const prepare = 'query ($f: String!, $c: JSON!) { prepareQuery(function: $f, argument: $c) { proposal toSign } }';
  const { proposal, toSign } = (await ask(token, prepare, { f, c })).data.prepareQuery;
  const outside = `query ($p: Base64!, $s: Base64!) { attest(proposal: $p, signature: $s) ${fields} }`;
  const signed = await ask(token, outside, { p: proposal, s: await signAs('li-holder', toSign) });
  for (const { payload, signers } of [data.attestation, signed.data.attest]) {
    expect(signers).toHaveLength(3);
    for (const { certificate, endorser, signature } of signers) {
      const said = Buffer.concat([Buffer.from(payload, 'base64'), Buffer.from(endorser, 'base64')]);
      expect(verify('sha256', said, certificate, Buffer.from(signature, 'base64'))).toBe(true);
    }
  }
  const nobody = await post('/graphql', { query: byWallet, variables: { f, c } });
  expect(nobody.errors?.[0]?.extensions.code).toBe('ACCESS_SIGN_IN');
});

test('the fate of a transaction is told by its id', async () => {
  const li = await demonstration('li-holder');
  const { data } = await ask(li, SUBMIT, submission('fate.json'));
  const fate = async (id: string) =>
    (await ask(li, `{ transactionFate(id: "${id}") { fate code } }`)).data.transactionFate;
  expect(await fate(data.submitRegistration.transactionId)).toEqual({ fate: 'VALID', code: 'VALID' });
  expect(await fate('0'.repeat(64))).toEqual({ fate: 'UNKNOWN', code: null });
});

test('a transaction says whose peers signed its result, as the block that the peer keeps has it', async () => {
  const { data } = await ask(await demonstration('li-holder'), SUBMIT, submission('endorsed.json'));
  const { transactionId, block } = data.submitRegistration;
  const qian = await demonstration('qian-regulator');
  const { transaction, network: told } = (
    await ask(qian, `{ transaction(id: "${transactionId}") { endorsers } network { committee } }`)
  ).data;
  expect(transaction.endorsers.length).toBeGreaterThan(told.committee.length / 2);
  expect(told.committee).toEqual(expect.arrayContaining(transaction.endorsers));
  const headers = { authorization: `Bearer ${qian}` };
  const raw = await fetch(new URL(`/ledger/blocks/${block}/raw`, gateway.url), { headers });
  const scope = { chaincode: 'suyuan', collection: '' };
  const read = readBlock(common.Block.deserializeBinary(new Uint8Array(await raw.arrayBuffer())), scope);
  expect([read.number, read.dataIntact]).toEqual([block, true]);
  expect(read.transactions.find(({ id }) => id === transactionId)?.endorsers).toEqual(transaction.endorsers);
});

test('roots, committee and the word demonstration are read from the channel', async () => {
  const { data } = await ask(await demonstration('li-holder'), '{ network { demonstration committee msps founded } }');
  expect(data.network).toMatchObject({
    demonstration: true,
    founded: true,
    committee: expect.arrayContaining(['RegistrarMSP']),
  });
});

test('the projection equals a replay from block 0', async () => {
  const database = async (directory: string): Promise<{ lines: string[]; block: number }> => {
    const opened: Database = await openDatabase({ directory, cache: templateDir() });
    const ledger = connectLedger(readConnection(network.connectionFile), undefined);
    const stopping = new AbortController();
    const projector = await openProjector(opened, ledger, makeLog('silent'));
    const running = projector.run(stopping.signal);
    await projector.reach(until, 30_000);
    stopping.abort();
    await running;
    ledger.close();
    const lines: string[] = [];
    for await (const line of dump(opened)) lines.push(line);
    await opened.destroy();
    return { lines, block: projector.checkpoint.block };
  };
  await gateway.stop();
  const left = readConnection(network.connectionFile);
  const ledger = connectLedger(left, undefined);
  const until = (await ledger.height()) - 1;
  ledger.close();
  const kept = await database(join(home, 'gateway', 'pg'));
  const replayed = await database(join(home, 'replay'));
  expect(replayed.block).toBe(kept.block);
  expect(replayed.lines).toEqual(kept.lines);
});
