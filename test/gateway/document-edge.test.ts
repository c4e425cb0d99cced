import { createHash, randomBytes } from 'node:crypto';
import { type Client, fromPem, SuyuanError, signIn } from '@suyuan/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHUNK } from '../../gateway/src/documents/sealing.ts';
import { initial } from '../support/builders.ts';
import { cuttingProxy } from '../support/cutting-proxy.ts';
import { type Holder, Institution } from './support/authority.ts';
import * as documents from './support/documents.ts';
import { type TestGateway, testGateway } from './support/gateway.ts';

const digest = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const bytesOf = (size: number) => new Uint8Array(randomBytes(size));
const content = bytesOf(3 * CHUNK + 777);
const sha256 = digest(content);

let gateway: TestGateway;
let people: Record<'li' | 'wang' | 'lin' | 'he' | 'qian' | 'machine', Holder>;
let li: Client;

const joined = (parts: Uint8Array[]) => Buffer.concat(parts);
const as = async (holder: Holder, url = gateway.gateway.url) =>
  signIn(url, await fromPem(holder.certificate, holder.keyPem));

beforeAll(async () => {
  const group = await Institution.create('GroupMSP');
  const env = {
    SUYUAN_DOCUMENT_BYTES: String(20 * CHUNK),
    SUYUAN_DOCUMENT_ENTITY_BYTES: String(30 * CHUNK),
    SUYUAN_DOCUMENT_UPLOADS: '3',
    SUYUAN_DOCUMENT_WAIT_MS: '50',
  };
  gateway = await testGateway({ config: await group.config(), env });
  const [li_, wang, lin, he, qian, machine] = await Promise.all([
    group.person('li', 'huaxin'),
    group.person('wang', 'qixiang'),
    group.person('lin', 'registry', 'registrar'),
    group.person('he', 'south-registry', 'registrar'),
    group.person('qian', 'regulator', 'regulator'),
    group.person('gateway', 'huaxin', '', { attributes: { 'suyuan.entity': 'huaxin', 'suyuan.duty': 'gateway' } }),
  ]);
  people = { li: li_, wang, lin, he, qian, machine };
  const named = {
    kind: 'source-statement' as const,
    name: '来源说明.pdf',
    sha256,
    size: content.length,
    mediaType: 'application/pdf',
  };
  const application = initial('huaxin', 'a.json', { evidence: [named] });
  gateway.chain.put([documents.entity('huaxin'), documents.generalProfile()]);
  gateway.chain.put([documents.entity('qixiang'), documents.entity('registry', { roles: ['registrar'] })]);
  gateway.chain.put([
    documents.entity('south-registry', { roles: ['registrar'] }),
    documents.entity('regulator', { roles: ['regulator'] }),
  ]);
  const involved = ['huaxin', 'qixiang', 'south-registry', 'registry'];
  // Another entity read the digest on the ledger and names it as its own.
  gateway.chain.put([documents.caseFile(3, 'qixiang', { application })]);
  gateway.chain.put([documents.caseFile(4, 'huaxin', { application, passedBy: ['south-registry'], involved })]);
  await gateway.read();
  li = await as(people.li);
}, 120_000);
afterAll(() => gateway.stop());

