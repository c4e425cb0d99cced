import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Client, resume, signIn } from '@suyuan/client';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { templateDir } from '../../gateway/src/config.ts';
import { dump, openDatabase } from '../../gateway/src/store/index.ts';
import type { Child } from '../../network/child.ts';
import { initial } from '../support/builders.ts';
import { heightOf } from '../support/chain.ts';
import { type Heard, hear } from '../support/events.ts';
import { acting } from '../support/journey.ts';
import { commandId, found, type TestNetwork, testNetwork } from '../support/network.ts';
import { identityOf } from '../support/people.ts';
import { gatewayProcess, runScript, temporaryHome } from '../support/platform.ts';
import { hasPostgres, type PostgresServer, postgresServer, withoutPostgres } from '../support/postgres.ts';
import { replayed } from '../support/projection.ts';
import { Receiver } from '../support/receiver.ts';
import { samples } from '../support/samples.ts';
import { Institution } from './support/authority.ts';
import { Chain, at as timeOf } from './support/chain.ts';
import * as make from './support/documents.ts';
import { type TestGateway, testGateway } from './support/gateway.ts';

if (!hasPostgres) console.warn(withoutPostgres);

type Block = { readonly blockAdded: { readonly number: number } };
const BLOCKS = 'subscription { blockAdded { number } }';
const numbersOf = (events: readonly Heard<Block>[]) => events.map(({ data }) => data.blockAdded.number);
const from = (first: number, until: number) => Array.from({ length: until - first }, (_, n) => first + n);
/** A lease lasts three seconds; the rest is for a busy machine. */
const TAKEN_OVER_MS = 20_000;

