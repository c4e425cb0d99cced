import { createHash, randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, fromPem, signIn } from '@suyuan/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compose, type Gateway } from '../../gateway/src/compose.ts';
import { CHUNK } from '../../gateway/src/documents/sealing.ts';
import { makeLog } from '../../gateway/src/log.ts';
import { initial } from '../support/builders.ts';
import { cuttingProxy } from '../support/cutting-proxy.ts';
import { commandId, found, type TestNetwork, testNetwork } from '../support/network.ts';
import { Institution } from './support/authority.ts';
import { temporary, testConfig } from './support/gateway.ts';

let network: TestNetwork;
let group: Gateway;
let registrar: Gateway;
let proxy: Awaited<ReturnType<typeof cuttingProxy>>;
const homes = { group: temporary(), registrar: temporary() };
const lines: Record<string, unknown>[] = [];
/** The operator of the applicant stands behind a connection that breaks twice on the way to the registrar's. */
const CUTS = [3 * CHUNK, 6 * CHUNK];

const personOf = (name: string, msp?: string) => {
  const operators = network.connection.operators.filter((one) => !msp || one.mspId === msp);
  const person = operators.flatMap((one) => one.people).find((one) => one.name === name);
  if (!person) throw new Error(`nobody is called ${name}`);
  return person;
};
const pem = (name: string, msp?: string) => {
  const { certificate, key } = personOf(name, msp);
  return { certificate: readFileSync(certificate, 'utf8'), key: readFileSync(key, 'utf8') };
};
const as = async (name: string, gateway: Gateway): Promise<Client> => {
  const { certificate, key } = pem(name);
  return signIn(gateway.url, await fromPem(certificate, key));
};

beforeAll(async () => {
  network = await testNetwork();
  await found(network);
  const env = { SUYUAN_CONNECTION: network.connectionFile, SUYUAN_MTLS_PORT: '0' };
  proxy = await cuttingProxy(() => Number(new URL(group.mtlsUrl ?? '').port), CUTS);
  const SUYUAN_MTLS_URL = `https://localhost:${proxy.port}/`;
  const log = makeLog('info', { write: (line) => lines.push(JSON.parse(line)) });
  group = await compose(testConfig(homes.group, { ...env, SUYUAN_OPERATOR: 'group', SUYUAN_MTLS_URL }), log);
  const wallets = join(homes.registrar, 'gateway', 'wallets');
  mkdirSync(wallets, { recursive: true });
  const { key } = personOf('lin-acceptor');
  cpSync(join(key, '..', 'person.p12'), join(wallets, 'lin.p12'));
  writeFileSync(join(wallets, 'lin.password'), 'demonstration');
  registrar = await compose(testConfig(homes.registrar, { ...env, SUYUAN_OPERATOR: 'registrar' }), makeLog('silent'));
}, 120_000);
afterAll(async () => {
  proxy.close();
  await Promise.all([group.stop(), registrar.stop()]);
  await network.stop();
  for (const home of Object.values(homes)) rmSync(home, { recursive: true, force: true });
}, 60_000);

async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (let n = 0; n < 200; n += 1) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await sleep(100);
  }
  throw new Error('it did not come to pass');
}

type Seen = {
  case: { next: { action: string }; receipt: { by: { person: string }; documents: string[] } | null } | null;
};
const look = (client: Client, id: string) =>
  client.query<Seen>('query ($id: ID!) { case(id: $id) { next { action } receipt { by { person } documents } } }', {
    id,
  });

const bytes = new Uint8Array(randomBytes(12 * CHUNK + 321));
const sha256 = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const named = {
  kind: 'source-statement' as const,
  name: 's.pdf',
  sha256,
  size: bytes.length,
  mediaType: 'application/pdf',
};
const submitted = async (li: Client, evidence: (typeof named)[]) =>
  li.transact('registration:submit', {
    profile: { id: 'general', version: 1 },
    registrar: 'registry',
    application: initial('huaxin', commandId(), { evidence }),
  });

/** What a machine with a certificate of its own is answered at the port for mutual TLS. */
const asked = (who: { certificate: string; key: string } | undefined, path: string) => {
  const { promise, resolve, reject } = Promise.withResolvers<{ status: number | undefined; body: unknown }>();
  const tls = who ? { cert: who.certificate, key: who.key } : {};
  const options = { ...tls, ca: readFileSync(join(homes.group, 'gateway/tls/certificate.pem')), agent: false };
  request(new URL(path, group.mtlsUrl), options, async (answer) => {
    const parts = (await Array.fromAsync(answer)) as Buffer[];
    resolve({ status: answer.statusCode, body: JSON.parse(Buffer.concat(parts).toString('utf8')) });
  })
    .on('error', reject)
    .end();
  return promise;
};