const send = (path: string, init: RequestInit, token?: string) =>
  fetch(new URL(path, gateway.gateway.url), {
    ...init,
    headers: {
      'content-type': 'application/json',
      ...init.headers,
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
  });
const announce = async (body: object, token?: string) => {
  const answer = await send('/documents', { method: 'POST', body: JSON.stringify(body) }, token);
  return {
    status: answer.status,
    body: (await answer.json()) as { upload: string; error: { code: string; field?: string; params: object } },
  };
};
const facts = (bytes: Uint8Array, change: object = {}) => ({
  sha256: digest(bytes),
  size: bytes.length,
  mediaType: 'text/plain',
  ...change,
});

describe('an upload over HTTP', () => {
  it('is for members alone, of what the gateway takes', async () => {
    const small = facts(bytesOf(10));
    expect(await announce(small)).toMatchObject({ status: 401, body: { error: { code: 'ACCESS_SIGN_IN' } } });
    expect(await announce({ ...small, size: -1 }, li.token)).toMatchObject({
      status: 400,
      body: { error: { field: 'body' } },
    });
    expect(await announce({ ...small, mediaType: 'text/html' }, li.token)).toMatchObject({
      status: 415,
      body: { error: { code: 'DOCUMENT_TYPE', field: 'mediaType' } },
    });
    expect(await announce({ ...small, size: 21 * CHUNK }, li.token)).toMatchObject({
      status: 413,
      body: { error: { code: 'DOCUMENT_SIZE', params: { limit: 20 * CHUNK } } },
    });
  });

  it('has a quota for each entity, of what it has and what is coming', async () => {
    const wang = await as(people.wang);
    const first = await announce(facts(bytesOf(1), { size: 20 * CHUNK }), wang.token);
    expect(first.status).toBe(201);
    expect(await announce(facts(bytesOf(1), { size: 11 * CHUNK }), wang.token)).toMatchObject({
      status: 413,
      body: { error: { code: 'DOCUMENT_QUOTA', params: { used: 20 * CHUNK, limit: 30 * CHUNK } } },
    });
    const second = await announce(facts(bytesOf(1)), wang.token);
    const third = await announce(facts(bytesOf(1)), wang.token);
    expect(await announce(facts(bytesOf(1)), wang.token)).toMatchObject({
      status: 429,
      body: { error: { code: 'DOCUMENT_UPLOADS' } },
    });
    expect((await send(`/documents/uploads/${first.body.upload}`, {}, li.token)).status).toBe(404);
    for (const { body } of [first, second, third])
      expect((await send(`/documents/uploads/${body.upload}`, { method: 'DELETE' }, wang.token)).status).toBe(204);
    expect((await announce(facts(bytesOf(1)), wang.token)).status).toBe(201);
  });

  it('says where it stands, and takes nothing from anywhere else', async () => {
    const bytes = bytesOf(CHUNK + 10);
    const { upload } = (await announce(facts(bytes), li.token)).body;
    const path = `/documents/uploads/${upload}`;
    const patch = (offset: string, body: Uint8Array<ArrayBuffer>) =>
      send(
        path,
        { method: 'PATCH', headers: { 'upload-offset': offset, 'content-type': 'application/octet-stream' }, body },
        li.token,
      );
    expect(await (await patch('7', bytes)).json()).toMatchObject({
      error: { code: 'DOCUMENT_OFFSET', params: { offset: 0 } },
    });
    expect(await (await patch('x', bytes)).json()).toMatchObject({
      error: { code: 'REQUEST_MALFORMED', field: 'upload-offset' },
    });
    const part = await patch('0', bytes.slice(0, CHUNK + 5));
    expect([part.status, part.headers.get('upload-offset')]).toEqual([204, String(CHUNK)]);
    expect(await (await send(path, {}, li.token)).json()).toEqual({ upload, offset: CHUNK });
    const whole = await patch(String(CHUNK), bytes.slice(CHUNK));
    expect(whole.status).toBe(201);
    expect(await whole.json()).toEqual({ document: facts(bytes) });
    expect((await send(path, {}, li.token)).status).toBe(404);
  });

  it('of other content than announced is refused as a whole', async () => {
    const { upload } = (await announce(facts(bytesOf(5)), li.token)).body;
    const answer = await send(
      `/documents/uploads/${upload}`,
      {
        method: 'PATCH',
        headers: { 'upload-offset': '0', 'content-type': 'application/octet-stream' },
        body: bytesOf(5),
      },
      li.token,
    );
    expect(answer.status).toBe(422);
    expect(await answer.json()).toMatchObject({
      error: { code: 'DOCUMENT_DIGEST', zh: expect.any(String), en: expect.any(String) },
    });
  });

  it('by the client goes on after each break of the connection, and so does the download', async () => {
    const bytes = bytesOf(12 * CHUNK + 99);
    const proxy = await cuttingProxy(Number(new URL(gateway.gateway.url).port), [2 * CHUNK, 5 * CHUNK]);
    const there = await as(people.li, `http://127.0.0.1:${proxy.port}/`);
    const seen: number[] = [];
    expect(await there.upload(bytes, { mediaType: 'text/csv', onProgress: (at) => seen.push(at) })).toEqual(
      facts(bytes, { mediaType: 'text/csv' }),
    );
    expect(proxy.cut).toBe(2);
    expect(seen.at(-1)).toBe(bytes.length);
    proxy.close();
    const back = await cuttingProxy(Number(new URL(gateway.gateway.url).port), [3 * CHUNK, 4 * CHUNK]);
    const again = await as(people.li, `http://127.0.0.1:${back.port}/`);
    expect(joined(await Array.fromAsync(again.download(digest(bytes)))).equals(bytes)).toBe(true);
    expect(back.cut).toBe(2);
    back.close();
    expect(await li.upload(bytes, { mediaType: 'text/csv' })).toMatchObject({ sha256: digest(bytes) });
  }, 30_000);

  it('of an empty document is whole at once', async () => {
    const empty = await li.upload(new Uint8Array(), { mediaType: 'text/plain' });
    expect(await Array.fromAsync(li.download(empty.sha256))).toEqual([]);
  });
});

describe('a document', () => {
  const query = `{ case(id: "${documents.caseId(4)}") { application { evidence { name held link } } } }`;

  it('that is not here yet is away, for who has the right to it', async () => {
    const { data } = await gateway.graphql(query, {}, li.token);
    expect(data.case.application.evidence).toEqual([
      { name: '来源说明.pdf', held: false, link: `/documents/${sha256}` },
    ]);
    const answer = await send(`/documents/${sha256}`, {}, li.token);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '3']);
    expect(await answer.json()).toMatchObject({ error: { code: 'DOCUMENT_AWAY' } });
  });

  it('is for those to whom the ledger gives it', async () => {
    await li.upload(content, { mediaType: 'application/pdf' });
    for (const name of ['li', 'lin', 'qian'] as const) {
      const got = await Array.fromAsync((await as(people[name])).download(sha256));
      expect(joined(got).equals(content), name).toBe(true);
    }
    for (const name of ['wang', 'he'] as const) {
      const failed = Array.fromAsync((await as(people[name])).download(sha256));
      await expect(failed).rejects.toThrowError(SuyuanError);
      await expect(failed).rejects.toMatchObject({ code: 'DOCUMENT_RIGHT' });
    }
    const { data } = await gateway.graphql(query, {}, li.token);
    expect(data.case.application.evidence[0].held).toBe(true);
  });

  it('does not tell whether it is here to who has no right to it, nor gives it for its digest alone', async () => {
    const he = await as(people.he);
    const refusals = await Promise.all(
      [sha256, digest(Buffer.of(1))].map(async (one) => (await send(`/documents/${one}`, {}, he.token)).status),
    );
    expect(refusals).toEqual([403, 403]);
    expect((await announce(facts(content), he.token)).body.upload).toMatch(/^[0-9a-f]{32}$/);
    expect((await send(`/documents/${sha256}`, {}, undefined)).status).toBe(401);
    expect((await send('/documents/sha256:1', {}, li.token)).status).toBe(400);
  });

  it('is an entity’s by its content, never by naming its digest', async () => {
    const wang = await as(people.wang);
    await expect(Array.fromAsync(wang.download(sha256))).rejects.toMatchObject({ code: 'DOCUMENT_RIGHT' });
    await wang.upload(content, { mediaType: 'application/pdf' });
    expect(joined(await Array.fromAsync(wang.download(sha256))).equals(content)).toBe(true);
  });

  it('comes in ranges', async () => {
    const get = async (headers: Record<string, string>, method = 'GET') => {
      const answer = await send(`/documents/${sha256}`, { method, headers }, li.token);
      return { status: answer.status, headers: answer.headers, bytes: Buffer.from(await answer.arrayBuffer()) };
    };
    const part = await get({ range: `bytes=${CHUNK - 5}-${CHUNK + 4}` });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes ${CHUNK - 5}-${CHUNK + 4}/${content.length}`);
    expect(part.bytes.equals(content.subarray(CHUNK - 5, CHUNK + 5))).toBe(true);
    expect((await get({ range: 'bytes=-3' })).bytes.equals(content.subarray(-3))).toBe(true);
    expect(await get({ range: `bytes=${content.length}-` })).toMatchObject({ status: 416 });
    expect((await get({ range: 'bytes=0-1', 'if-range': '"other"' })).status).toBe(200);
    const head = await get({}, 'HEAD');
    expect([head.status, head.headers.get('content-length'), head.bytes.length]).toEqual([
      200,
      String(content.length),
      0,
    ]);
    expect(head.headers.get('content-type')).toBe('application/pdf');
    expect(head.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(head.headers.get('content-disposition')).toContain(encodeURIComponent('来源说明.pdf'));
  });

  it('that is a value of another part is kept for its entity and for whoever it is sealed to besides', async () => {
    const value = Buffer.from('["salt","price",100]');
    const { documents: store } = gateway.gateway.services;
    const about = { entity: 'huaxin', mediaType: 'application/json', recipients: [people.qian.certificate] };
    const address = await store.keepValue(value, about);
    expect(address).toBe(digest(value));
    expect(await store.keepValue(value, about)).toBe(address);
    expect(await store.value(address)).toEqual(value);
    expect(await store.value(digest(Buffer.of(7)))).toBeUndefined();
    expect(joined(await Array.fromAsync(li.download(address)))).toEqual(value);
    await expect(Array.fromAsync((await as(people.wang)).download(address))).rejects.toMatchObject({
      code: 'DOCUMENT_RIGHT',
    });
    const record = await (await send(`/documents/${address}`, { method: 'HEAD' }, li.token)).headers.get(
      'content-type',
    );
    expect(record).toBe('application/json');
  });

  it('goes sealed to no one but gateways', async () => {
    const machine = await as(people.machine);
    const answer = await send(`/peer/documents/${sha256}`, {}, machine.token);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ schema: 'sealed/1', size: content.length });
    expect(await (await send(`/peer/documents/${sha256}`, {}, li.token)).json()).toMatchObject({
      error: { code: 'DOCUMENT_PEER' },
    });
    expect((await send(`/peer/documents/${sha256}`, {})).status).toBe(401);
    expect((await send(`/peer/documents/${digest(Buffer.of(9))}`, {}, machine.token)).status).toBe(403);
  });
});