describe.skipIf(!hasPostgres)('several gateways on one PostgreSQL', { timeout: 120_000 }, () => {
  let server: PostgresServer;
  let database: string;
  let network: TestNetwork;
  const receiver = new Receiver();
  let hook: string;
  const act = acting(() => network);
  let leader: Child;
  let follower: Child;
  /** Li's session, opened at one gateway and spoken by at each. */
  let token: string;
  const urlOf = (gateway: Child) => String(gateway.said.url);
  const started: Child[] = [];

  const settings = (home: string, url: string) => ({
    SUYUAN_HOME: home,
    SUYUAN_CONNECTION: network.connectionFile,
    DATABASE_URL: url,
    SUYUAN_WEBHOOK_PRIVATE: '1',
    SUYUAN_TICK_SECONDS: '0',
  });
  async function start(home = network.home, url = database): Promise<Child> {
    const gateway = await gatewayProcess(home, 0, settings(home, url));
    started.push(gateway);
    return gateway;
  }
  async function leads(gateway: Child): Promise<boolean> {
    const text = await (await fetch(new URL('/metrics', urlOf(gateway)))).text();
    return /^suyuan_projection_leads 1$/m.test(text);
  }
  const li = () => identityOf(network.connection, 'li-holder');
  const at = async (gateway: Child): Promise<Client> => resume(urlOf(gateway), { token, expiresAt: '' }, await li());
  const height = () => heightOf(network.as('li-holder').network, network.connection.channel);
  /** Resolves once a gateway has read what the ledger holds now. */
  const abreast = async (gateway: Child) => {
    const last = (await height()) - 1;
    await (await at(gateway)).query(`{ block(number: ${last}, afterBlock: ${last}) { number } }`);
  };
  const submit = () =>
    act('li-holder', 'registration:submit', {
      ...samples()['registration:submit'],
      application: initial('huaxin', commandId()),
    });

  beforeAll(async () => {
    [server, network, hook] = await Promise.all([postgresServer(), testNetwork(), receiver.open()]);
    database = await server.database();
    // Both find no keys in the home, and must come out with the same.
    const [one, other] = await Promise.all([start(), start(), found(network)]);
    const led = async () => expect([await leads(one), await leads(other)].sort()).toEqual([false, true]);
    await vi.waitFor(led, { timeout: 20_000 });
    [leader, follower] = (await leads(one)) ? [one, other] : [other, one];
    token = (await signIn(urlOf(leader), await li())).token;
  }, 120_000);
  afterAll(async () => {
    await Promise.all(started.map((gateway) => gateway.kill()));
    await network?.stop();
    await server?.stop();
    receiver.close();
  });

  test('a session holds at each, wherever it was opened, and ends at all of them', async () => {
    const me = '{ me { name } }';
    expect(await (await at(follower)).query(me)).toEqual({ me: { name: 'li-holder' } });
    const other = await signIn(urlOf(follower), await li());
    const there = resume(urlOf(leader), other, await li());
    expect(await there.query(me)).toEqual({ me: { name: 'li-holder' } });
    await other.signOut();
    await expect(there.query(me)).rejects.toMatchObject({ code: 'SESSION_INVALID' });
  });

  test('the loss of the one that writes is taken over in seconds: no block, event or message is lost', async () => {
    const { subject } = await submit();
    await Promise.all([abreast(leader), abreast(follower)]);
    const watching = `mutation { createWebhook(input: { kind: CASE, subject: "${subject}", url: "${hook}" }) { id } }`;
    const { createWebhook } = await (await at(leader)).query<{ createWebhook: { id: string } }>(watching);
    const before = await height();
    const start = `${before - 1}-999999`;
    const here = await hear<Block>(urlOf(follower), BLOCKS, token, start);
    const there = await hear<Block>(urlOf(leader), BLOCKS, token, start);
    // The first message is with its receiver, which says nothing, when the gateways are left to themselves.
    receiver.statuses.push(0);
    await act('lin-acceptor', 'registration:receipt', {
      case: subject,
      documents: initial('huaxin', 'x').evidence.map(({ sha256 }) => sha256),
    });
    await receiver.has(1);
    await there.got(1);
    const load: Promise<unknown>[] = [];
    const loading = setInterval(() => load.push(submit()), 200);
    const killed = performance.now();
    await leader.kill();
    await act('lin-acceptor', 'registration:accept', { case: subject });
    const read = () =>
      abreast(follower).then(
        () => true,
        () => false,
      );
    await expect.poll(read, { timeout: TAKEN_OVER_MS }).toBe(true);
    console.log(`taken over in ${((performance.now() - killed) / 1000).toFixed(1)} s`);
    expect(await leads(follower)).toBe(true);
    clearInterval(loading);
    await Promise.all(load);
    const end = await height();
    await here.got(end - before);
    expect(numbersOf(here.events)).toEqual(from(before, end));
    // Who listened at the lost one goes on at the other after the last that came.
    await there.ended();
    const resumed = await hear<Block>(urlOf(follower), BLOCKS, token, there.events.at(-1)?.id);
    await resumed.got(end - before - there.events.length);
    expect(numbersOf([...there.events, ...resumed.events])).toEqual(from(before, end));
    await Promise.all([here.close(), resumed.close()]);
    const told = async () => {
      const { webhooks } = await (await at(follower)).query<{
        webhooks: { id: string; deliveries: { id: string; state: string }[] }[];
      }>('{ webhooks { id deliveries { id state } } }');
      return webhooks.find(({ id }) => id === createWebhook.id)?.deliveries ?? [];
    };
    await expect
      .poll(async () => (await told()).map(({ state }) => state), { timeout: 40_000 })
      .toEqual(['DELIVERED', 'DELIVERED']);
    const ids = (await told()).map(({ id }) => id).sort();
    expect([...new Set(receiver.ids())].sort()).toEqual(ids);
  });

  test('one that comes later follows; what they wrote is what the blocks say', async () => {
    const third = await start();
    expect(await (await at(third)).query('{ me { name } }')).toEqual({ me: { name: 'li-holder' } });
    const { subject } = await submit();
    const last = (await height()) - 1;
    const seen = await (await at(third)).query(`{ case(id: "${subject}", afterBlock: ${last}) { state } }`);
    expect(seen).toEqual({ case: { state: 'SUBMITTED' } });
    expect([await leads(follower), await leads(third)]).toEqual([true, false]);
    await (await at(third)).signOut();
    await expect((await at(follower)).query('{ me { name } }')).rejects.toMatchObject({ code: 'SESSION_INVALID' });
    const shared = await openDatabase({
      url: database,
      directory: join(network.home, 'none'),
      cache: templateDir(),
    });
    const lines = await Array.fromAsync(dump(shared));
    await shared.destroy();
    expect(lines).toEqual((await replayed(network.connectionFile, last)).lines);
  });

  test('a backup with wallets, taken beside them, is restored into another home and database, from which a gateway starts', async () => {
    const lis = await signIn(urlOf(follower), await li());
    const content = new TextEncoder().encode('只在本网关的来源说明');
    const { sha256 } = await lis.upload(content, { mediaType: 'text/plain' });
    await lis.query('mutation { saveView(input: { page: "cases", name: "我的案卷", content: {} }) { id } }');
    const wallets = join(network.home, 'gateway', 'wallets');
    mkdirSync(wallets, { recursive: true });
    copyFileSync(join(network.home, 'network/operators/group/people/li-holder/person.p12'), join(wallets, 'li.p12'));
    writeFileSync(join(wallets, 'li.password'), 'demonstration');
    const [home, url] = [temporaryHome('restored'), await server.database()];
    const backup = join(home, 'backup');
    const take = ['take', '--to', backup, '--wallets'];
    const taken = await runScript('gateway/src/backup/main.ts', settings(network.home, database), take);
    expect(taken.output).toMatch(/\d+ files, \d+ bytes, as of block \d+; manifest sha256:/);
    const into = { ...settings(home, url), SUYUAN_URL: 'http://localhost:1/' };
    const restore = ['restore', '--from', backup];
    const restored = await runScript('gateway/src/backup/main.ts', into, restore);
    expect([restored.code, restored.output]).toEqual([0, expect.stringContaining('restored as of block')]);
    const gateway = await start(home, url);
    const again = await signIn(urlOf(gateway), await li());
    const query = '{ me { wallet } savedViews(page: "cases") { name } webhooks { deliveries { state } } }';
    const last = (await height()) - 1;
    await again.query(`{ block(number: ${last}, afterBlock: ${last}) { number } }`);
    const seen = await again.query<{ me: object; savedViews: object[]; webhooks: { deliveries: object[] }[] }>(query);
    expect(seen).toMatchObject({ me: { wallet: true }, savedViews: [{ name: '我的案卷' }] });
    expect(seen.webhooks[0]?.deliveries).toHaveLength(2);
    const bytes = await Array.fromAsync(again.download(sha256));
    expect(Buffer.concat(bytes)).toEqual(Buffer.from(content));
    await gateway.stop();
    rmSync(home, { recursive: true, force: true });
  });

  test('an answer says up to which block it may hold what another one wrote', async () => {
    const config = await (await Institution.create('GroupMSP')).config();
    const url = await server.database();
    const chain = new Chain();
    chain.put([]);
    chain.put([make.entity('huaxin'), make.generalProfile()]);
    const behind = new Chain();
    behind.blocks.push(...chain.blocks);
    const one = await testGateway({ config, chain, env: { DATABASE_URL: url } });
    const other = await testGateway({ config, chain: behind, env: { DATABASE_URL: url } });
    await Promise.all([one.read(), other.read()]);
    const asked = async (door: TestGateway) => {
      const { data, extensions } = await door.graphql('{ entities { nodes { id } } }');
      return { ids: data.entities.nodes.map(({ id }: { id: string }) => id), asOf: extensions?.asOf };
    };
    expect(await asked(other)).toEqual({ ids: ['huaxin'], asOf: { block: 1, time: timeOf(1) } });
    chain.put([make.entity('qixiang')]);
    await one.read();
    const whole = ['huaxin', 'qixiang'];
    expect(await asked(one)).toEqual({ ids: whole, asOf: { block: 2, time: timeOf(2) } });
    // The other one has not been given that block by its peer, and asks the database for the first time since.
    const said = await other.graphql('{ entities(first: 9) { nodes { id } } }');
    expect(said.data.entities.nodes).toHaveLength(2);
    expect(said.extensions?.asOf).toEqual({ block: 1, time: timeOf(1), upTo: 2 });
    behind.blocks.push(...chain.blocks.slice(2));
    await other.read();
    expect(await asked(other)).toEqual({ ids: whole, asOf: { block: 2, time: timeOf(2) } });
    await Promise.all([one.stop(), other.stop()]);
  });
});
