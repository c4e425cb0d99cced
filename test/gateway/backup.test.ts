import { createHash } from 'node:crypto';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fromPem, signIn } from '@suyuan/client';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { askGateway } from '../../gateway/src/backup/ask.ts';
import { checkBackup, writeManifest } from '../../gateway/src/backup/manifest.ts';
import { restoreBackup } from '../../gateway/src/backup/restore.ts';
import { takeBackup } from '../../gateway/src/backup/take.ts';
import { templateDir } from '../../gateway/src/config.ts';
import { KEPT, openDatabase, PASSING } from '../../gateway/src/store/index.ts';
import { type Holder, Institution } from './support/authority.ts';
import { Chain } from './support/chain.ts';
import * as make from './support/documents.ts';
import { type TestGateway, temporary, testConfig, testGateway } from './support/gateway.ts';

const homes: string[] = [];
const folder = () => {
  homes.push(temporary());
  return homes.at(-1) ?? '';
};
const PGLITE = { DATABASE_URL: '' };
const content = new TextEncoder().encode('来源说明 of what nobody else has');
const sha256 = `sha256:${createHash('sha256').update(content).digest('hex')}`;

let ours: Institution;
let door: TestGateway;
let machine: Holder;
let li: Holder;
let backup: string;
let mine: { certificate: string; key: string };

const VIEWS = '{ savedViews(page: "cases") { name } webhooks { kind subject } }';
const start = async (home: string, chain: Chain) =>
  testGateway({ config: await ours.config(), chain, home, env: PGLITE, keeper: machine });
const restoring = (home: string, genesis = door.chain.blocks[0]?.hash ?? '', replace = false) => ({
  config: testConfig(home, PGLITE),
  keeper: mine,
  genesis: async () => genesis,
  replace,
});

beforeAll(async () => {
  ours = await Institution.create('GroupMSP');
  li = await ours.person('li', 'huaxin');
  machine = await ours.person('gateway', 'huaxin', '', {
    attributes: { 'suyuan.entity': 'huaxin', 'suyuan.duty': 'gateway' },
  });
  mine = { certificate: machine.certificate, key: machine.keyPem };
  const chain = new Chain();
  chain.put([]);
  chain.put([make.entity('huaxin'), make.generalProfile()]);
  chain.put([make.asset(1, 'huaxin', { state: 'applied' }), make.caseFile(1, 'huaxin')]);
  door = await start(folder(), chain);
  await door.read();
  const token = await door.signIn(li);
  const said = await door.graphql(
    `mutation ($view: SavedViewInput!, $hook: WebhookInput!) { saveView(input: $view) { id } createWebhook(input: $hook) { id } }`,
    {
      view: { page: 'cases', name: '我的案卷', content: {} },
      hook: { kind: 'CASE', subject: make.caseId(1), url: 'https://example.org/hook' },
    },
    token,
  );
  expect(said.errors).toBeUndefined();
  const client = await signIn(door.gateway.url, await fromPem(li.certificate, li.keyPem));
  await client.upload(content, { mediaType: 'text/plain' });
  backup = join(folder(), 'backup');
  await takeBackup(backup, {
    config: door.gateway.services.config,
    msp: 'GroupMSP',
    keeper: mine,
    wallets: false,
    copyLocal: (file) => askGateway(door.gateway.url, mine, file),
  });
});
afterAll(async () => {
  await door.stop();
  for (const home of homes) rmSync(home, { recursive: true, force: true });
});

