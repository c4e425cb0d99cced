import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { sealAsset } from '@suyuan/client';
import { canonical, type Erasure, sha256Hex } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { assetText } from '../support/builders.ts';
import { type Holder, Institution } from './support/authority.ts';
import { at, Chain, tx } from './support/chain.ts';
import * as make from './support/documents.ts';
import { assetId } from './support/documents.ts';
import { type TestGateway, temporary, testGateway } from './support/gateway.ts';
import { namedVault, opening, restrictedAsset, vaultWrites } from './support/vaults.ts';

const SECRET = '绝密标题-of-a-vault';
const home = temporary();
const folder = join(home, 'gateway/documents');
const chain = new Chain();
let ours: Institution;
let door: TestGateway;
const people: Record<string, Holder> = {};
const tokens: Record<string, string> = {};

const descriptor = { ...assetText('huaxin').descriptor, title: { zh: SECRET } };
const sealed = () => sealAsset(assetText('huaxin', { descriptor }));
const [stays, goes, goesLater] = [sealed(), sealed(), sealed()];
const all = [stays, goes, goesLater];
const writes = all.flatMap(({ vault, fields }) => vaultWrites(vault, fields));

/** A gateway on the same home and chain, whose peer delivers some private values. */
async function start(delivered: typeof writes): Promise<void> {
  door = await testGateway({
    config: await ours.config(),
    chain,
    env: { SUYUAN_HOME: home },
    ledger: {
      async *privateBlocks(_from, signal) {
        yield { number: 1, writes: delivered };
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      },
    },
  });
  await door.read();
  for (const name of Object.keys(people)) tokens[name] = await door.signIn(people[name] as Holder);
}

const has = (sha256 = '') => door.gateway.services.documents.has(sha256);
const keptOf = async ({ sealed }: typeof stays) =>
  (await Promise.all(Object.values(sealed.commitments).map((sha256) => has(sha256)))).filter(Boolean).length;
const FIELDS = Object.keys(stays.fields).length;
const eventually = (look: () => Promise<void>) => vi.waitFor(look, { timeout: 20_000, interval: 50 });

/** The block in which a vault is purged, as the peers carry it out. */
function purge({ vault, fields }: typeof stays): void {
  const names = Object.keys(fields);
  const erasure: Erasure = {
    schema: 'erasure/1',
    vault,
    host: 'GroupMSP',
    entity: 'huaxin',
    fields: names,
    storedAt: at(0),
    reason: '清除',
    by: { msp: 'GroupMSP', entity: 'huaxin', person: 'li' },
    purgedIn: tx(chain.height),
    time: at(chain.height),
  };
  const keys = [`vault/${vault}`, ...names.map((field) => `vault/${vault}/${field}`)];
  chain.put([{ key: `erasure/${vault}/GroupMSP`, document: erasure }], { erased: keys.map(sha256Hex) });
}

const text = async (who: string, n: number) => {
  const query = `{ asset(id: "${assetId(n)}") { text { descriptor { title { zh } } } } }`;
  return (await door.graphql(query, {}, tokens[who])).data.asset.text;
};

beforeAll(async () => {
  ours = await Institution.create('GroupMSP');
  for (const [name, entity] of [
    ['li', 'huaxin'],
    ['wang', 'qixiang'],
    ['feng', 'e1'],
  ] as const)
    people[name] = await ours.person(name, entity, 'holder');
  chain.put([]);
  chain.put([...['huaxin', 'qixiang', 'e1'].map((entity) => make.entity(entity)), make.generalProfile()]);
  for (const [n, { vault, sealed }] of all.entries())
    chain.put([restrictedAsset(n + 1, vault, sealed.commitments), namedVault(n + 1, vault, sealed.commitments)]);
  chain.put([opening(stays.vault, 'qixiang', { fields: ['title'] })]);
  await start(writes);
});
afterAll(async () => {
  await door.stop();
  rmSync(home, { recursive: true, force: true });
});

/** Every file under the documents, as text. */
const onDisk = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'));

describe('values of the own peer’s vaults', () => {
  test('are kept among the documents, each under its commitment, sealed', async () => {
    for (const vault of all) await eventually(async () => expect(await keptOf(vault)).toBe(FIELDS));
    const [salted] = Object.values(stays.fields);
    const marker = Buffer.from(SECRET).toString('latin1');
    expect(onDisk().length).toBeGreaterThan(2 * 3 * FIELDS);
    expect(onDisk().some((file) => file.includes(marker) || file.includes(salted?.salt ?? '–'))).toBe(false);
  });

  test('are read back by their own entity as documents, and by nobody who knows but the digest', async () => {
    const { title } = stays.sealed.commitments;
    const get = (who: string) =>
      fetch(new URL(`/documents/${title}`, door.gateway.url), { headers: { authorization: `Bearer ${tokens[who]}` } });
    expect(await (await get('li')).text()).toBe(canonical([stays.fields.title?.salt, 'title', { zh: SECRET }]));
    for (const who of ['wang', 'feng']) expect((await get(who)).status).toBe(403);
  });

  test('go from there when a block purges them, and the others stay', async () => {
    purge(goes);
    await door.read();
    await eventually(async () => expect(await keptOf(goes)).toBe(0));
    expect(await keptOf(stays)).toBe(FIELDS);
    expect(await text('li', 2)).toBeNull();
    expect(await text('li', 3)).toEqual({ descriptor: { title: { zh: SECRET } } });
  });
});

describe('on the day the host’s peer is lost, and the database with it', () => {
  beforeAll(async () => {
    await door.stop();
    rmSync(join(home, 'gateway/pg'), { recursive: true });
    await start([]);
  });

  test('they are shown out of the documents to who may read them, and to nobody else', async () => {
    expect(await door.gateway.services.vaults.held(stays.vault)).toBeUndefined();
    for (const who of ['li', 'wang']) expect(await text(who, 1)).toEqual({ descriptor: { title: { zh: SECRET } } });
    expect(await text('feng', 1)).toBeNull();
    const query = `{ vault(id: "${stays.vault}") { values } }`;
    expect((await door.graphql(query, {}, tokens.li)).data.vault.values).toEqual(stays.fields);
  });

  test('a purge takes them out of the documents all the same', async () => {
    expect(await keptOf(goesLater)).toBe(FIELDS);
    purge(goesLater);
    await door.read();
    await eventually(async () => expect(await keptOf(goesLater)).toBe(0));
    expect(await text('li', 3)).toBeNull();
    expect(await keptOf(stays)).toBe(FIELDS);
  });
});
