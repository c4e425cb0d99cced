import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { canonical, sha256Hex } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Institution } from './support/authority.ts';
import { Chain } from './support/chain.ts';
import * as make from './support/documents.ts';
import { type TestGateway, temporary, testGateway } from './support/gateway.ts';

let ours: Institution;
let door: TestGateway;
const LISTED = '{ network { channel } }';

beforeAll(async () => {
  ours = await Institution.create('GroupMSP');
  const chain = new Chain();
  chain.put([]);
  chain.put([make.entity('huaxin'), make.generalProfile()]);
  chain.put([make.asset(1, 'huaxin'), make.release(1, 'huaxin'), make.certificate(1, 'huaxin')]);
  chain.put([make.asset(2, 'huaxin', { state: 'applied' }), make.release(2, 'huaxin')]);
  door = await testGateway({ config: await ours.config(), chain });
  await door.read();
});
afterAll(() => door.stop());

const named = (query: string) => ({ persistedQuery: { version: 1, sha256Hash: sha256Hex(query) } });
const send = async (body: object, at = door) => (await at.post('/graphql', body)).body as never as Answered;
type Answered = { data?: { network: { channel: string } }; errors?: { extensions: object }[] };

describe('an operation named by its hash', () => {
  test('is asked for its text once, and then known', async () => {
    const query = '{ network { channel __typename } }';
    const unknown = await send({ extensions: named(query) });
    expect(unknown.errors?.[0]?.extensions).toMatchObject({ code: 'PERSISTED_QUERY_NOT_FOUND' });
    expect((await send({ query, extensions: named(query) })).data?.network.channel).toBe('suyuan');
    expect((await send({ extensions: named(query) })).data?.network.channel).toBe('suyuan');
    const url = new URL('/graphql', door.gateway.url);
    url.searchParams.set('extensions', JSON.stringify(named(query)));
    const got = (await (await fetch(url, { headers: { accept: 'application/json' } })).json()) as Answered;
    expect(got.data?.network.channel).toBe('suyuan');
  });

  test('is never another than the hash says', async () => {
    const lie = await send({ query: LISTED, extensions: named('{ me { name } }') });
    expect(lie.errors?.[0]?.extensions).toMatchObject({ code: 'REQUEST_MALFORMED' });
    const none = await send({ extensions: { persistedQuery: { sha256Hash: 'x' } } });
    expect(none.errors?.[0]?.extensions).toMatchObject({ code: 'REQUEST_MALFORMED' });
  });

  test('is the only one that is taken, where the setting says so', async () => {
    const file = join(temporary(), 'operations.json');
    writeFileSync(file, JSON.stringify({ [sha256Hex(LISTED)]: LISTED }));
    const strict = await testGateway({
      config: await ours.config(),
      chain: door.chain,
      env: { SUYUAN_OPERATIONS: file, SUYUAN_OPERATIONS_ONLY: '1' },
    });
    try {
      expect((await send({ extensions: named(LISTED) }, strict)).data?.network.channel).toBe('suyuan');
      expect((await send({ query: LISTED }, strict)).data?.network.channel).toBe('suyuan');
      const other = await send({ query: '{ me { name } }' }, strict);
      expect(other.errors?.[0]?.extensions).toMatchObject({ code: 'OPERATION_NOT_LISTED' });
    } finally {
      await strict.stop();
    }
  });
});

describe('what does not change', () => {
  const get = (path: string) => fetch(new URL(path, door.gateway.url));

  /** As a browser asks again: `fetch` would ask for no cache with it. */
  const asAgain = (path: string, etag: string) =>
    new Promise((resolve) => {
      const headers = { 'if-none-match': etag };
      request(new URL(path, door.gateway.url), { headers }, async (response) => {
        resolve([response.statusCode, await text(response)]);
      }).end();
    });

  test.each([
    ['/ledger/blocks/1', 'immutable'],
    [`/ledger/releases/${make.releaseId(1)}`, 'no-cache'],
    [`/ledger/certificates/${make.certificateNumber(1)}`, 'no-cache'],
    ['/schemas/documents/asset%2F1', 'max-age'],
  ])('%s has an ETag, and is not sent again to who has it', async (path, cache) => {
    const first = await get(path);
    const body = await first.text();
    const etag = first.headers.get('etag') ?? '';
    expect(first.status).toBe(200);
    expect(etag).toMatch(/^"/);
    expect(first.headers.get('cache-control')).toContain(cache);
    if (path.startsWith('/ledger')) {
      expect(etag).toBe(`"sha256:${sha256Hex(body)}"`);
      expect(canonical(JSON.parse(body))).toBe(body);
    }
    expect(await asAgain(path, etag)).toEqual([304, '']);
  });

  test('shows no more than anybody may read', async () => {
    expect((await get(`/ledger/releases/${make.releaseId(2)}`)).status).toBe(404);
    const release = (await (await get(`/ledger/releases/${make.releaseId(1)}`)).json()) as { text: object };
    expect(Object.keys(release.text).sort()).toEqual(['grade', 'label', 'producedAt']);
    expect((await get('/ledger/blocks/99')).status).toBe(404);
    expect((await get('/ledger/blocks/x')).status).toBe(404);
  });
});
