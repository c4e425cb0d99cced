import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openapi } from '../../gateway/src/http/openapi.ts';
import { Institution } from './support/authority.ts';
import { Chain } from './support/chain.ts';
import { type TestGateway, testGateway } from './support/gateway.ts';

let door: TestGateway;

beforeAll(async () => {
  const chain = new Chain();
  chain.put([]);
  door = await testGateway({ config: await (await Institution.create('GroupMSP')).config(), chain });
  await door.read();
});
afterAll(() => door.stop());

/** A page of another origin cannot send this header, without which no operation is taken from an address. */
const asked: typeof fetch = (url, init) =>
  fetch(url, { ...init, headers: { ...(init?.headers as Record<string, string>), 'x-suyuan-request': '1' } });

const audits = serverAudits({ url: () => new URL('/graphql', door.gateway.url).href, fetchFn: asked });

test.each(audits.map((audit) => [audit.name, audit] as const))('GraphQL over HTTP: %s', async (_name, audit) => {
  const result = await audit.fn();
  expect(result.status === 'ok' ? 'ok' : result.reason).toBe('ok');
});

describe('an edge beside GraphQL', () => {
  const operations = Object.entries(openapi.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => [method.toUpperCase(), path] as const),
  );
  const ODD = ['x', '0', '-1', '%00', '..%2f', 'sha256:'.padEnd(71, '0'), '9'.repeat(40)];

  test.each(operations)(
    '%s %s: odd input is refused in registered words, never a server error',
    async (method, path) => {
      for (const odd of path.includes('{') ? ODD : ['']) {
        const url = new URL(path.replaceAll(/\{\w+\}/g, odd), door.gateway.url);
        const body = method === 'GET' || method === 'DELETE' ? null : odd;
        const answer = await fetch(url, { method, body, headers: { 'content-type': 'application/json' } });
        expect(answer.status, url.href).toBeLessThan(500);
        if (answer.status >= 400) expect((await answer.json()).error.code, url.href).toMatch(/^[A-Z_0-9]+$/);
        else await answer.arrayBuffer();
      }
    },
  );

  test('says which methods it takes', async () => {
    const answer = await fetch(new URL('/session', door.gateway.url), { method: 'PUT' });
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST, DELETE']);
    expect((await answer.json()).error.code).toBe('REQUEST_METHOD');
  });
});

describe('who guesses, or comes from elsewhere', () => {
  const post = async (body: unknown, headers: Record<string, string> = { 'content-type': 'application/json' }) => {
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    return fetch(new URL('/graphql', door.gateway.url), { method: 'POST', headers, body: text });
  };
  const told = async (query: string) => (await (await post({ query })).json()).errors as { message: string }[];

  test('is told no other name than the one it asked for, and a few mistakes at once', async () => {
    expect(JSON.stringify(await told('{ assetz { id } }'))).not.toContain('Did you mean');
    expect((await told(`{ __typename ${'@aa'.repeat(200)} }`)).length).toBeLessThan(10);
  });

  test('sends no forms, and writes no operation into an address', async () => {
    const form = await post('query={__typename}', { 'content-type': 'application/x-www-form-urlencoded' });
    const address = await fetch(new URL('/graphql?query={__typename}', door.gateway.url));
    expect([form.status, address.status]).toEqual([400, 400]);
  });

  test('finds neither GraphiQL nor the schema where exploring is off, as in production', async () => {
    const chain = new Chain();
    chain.put([]);
    const config = await (await Institution.create('GroupMSP')).config();
    const shut = await testGateway({ config, chain, env: { SUYUAN_EXPLORE: 'off' } });
    const page = await fetch(new URL('/graphql', shut.gateway.url), { headers: { accept: 'text/html' } });
    const schema = await shut.graphql('{ __schema { types { name } } }');
    const answered = await shut.graphql('{ network { channel } }');
    await shut.stop();
    expect(page.status).toBe(404);
    expect(schema.errors?.[0]?.extensions.code).toBe('GRAPHQL_INVALID');
    expect(answered.data).toEqual({ network: { channel: 'suyuan' } });
  });
});
