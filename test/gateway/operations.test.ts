import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../gateway/src/config.ts';
import { serverCertificate } from '../../gateway/src/http/tls.ts';
import type { Connection } from '../../gateway/src/ledger/index.ts';
import { productionProblems } from '../../gateway/src/production.ts';
import { Institution } from './support/authority.ts';
import { Chain } from './support/chain.ts';
import * as make from './support/documents.ts';
import { type TestGateway, temporary, testGateway } from './support/gateway.ts';

const WATCHER = 'a-token-of-those-who-watch';
let ours: Institution;
let door: TestGateway;
let collector: Server;
const spans: { name: string; traceId: string; parentSpanId?: string; spanId: string; attributes: object[] }[] = [];

const founded = () => {
  const chain = new Chain();
  chain.put([]);
  chain.put([make.entity('huaxin')]);
  return chain;
};
const committed = async () => ({
  transactionId: 'ab'.repeat(32),
  block: 7,
  outcome: { subject: 'x' },
  name: 'asset:publish' as const,
  commandId: 'command-1',
});

beforeAll(async () => {
  ours = await Institution.create('GroupMSP');
  collector = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { resourceSpans } = JSON.parse(Buffer.concat(parts).toString());
    for (const { scopeSpans } of resourceSpans) for (const scope of scopeSpans) spans.push(...scope.spans);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  process.env.OTEL_EXPORTER_OTLP_ENDPOINT = `http://127.0.0.1:${(collector.address() as AddressInfo).port}`;
  const env = { SUYUAN_METRICS_TOKEN: WATCHER };
  door = await testGateway({ config: await ours.config(), chain: founded(), env, ledger: { submit: committed } });
  delete process.env.OTEL_EXPORTER_OTLP_ENDPOINT;
  await door.read();
});
afterAll(async () => {
  await door.stop();
  collector.close();
});

const metrics = async (headers: Record<string, string> = {}) => {
  const answer = await fetch(new URL('/metrics', door.gateway.url), { headers });
  return { status: answer.status, text: await answer.text() };
};

describe('metrics', () => {
  test('say what the projection, the ledger, requests, operations and refusals are at', async () => {
    await door.graphql('{ network { channel } }');
    await door.graphql('{ cases { totalCount } }');
    await fetch(new URL('/documents/nothing', door.gateway.url));
    const { text } = await metrics();
    expect(text).toMatch(/^suyuan_projection_block 1$/m);
    expect(text).toMatch(/^suyuan_ledger_height 2$/m);
    expect(text).toMatch(/^suyuan_projection_stopped 0$/m);
    expect(text).toMatch(/^suyuan_refusals_total\{code="ACCESS_SIGN_IN"\} 1$/m);
    expect(text).toMatch(/^suyuan_graphql_operation_seconds_count\{type="query",outcome="refused"\} 1$/m);
    expect(text).toMatch(
      /^suyuan_http_request_seconds_count\{edge="GET \/documents\/:digest",method="GET",status="400"\} 1$/m,
    );
    expect(text).toMatch(/^suyuan_certificate_expiry_timestamp_seconds\{which="gateway"\} \d+$/m);
  });

  test('are those that the dashboard draws', async () => {
    const dashboard = readFileSync(new URL('../../gateway/grafana.json', import.meta.url), 'utf8');
    const { text } = await metrics();
    const drawn = new Set(dashboard.match(/(suyuan|process|nodejs)_[a-z0-9_]+_[a-z0-9]+/g));
    expect(drawn.size).toBeGreaterThan(9);
    const told = (name: string) => text.includes(`# TYPE ${name.replace(/_(bucket|count)$/, '')} `);
    expect([...drawn].filter((name) => !told(name))).toEqual([]);
  });

  test('are for this machine, and for who shows the token', async () => {
    const afar = { 'x-forwarded-for': '203.0.113.7' };
    expect((await metrics()).status).toBe(200);
    const refused = await metrics(afar);
    expect([refused.status, JSON.parse(refused.text).error.code]).toEqual([403, 'WATCHER_TOKEN']);
    expect((await metrics({ ...afar, authorization: 'Bearer not-the-token-of-them' })).status).toBe(403);
    expect((await metrics({ ...afar, authorization: `Bearer ${WATCHER}` })).status).toBe(200);
  });
});

describe('traces', () => {
  test('go from the caller’s over the operation to the transaction on the ledger, without what was asked', async () => {
    const token = await door.signIn(await ours.person('li', 'huaxin'));
    const traceId = '0af7651916cd43dd8448eb211c80319c';
    const query = 'mutation Send { submit(transaction: "AA==", signature: "AA==") { transactionId } }';
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      traceparent: `00-${traceId}-b7ad6b7169203331-01`,
    };
    const body = JSON.stringify({ query });
    const answer = await fetch(new URL('/graphql', door.gateway.url), { method: 'POST', headers, body });
    expect((await answer.json()).data.submit.transactionId).toBe('ab'.repeat(32));
    await expect.poll(() => spans.filter((one) => one.traceId === traceId).length, { timeout: 20_000 }).toBe(2);
    const [operation, transaction] = ['graphql mutation Send', 'ledger submit'].map((name) =>
      spans.find((one) => one.traceId === traceId && one.name === name),
    );
    expect(operation?.parentSpanId).toBe('b7ad6b7169203331');
    expect(transaction?.parentSpanId).toBe(operation?.spanId);
    expect(JSON.stringify(transaction?.attributes)).toContain('ab'.repeat(32));
    expect(JSON.stringify(spans)).not.toContain(token);
  });

  test('are not made, nor their library loaded, where no collector is named', async () => {
    const plain = await testGateway({ config: await ours.config(), chain: founded() });
    const { tracing } = plain.gateway.services;
    await plain.stop();
    expect(tracing).toBeUndefined();
  });
});

