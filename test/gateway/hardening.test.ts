import { buildSchema, execute, parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CompiledOperations } from '../../gateway/src/graphql/answers/compiled.ts';
import { type Holder, Institution } from './support/authority.ts';
import { Chain } from './support/chain.ts';
import * as make from './support/documents.ts';
import { type TestGateway, testGateway } from './support/gateway.ts';

let ours: Institution;
let door: TestGateway;
let li: Holder;

beforeAll(async () => {
  ours = await Institution.create('GroupMSP');
  li = await ours.person('li', 'huaxin', 'holder');
  const chain = new Chain();
  chain.put([]);
  chain.put([make.entity('huaxin')]);
  door = await testGateway({ config: await ours.config(), chain });
  await door.read();
});
afterAll(() => door.stop());

const get = (path: string, init: RequestInit = {}) => fetch(new URL(path, door.gateway.url), init);
const post = (path: string, body: string, type = 'application/json') =>
  get(path, { method: 'POST', body, headers: { 'content-type': type } });
/** One answer of each kind: an edge's, GraphQL's, a refusal, and one of no address at all. */
const each = () =>
  Promise.all([
    get('/schemas'),
    get('/healthz'),
    post('/session/challenge', '{}'),
    post('/graphql', '{"query":"{ network { channel } }"}'),
    post('/session', '{}'),
    get('/nowhere'),
  ]);

describe('every answer', () => {
  test('says that nobody guesses its type, frames it, or loads for it from elsewhere', async () => {
    for (const { url, headers } of await each()) {
      expect(headers.get('x-content-type-options'), url).toBe('nosniff');
      expect(headers.get('referrer-policy'), url).toBe('no-referrer');
      expect(headers.get('content-security-policy'), url).toMatch(/default-src 'self'.*frame-ancestors 'none'/);
      expect(headers.get('content-type'), url).toMatch(/json; charset=utf-8$/);
    }
  });

  test('names no version of what it is made with', async () => {
    for (const { headers } of await each())
      expect([headers.get('server'), headers.get('x-powered-by')]).toEqual([null, null]);
  });

  test('is kept by nobody, unless its edge says otherwise', async () => {
    const kept = (await each()).slice(0, 5).map(({ headers }) => headers.get('cache-control'));
    expect(kept).toEqual(['public, max-age=300', ...Array(4).fill('no-store')]);
  });

  test('lets no page of it use camera, place or microphone', async () => {
    for (const { headers } of await each())
      expect(headers.get('permissions-policy')).toBe('camera=(), geolocation=(), microphone=()');
  });

  test('is read by no page of another origin', async () => {
    const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' };
    const asked = [get('/schemas', { headers }), get('/session', { method: 'OPTIONS', headers })];
    for (const answer of await Promise.all([...asked, get('/graphql', { method: 'OPTIONS', headers })]))
      expect(answer.headers.get('access-control-allow-origin'), answer.url).toBeNull();
  });

  test('to a body of another type than an edge takes says which it takes', async () => {
    const sent = [post('/session', '{}', 'text/plain'), post('/documents', 'a=b', 'application/x-www-form-urlencoded')];
    for (const answer of await Promise.all(sent)) {
      expect(answer.status, answer.url).toBe(415);
      expect((await answer.json()).error).toMatchObject({
        code: 'REQUEST_MEDIA',
        params: { expected: 'application/json' },
      });
    }
  });
});