describe('a backup of a gateway that runs', () => {
  test('is whole, and names the channel, the block and the migration that it is of', async () => {
    const manifest = await checkBackup(backup);
    expect(manifest).toMatchObject({ msp: 'GroupMSP', genesis: door.chain.blocks[0]?.hash, block: 2 });
    const paths = manifest.files.map(({ path }) => path);
    expect(paths).toContain('local.ndjson');
    expect(paths).toContain('secrets/commitment.key');
    expect(paths.filter((path) => path.startsWith('documents/objects/'))).toHaveLength(2);
    expect(paths.filter((path) => path.startsWith('wallets/'))).toEqual([]);
  });

  test('is given to who runs it alone, and from this machine', async () => {
    const ask = (holder: Holder) =>
      askGateway(door.gateway.url, { certificate: holder.certificate, key: holder.keyPem }, join(folder(), 'x'));
    await expect(ask(li)).rejects.toThrow('OPERATOR_EDGE');
    const token = await door.signIn(machine);
    const afar = { authorization: `Bearer ${token}`, 'x-forwarded-for': '203.0.113.7' };
    const answer = await fetch(new URL('/operator/backup', door.gateway.url), { method: 'POST', headers: afar });
    expect(answer.status).toBe(403);
  });

  test('has every table of the gateway’s own that is not passing', async () => {
    const database = await openDatabase({ url: undefined, directory: join(folder(), 'pg'), cache: templateDir() });
    const { rows } = await sql<{ name: string }>`select 'local.' || table_name as name from information_schema.tables
      where table_schema = 'local'`.execute(database);
    await database.destroy();
    expect(rows.map(({ name }) => name).sort()).toEqual([...KEPT, ...PASSING].sort());
  });
});

describe('what is restored into a fresh home', () => {
  test('are views, webhooks and documents; the projection is read anew, and nobody is signed in', async () => {
    const home = folder();
    await restoreBackup(backup, restoring(home));
    const again = await start(home, door.chain);
    await again.read();
    const former = await door.signIn(li);
    expect((await again.graphql(VIEWS, {}, former)).errors?.[0]?.extensions.code).toMatch(/^SESSION/);
    const answer = await again.graphql(VIEWS, {}, await again.signIn(li));
    expect(answer.data).toEqual({
      savedViews: [{ name: '我的案卷' }],
      webhooks: [{ kind: 'CASE', subject: make.caseId(1) }],
    });
    const client = await signIn(again.gateway.url, await fromPem(li.certificate, li.keyPem));
    expect(new Uint8Array(Buffer.concat(await Array.fromAsync(client.download(sha256))))).toEqual(content);
    await again.stop();
    await expect(restoreBackup(backup, restoring(home))).rejects.toThrow('--replace');
    await restoreBackup(backup, restoring(home, undefined, true));
  });

  test('is opened where the gateway has another identity by now', async () => {
    const home = folder();
    const next = await ours.person('gateway', 'huaxin', '');
    await restoreBackup(backup, { ...restoring(home), keeper: { certificate: next.certificate, key: next.keyPem } });
    const again = await testGateway({
      config: await ours.config(),
      chain: door.chain,
      home,
      env: PGLITE,
      keeper: next,
    });
    await again.read();
    const client = await signIn(again.gateway.url, await fromPem(li.certificate, li.keyPem));
    expect(new Uint8Array(Buffer.concat(await Array.fromAsync(client.download(sha256))))).toEqual(content);
    await again.stop();
  });
});

describe('a restore refuses', () => {
  const spoiled = (path: string, spoil: (bytes: Buffer) => void) => {
    const copy = join(folder(), 'copy');
    cpSync(backup, copy, { recursive: true });
    const bytes = readFileSync(join(copy, path));
    spoil(bytes);
    writeFileSync(join(copy, path), bytes);
    return copy;
  };
  const flip = (bytes: Buffer) => {
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
  };

  test('a byte that was changed, in any file and in the manifest', async () => {
    const { files } = await checkBackup(backup);
    for (const path of [...files.map((file) => file.path), 'manifest.json']) {
      const copy = spoiled(path, flip);
      await expect(restoreBackup(copy, restoring(folder())), path).rejects.toThrow(/damaged/);
    }
    await expect(restoreBackup(folder(), restoring(folder()))).rejects.toThrow('no backup');
  });

  test('another channel, and a newer version', async () => {
    await expect(restoreBackup(backup, restoring(folder(), 'another'))).rejects.toThrow('another channel');
    const { digest: _, ...body } = await checkBackup(backup);
    const copy = spoiled('manifest.json', () => undefined);
    rmSync(join(copy, 'manifest.json'));
    const { schema: __, ...said } = body;
    await writeManifest(copy, { ...said, migration: '999-of-tomorrow' });
    await expect(restoreBackup(copy, restoring(folder()))).rejects.toThrow('newer version');
  });
});
