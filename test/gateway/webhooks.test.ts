import { createPublicKey, verify } from 'node:crypto';
import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { checkTarget, isPublic } from '../../gateway/src/webhooks/index.ts';
import { Receiver } from '../support/receiver.ts';
import { Institution } from './support/authority.ts';
import { Chain } from './support/chain.ts';
import * as make from './support/documents.ts';
import { type TestGateway, temporary, testGateway } from './support/gateway.ts';

let ours: Institution;
let door: TestGateway;
let li: string;

const receiver = new Receiver();
let url: string;
const home = temporary();

/** A gateway of that home, over the same chain. */
const start = async (chain: Chain) => {
  const env = { SUYUAN_WEBHOOK_PRIVATE: '1', SUYUAN_WEBHOOK_SECONDS: '1' };
  return testGateway({ config: await ours.config(), chain, env, home });
};

beforeAll(async () => {
  ours = await Institution.create('GroupMSP');
  const chain = new Chain();
  chain.put([]);
  chain.put([make.entity('huaxin'), make.entity('qixiang'), make.generalProfile()]);
  chain.put([
    make.asset(1, 'huaxin', { state: 'applied' }),
    make.caseFile(1, 'huaxin'),
    make.agreement(1, 'huaxin', 'qixiang'),
  ]);
  url = await receiver.open();
  door = await start(chain);
  await door.read();
  li = await door.signIn(await ours.person('li', 'huaxin', 'holder'));
});
afterAll(async () => {
  await door.stop();
  receiver.close();
  rmSync(home, { recursive: true, force: true });
});

const create = (kind: string, subject: string, token = li, target = url) =>
  door.graphql(
    'mutation ($input: WebhookInput!) { createWebhook(input: $input) { id kind } }',
    { input: { kind, subject, url: target } },
    token,
  );
const list = async () =>
  (await door.graphql('{ webhooks { id kind deliveries { id block state attempts status } } }', {}, li)).data.webhooks;