describe('a session', () => {
  const me = (url: string, init: RequestInit) =>
    get(url, { ...init, method: 'POST', body: '{"query":"{ me { name } }"}' });

  test('is spoken by in the Authorization header alone, never in an address or a cookie', async () => {
    const token = await door.signIn(li);
    const type = { 'content-type': 'application/json' };
    const named = await me('/graphql', { headers: { ...type, authorization: `Bearer ${token}` } });
    expect((await named.json()).data.me).toEqual({ name: 'li' });
    const other = [
      me(`/graphql?token=${token}&access_token=${token}`, { headers: type }),
      me('/graphql', { headers: { ...type, cookie: `token=${token}` } }),
    ];
    for (const answer of await Promise.all(other)) {
      expect((await answer.json()).data.me).toBeNull();
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
  });

  test('is over after its time, however much it is used', async () => {
    const config = await ours.config();
    const chain = new Chain();
    chain.put([]);
    const short = await testGateway({ config, chain, env: { SUYUAN_SESSION_SECONDS: '1' } });
    const token = await short.signIn(li);
    const code = async () => (await short.graphql('{ network { channel } }', {}, token)).errors?.[0]?.extensions.code;
    await expect.poll(code, { timeout: 20_000 }).toBe('SESSION_INVALID');
    await short.stop();
  });
});

describe('an operation that is compiled', () => {
  const schema = buildSchema(
    'type Query { echo(t: String, l: [String], o: In): String q: Query } input In { a: String }',
  );
  Object.assign(schema.getQueryType()?.getFields().echo ?? {}, {
    resolve: (_from: unknown, args: object) => JSON.stringify(args),
  });
  const ODD = [
    '"); stop(); ("',
    "'; stop(); '",
    '`$\u007bstop()}`',
    '*/ stop() /*',
    '\u2028stop()',
    '\\"; stop();//',
    '\nstop()//',
  ];

  test.each(ODD)('takes %j for a text, wherever it stands', async (odd) => {
    const text = JSON.stringify(odd);
    const asked = [
      `{ echo(t: ${text}) }`,
      `{ echo(l: [${text}], o: {a: ${text}}) }`,
      `query ($v: String = ${text}) { echo(t: $v) }`,
    ];
    for (const source of asked) {
      const args = { schema, document: parse(source), rootValue: {}, contextValue: {}, variableValues: {} };
      const operations = new CompiledOperations();
      const [, , run] = [1, 2, 3].map(() => operations.find(args));
      expect(await run?.({}, {}, {})).toEqual(JSON.parse(JSON.stringify(await execute(args))));
    }
  });
});

describe('files beside those that are served', () => {
  test('are not there: no folder is listed, no source or hidden file given', async () => {
    const paths = [
      '/assets/',
      '/assets',
      '/.git/config',
      '/package.json',
      '/index.html.bak',
      '/%2e%2e/package.json',
      '/schemas/../../package.json',
    ];
    for (const path of paths) {
      const answer = await get(path, { headers: { accept: 'application/json' } });
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });
});

describe('the log', () => {
  const lines = () => door.log.flatMap((text) => text.trim().split('\n')).map((line) => JSON.parse(line));

  test('says who came in and who was refused what, each with its time and request, and no secret', async () => {
    const token = await door.signIn(li);
    const ask = (path: string, init: RequestInit, id: string) =>
      get(path, { ...init, headers: { ...init.headers, 'x-request-id': id } });
    await ask('/operator/backup', { method: 'POST', headers: { authorization: `Bearer ${token}` } }, 'request-one');
    await ask(
      '/session',
      { method: 'POST', body: '{"certificate":"x"}', headers: { 'content-type': 'application/json' } },
      'request-two',
    );
    const query = JSON.stringify({ query: '{ cases { totalCount } }' });
    await ask(
      '/graphql',
      { method: 'POST', body: query, headers: { 'content-type': 'application/json' } },
      'request-three',
    );
    const said = lines();
    expect(said).toContainEqual(
      expect.objectContaining({ msg: 'signed in', person: 'li', msp: 'GroupMSP', entity: 'huaxin' }),
    );
    const of = (request: string) => said.find((line) => line.request === request && line.msg === 'refused');
    expect(of('request-one')).toMatchObject({
      refused: 'OPERATOR_EDGE',
      person: 'li',
      path: '/operator/backup',
      status: 403,
    });
    expect(of('request-two')).toMatchObject({
      refused: 'REQUEST_MALFORMED',
      field: 'challenge',
      address: expect.any(String),
    });
    expect(of('request-three')).toMatchObject({ refused: ['ACCESS_SIGN_IN'] });
    for (const line of said) expect(line.time).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
    expect(door.log.join('')).not.toContain(token);
  });

  test('is one record a line, whatever is sent', async () => {
    await get('/documents/%0A%7B%22msg%22%3A%22forged%22%7D%0A', { headers: { 'x-request-id': 'a b' } });
    expect(lines().filter(({ msg }) => msg === 'forged')).toEqual([]);
    const { path, request } = lines().findLast(({ msg }) => msg === 'refused');
    expect(path).toMatch(/^\/documents\/%0A/);
    expect(request).toMatch(/^[0-9a-f-]{36}$/);
  });
});