describe('in production a gateway refuses to start', () => {
  const home = temporary();
  const config = (env: NodeJS.ProcessEnv = {}) => readConfig({ SUYUAN_HOME: home, SUYUAN_MODE: 'production', ...env });
  const connection = (...people: string[]): Connection => ({
    channel: 'suyuan',
    chaincode: 'suyuan',
    operators: [
      {
        mspId: 'GroupMSP',
        name: 'group',
        peer: 'localhost:1',
        tlsRoot: '',
        people: people.map((name) => ({ name, roles: [], certificate: '', key: '', p12: '' })),
      },
    ],
  });

  test('as a demonstration', async () => {
    const starting = testGateway({ config: await ours.config(1, [], true), env: { SUYUAN_MODE: 'production' } });
    await expect(starting).rejects.toThrow('not fit for production: the genesis block says demonstration');
  });

  test('with demonstration people, and by plain HTTP on a public address', () => {
    const problems = (...asked: Parameters<typeof productionProblems>) => productionProblems(...asked).join();
    expect(problems(config(), connection('gateway'), false)).toBe('');
    expect(problems(config(), connection('gateway', 'li-holder'), false)).toContain('li-holder');
    expect(problems(config({ HOST: '0.0.0.0' }), connection('gateway'), false)).toContain('plain HTTP on 0.0.0.0');
    expect(problems(readConfig({ SUYUAN_HOME: home, HOST: '0.0.0.0' }), connection('li-holder'), true)).toBe('');
  });

  test('with keys that others can read, until they cannot', () => {
    const key = join(home, 'gateway', 'commitment.key');
    mkdirSync(join(home, 'gateway'), { recursive: true });
    writeFileSync(key, 'x', { mode: 0o644 });
    expect(productionProblems(config(), connection('gateway'), false)).toEqual([
      `${key} is readable by others: chmod 600`,
    ]);
    chmodSync(key, 0o600);
    expect(productionProblems(config(), connection('gateway'), false)).toEqual([]);
  });

  test('and serves TLS alone where certificate and key are set, and tells browsers so', async () => {
    const { cert, key } = await serverCertificate(home);
    const [certificateFile, keyFile] = [join(home, 'c.pem'), join(home, 'k.pem')];
    writeFileSync(certificateFile, cert);
    writeFileSync(keyFile, key, { mode: 0o600 });
    const env = {
      SUYUAN_MODE: 'production',
      HOST: '0.0.0.0',
      SUYUAN_TLS_CERTIFICATE: certificateFile,
      SUYUAN_TLS_KEY: keyFile,
    };
    const served = await testGateway({ config: await ours.config(), chain: founded(), env });
    const answer = await new Promise<{ status: number | undefined; hsts: unknown }>((resolve, reject) => {
      const asked = httpsRequest(new URL('/healthz', served.gateway.url), { ca: cert }, (got) => {
        got.resume();
        resolve({ status: got.statusCode, hsts: got.headers['strict-transport-security'] });
      });
      asked.on('error', reject);
      asked.end();
    });
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const;
    const outdated = new Promise<string>((resolve) => {
      const asked = httpsRequest(new URL('/healthz', served.gateway.url), { ca: cert, ...old }, () =>
        resolve('answered'),
      );
      asked.on('error', ({ message }) => resolve(message));
      asked.end();
    });
    expect(await outdated).toMatch(/protocol/i);
    const plain = fetch(served.gateway.url.replace('https', 'http')).then(
      () => 'answered',
      () => 'refused',
    );
    expect(await plain).toBe('refused');
    await served.stop();
    expect(answer).toEqual({ status: 200, hsts: 'max-age=31536000; includeSubDomains' });
  });
});

describe('secrets', () => {
  test('come from the environment or from a file that it names', () => {
    const home = temporary();
    writeFileSync(join(home, 'token'), `${WATCHER}\n`);
    expect(readConfig({ SUYUAN_METRICS_TOKEN_FILE: join(home, 'token') }).metricsToken).toBe(WATCHER);
    expect(readConfig({ SUYUAN_METRICS_TOKEN: WATCHER }).metricsToken).toBe(WATCHER);
    writeFileSync(join(home, 'database'), 'postgres://suyuan:secret@localhost/suyuan\n');
    expect(readConfig({ DATABASE_URL_FILE: join(home, 'database') }).databaseUrl).toContain('secret@localhost');
    expect(() => readConfig({ SUYUAN_METRICS_TOKEN: 'short' })).toThrow('16 characters');
    expect(() => readConfig({ SUYUAN_MODE: 'prod' })).toThrow('SUYUAN_MODE');
  });
});