describe('documents between two operators’ gateways', () => {
  it('each says on the ledger where it is, and by which certificate it is known', async () => {
    const li = await as('li-holder', group);
    type Operators = { operators: { msp: string; gateway: { address: string; certificate: string } | null }[] };
    const operators = await eventually(async () => {
      const seen = await li.query<Operators>('{ operators { msp gateway { address certificate } } }');
      const known = seen.operators.filter(({ gateway }) => gateway);
      return known.length === 2 ? known : undefined;
    });
    expect(operators.find(({ msp }) => msp === 'GroupMSP')?.gateway).toEqual({
      address: `https://localhost:${proxy.port}/`,
      certificate: readFileSync(join(homes.group, 'gateway/tls/certificate.pem'), 'utf8').trimEnd().concat('\n'),
    });
    expect(operators.find(({ msp }) => msp === 'RegistrarMSP')?.gateway?.address).toBe(registrar.mtlsUrl);
  });

  it('go to the registrar with the submission, over broken connections, and its wallet gives the receipt', async () => {
    const li = await as('li-holder', group);
    await li.upload(bytes, { mediaType: 'application/pdf' });
    const { subject } = await submitted(li, [named]);
    const lin = await as('lin-acceptor', registrar);
    const seen = await eventually(async () => {
      const { case: found } = await look(lin, subject);
      return found?.receipt ? found : undefined;
    });
    expect(seen).toEqual({
      next: { action: 'registration:accept' },
      receipt: { by: { person: 'lin-acceptor' }, documents: [sha256] },
    });
    expect(proxy.cut).toBe(2);
    const ranges = lines
      .filter(({ document, range }) => document === sha256 && range)
      .map(({ range }) => String(range));
    const starts = ranges.map((range) => Number(/^bytes=(\d+)-$/.exec(range)?.[1]));
    expect(starts[0]).toBe(0);
    expect(starts.at(-1)).toBeGreaterThan(0);
    expect(starts).toEqual(starts.toSorted((a, b) => a - b));
    expect(Buffer.concat(await Array.fromAsync(lin.download(sha256))).equals(bytes)).toBe(true);
  }, 60_000);

  it('are sealed at the other gateway with a key of its own, and lie nowhere in clear', () => {
    const folder = join('gateway/documents/objects', sha256.slice(7, 9), sha256.slice(7));
    const record = (home: string) => JSON.parse(readFileSync(join(home, folder, 'document.json'), 'utf8'));
    const [here, there] = [record(homes.group), record(homes.registrar)];
    expect(there.file).toBe(here.file);
    expect(there.key.recipients).not.toEqual(here.key.recipients);
    const needle = Buffer.from(bytes.subarray(1000, 1032));
    for (const home of Object.values(homes)) {
      const files = readdirSync(join(home, 'gateway/documents'), { recursive: true, withFileTypes: true });
      for (const file of files.filter((one) => one.isFile()))
        expect(readFileSync(join(file.parentPath, file.name)).includes(needle)).toBe(false);
    }
  });

  it('are not given to an operator to whom the ledger does not give them, nor to a person, nor to a stranger', async () => {
    const path = `/peer/documents/${sha256}`;
    const answers = await Promise.all([
      asked(pem('gateway', 'ExchangeMSP'), path),
      asked(pem('gateway', 'ExchangeMSP'), `${path}/content`),
      asked(pem('li-holder'), path),
      asked(undefined, path),
    ]);
    expect(answers.map(({ status, body }) => [status, (body as { error: { code: string } }).error.code])).toEqual([
      [403, 'DOCUMENT_RIGHT'],
      [403, 'DOCUMENT_RIGHT'],
      [403, 'DOCUMENT_PEER'],
      [401, 'ACCESS_SIGN_IN'],
    ]);
    const forged = await (await Institution.create('RegistrarMSP')).person('gateway', 'registry', '', {
      attributes: { 'suyuan.entity': 'registry', 'suyuan.duty': 'gateway' },
    });
    expect(await asked({ certificate: forged.certificate, key: forged.keyPem }, path)).toMatchObject({
      body: { error: { code: 'CERTIFICATE_UNTRUSTED' } },
    });
    expect((await asked(pem('gateway', 'RegulatorMSP'), path)).status).toBe(200);
  });

  it('that nobody has leave the receipt waiting for its registrar', async () => {
    const li = await as('li-holder', group);
    const missing = { ...named, sha256: `sha256:${'0'.repeat(64)}` };
    const { subject } = await submitted(li, [missing]);
    const lin = await as('lin-acceptor', registrar);
    type Waiting = {
      waiting: { nodes: { id: string; next: { action: string }; application: { evidence: { held: boolean }[] } }[] };
    };
    const found = await eventually(async () => {
      const { waiting } = await lin.query<Waiting>(
        '{ waiting { nodes { id next { action } application { evidence { held } } } } }',
      );
      return waiting.nodes.find(({ id }) => id === subject);
    });
    expect(found).toMatchObject({
      next: { action: 'registration:receipt' },
      application: { evidence: [{ held: false }] },
    });
  });
});