describe('a webhook', () => {
  test('is told, signed, of what happens to the asset, case or licence that it watches', async () => {
    await create('ASSET', make.assetId(1));
    await create('CASE', make.caseId(1));
    await create('LICENCE', make.agreementId(1));
    door.chain.put([make.release(1, 'huaxin'), make.asset(2, 'huaxin')]);
    door.chain.put([make.caseFile(1, 'huaxin', { state: 'accepted' }), make.agreement(1, 'huaxin', 'qixiang')]);
    await door.read();
    await receiver.has(3);
    const pem = (await door.graphql('{ webhookKey }')).data.webhookKey;
    for (const { headers, body } of receiver.got) {
      const [, signature] = /^v1a,(.+)$/.exec(String(headers['webhook-signature'])) ?? [];
      const signed = Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`);
      expect(verify(null, signed, createPublicKey(pem), Buffer.from(signature ?? '', 'base64'))).toBe(true);
    }
    expect(receiver.got.map(({ body }) => JSON.parse(body).type).sort()).toEqual([
      'asset.changed',
      'case.changed',
      'licence.changed',
    ]);
    const asset = receiver.got.map(({ body }) => JSON.parse(body)).find(({ type }) => type === 'asset.changed');
    expect(asset.data).toMatchObject({ subject: make.assetId(1), schema: 'release/1', block: 3 });
  });

  test('is told again until it answers, under the same id, and follows no redirection', async () => {
    const before = receiver.got.length;
    receiver.statuses.push(500, 302);
    door.chain.put([make.caseFile(1, 'huaxin', { state: 'in_review' })]);
    await door.read();
    await receiver.has(before + 3);
    const [first, second, third] = receiver.ids().slice(before);
    expect([second, third]).toEqual([first, first]);
    await vi.waitFor(async () => {
      const all = (await list()).flatMap(({ deliveries }: { deliveries: object[] }) => deliveries);
      expect(all).toContainEqual(
        expect.objectContaining({ id: first, state: 'DELIVERED', attempts: 3, status: '200' }),
      );
    });
  });

  test('loses none and doubles none over a restart, and replays from a block', async () => {
    const hook = (await list()).find(({ kind }: { kind: string }) => kind === 'CASE');
    const before = receiver.ids();
    receiver.statuses.push(503, 503);
    door.chain.put([make.caseFile(1, 'huaxin', { state: 'in_publicity' })]);
    await door.read();
    await receiver.has(before.length + 1);
    // One message waits, and one block comes while nobody serves.
    await door.stop();
    door.chain.put([make.caseFile(1, 'huaxin', { state: 'issued' })]);
    receiver.statuses.length = 0;
    door = await start(door.chain);
    await door.read();
    const fresh = () => new Set(receiver.ids()).size - new Set(before).size;
    await vi.waitFor(() => expect(fresh()).toBe(2), { timeout: 10_000 });
    const waiting = async () =>
      (await list()).flatMap(({ deliveries }: { deliveries: { state: string }[] }) => deliveries);
    await vi.waitFor(
      async () => expect((await waiting()).every(({ state }: { state: string }) => state === 'DELIVERED')).toBe(true),
      { timeout: 10_000 },
    );
    const told = receiver.got.length;
    const replay = 'mutation ($id: ID!) { replayWebhook(id: $id, fromBlock: 0) }';
    const sent = (await door.graphql(replay, { id: hook.id }, li)).data.replayWebhook;
    expect(sent).toBe(4);
    await receiver.has(told + sent);
    expect(fresh()).toBe(2);
  });

  test('watches only what its owner may see, and is its own alone', async () => {
    const wang = await door.signIn(await ours.person('wang', 'qixiang', 'holder'));
    const hidden = await create('ASSET', make.assetId(1), wang);
    expect(hidden.errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND', field: 'input.subject' });
    const [first] = await list();
    const remove = (token: string) =>
      door.graphql('mutation ($id: ID!) { deleteWebhook(id: $id) }', { id: first.id }, token);
    expect((await remove(wang)).errors?.[0]?.extensions).toMatchObject({ code: 'NOT_FOUND' });
    expect((await remove(li)).data.deleteWebhook).toBe(true);
    expect(await list()).toHaveLength(2);
  });

  test('is told nothing any more when its entity has left', async () => {
    const before = receiver.got.length;
    door.chain.put([make.entity('huaxin', { state: 'left' })]);
    door.chain.put([make.caseFile(1, 'huaxin', { state: 'issued' })]);
    await door.read();
    const { store } = door.gateway.services.webhooks;
    await vi.waitFor(async () => expect(await store.position(0)).toBe(door.chain.height - 1));
    door.chain.put([make.entity('huaxin')]);
    door.chain.put([make.agreement(1, 'huaxin', 'qixiang')]);
    await door.read();
    await receiver.has(before + 1);
    expect(receiver.got.slice(before).map(({ body }) => JSON.parse(body).type)).toEqual(['licence.changed']);
  });

  test('is told of a certificate, and of who recognises it, to a registrar that watches it', async () => {
    door.chain.put([make.entity('south-registry', { roles: ['registrar'] }), make.certificate(2, 'huaxin')]);
    await door.read();
    const he = await door.signIn(await ours.person('he', 'south-registry', 'registrar'));
    expect((await create('CERTIFICATE', make.certificateNumber(2), he)).errors).toBeUndefined();
    const before = receiver.got.length;
    door.chain.put([make.recognition(2)]);
    door.chain.put([make.certificate(2, 'huaxin', { state: 'suspended' }), make.certificate(3, 'huaxin')]);
    await door.read();
    await receiver.has(before + 2);
    const told = receiver.got.slice(before).map(({ body }) => JSON.parse(body));
    expect(told.map(({ type, data }) => [type, data.subject, data.schema]).sort()).toEqual([
      ['certificate.changed', make.certificateNumber(2), 'certificate/1'],
      ['certificate.changed', make.certificateNumber(2), 'recognition/1'],
    ]);
  });
});

describe('where a webhook may go', () => {
  test.each([
    'http://example.org/',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://10.1.2.3/',
    'https://a:b@c.org/',
    'x',
  ])('not to %s', (target) => {
    expect(() => checkTarget(target, false)).toThrow();
  });

  test('is public, by address', () => {
    expect(['8.8.8.8', '2606:4700::1111'].map(isPublic)).toEqual([true, true]);
    const closed = [
      '169.254.169.254',
      '192.168.1.1',
      '100.64.0.1',
      'fe80::1',
      'fc00::1',
      '::ffff:127.0.0.1',
      '2002::1',
    ];
    expect(closed.filter(isPublic)).toEqual([]);
    expect(checkTarget('https://example.org/hook', false).href).toBe('https://example.org/hook');
  });
});
