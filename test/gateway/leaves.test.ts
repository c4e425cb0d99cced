import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { includes, leafIds, leafNumber } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { templateDir } from '../../gateway/src/config.ts';
import { followLeaves, readLeaves } from '../../gateway/src/leaves/index.ts';
import { makeLog } from '../../gateway/src/log.ts';
import { openProjector } from '../../gateway/src/projector/index.ts';
import { type Database, dump, LeafStore, openDatabase } from '../../gateway/src/store/index.ts';
import { madeBatch } from '../support/batches.ts';
import { profile } from '../support/builders.ts';
import { at, Chain } from './support/chain.ts';
import { asset, certificate, certificateNumber, entity } from './support/documents.ts';
import { fakeLedger } from './support/fake-ledger.ts';
import { type TestGateway, temporary, testGateway } from './support/gateway.ts';
import { batchDocument, batchId, leafDocument } from './support/sealed.ts';

const config = { sequence: 0, msps: [], committee: [], demonstration: false };
const made = madeBatch('huaxin', 1300);
const named = { root: made.text.root, file: made.text.file.sha256, entity: 'huaxin', count: made.text.count };
const never = new AbortController().signal;

/** The file in pieces that end anywhere, also within a character. */
async function* pieces(text: string, size = 7001, until = Number.POSITIVE_INFINITY) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < Math.min(bytes.length, until); at += size) yield bytes.subarray(at, at + size);
  if (until < bytes.length) throw new Error('the transfer broke off');
}

describe('the leaves of a batch', () => {
  const home = temporary();
  let database: Database;
  let store: LeafStore;
  beforeAll(async () => {
    database = await openDatabase({ directory: join(home, 'pg'), cache: templateDir() });
    store = new LeafStore(database);
  });
  afterAll(async () => {
    await database.destroy();
    rmSync(home, { recursive: true, force: true });
  });

  test('are shown when the whole file was read and found to be the one that the ledger names', async () => {
    await readLeaves(pieces(made.file), named, store, never);
    expect(await store.tree(named.root)).toMatchObject({ state: 'whole', lines: 1300 });
    for (const index of [0, 255, 256, 1023, 1024, 1299]) {
      const path = (await store.path(named.root, index)) as string[];
      expect(path).toEqual(made.proof(index).path);
      expect(await store.leaf(named.root, index)).toEqual({ leaf: index, line: expect.any(String) });
    }
    expect(await store.leaf(named.root, 1300)).toBeUndefined();
    const page = await store.page({ root: named.root, text: '第12', first: 3 });
    expect(page.rows.map(({ row }) => row.leaf)).toEqual([12, 120, 121]);
    expect(await store.count({ root: named.root, text: '第12' })).toBe(111);
  });

  test('are read on from where a reading broke off, and are the same rows', async () => {
    const rows = () => database.selectFrom('leaves.leaf').selectAll().orderBy('leaf').execute();
    const subtrees = () => database.selectFrom('leaves.subtree').selectAll().orderBy('n').execute();
    const [before, trees] = [await rows(), await subtrees()];
    await store.forget(named.root);
    await expect(readLeaves(pieces(made.file, 7001, 1_100_000), named, store, never)).rejects.toThrow('broke off');
    expect(await store.tree(named.root)).toMatchObject({ state: 'reading', lines: 1024 });
    expect(await store.leaf(named.root, 3)).toBeUndefined();
    expect(await store.path(named.root, 3)).toBeUndefined();
    await readLeaves(pieces(made.file), named, store, never);
    expect(await rows()).toEqual(before);
    expect(await subtrees()).toEqual(trees);
  });

  test.each([
    ['another digest', { file: made.text.root }, 'file'],
    ['another number', { count: 1301 }, 'count'],
    ['fewer', { count: 1299 }, 'count'],
    ['another root', { root: made.text.file.sha256 }, 'root'],
    ['another entity', { root: made.text.file.sha256, entity: 'qixiang' }, 'root'],
  ])('are not shown of a file with %s', async (_, change, field) => {
    const other = { ...named, root: `sha256:${'e'.repeat(64)}`, ...change };
    if (field !== 'root') other.root = named.root;
    await store.forget(other.root);
    await expect(readLeaves(pieces(made.file), other, store, never)).rejects.toMatchObject({
      body: { code: 'LEAVES_OTHER', field },
    });
    expect((await store.tree(other.root))?.state).not.toBe('whole');
  });

  test('are no part of the projection, which is the same with them and without', async () => {
    const chain = new Chain();
    chain.put([entity('huaxin'), batchDocument(1, made), leafDocument(1, 7, 'excluded')]);
    const lines = async () => {
      const all = [];
      for await (const line of dump(database)) all.push(line);
      return all;
    };
    const projector = await openProjector(database, fakeLedger(chain, config), makeLog('silent'));
    const stopping = new AbortController();
    const files = { open: async (sha256: string) => (sha256 === named.file ? pieces(made.file) : undefined) };
    await store.forget(named.root);
    const held = Promise.withResolvers<string>();
    const attestBatch = async ({ root }: { root: string }) => held.resolve(root);
    const ledger = fakeLedger(chain, config, { attestBatch });
    const leaves = followLeaves({ store, projector, files, ledger, log: makeLog('silent') });
    const running = [projector.run(stopping.signal), leaves.run(stopping.signal)];
    await projector.reach(0, 10_000);
    const before = await lines();
    expect(await held.promise).toBe(named.root);
    expect(await store.unread()).toEqual([]);
    expect(await lines()).toEqual(before);
    expect(before.filter((line) => line.includes('"table":"projection.batch'))).toHaveLength(2);
    stopping.abort();
    await Promise.all(running);
  });
});

describe('certificates of a batch', () => {
  let gateway: TestGateway;
  const small = madeBatch('huaxin', 300, 'small');
  const { document: sealed } = batchDocument(2, small);
  const numberOf = (index: number) => leafNumber(sealed.seal.numbers, index);
  const used = {
    number: numberOf(4),
    batch: sealed.id,
    asset: leafIds(sealed.seal.transaction, 4).asset,
    issuedAt: sealed.seal.at,
  };

  beforeAll(async () => {
    const chain = new Chain();
    const general = { ...profile('general'), time: at(0) };
    chain.put([entity('huaxin'), entity('registry'), { key: 'profile/general/1', document: general }]);
    chain.put([asset(1, 'huaxin'), certificate(1, 'huaxin')]);
    chain.put([batchDocument(2, small), batchDocument(3, made, { state: 'applied' })]);
    chain.put([leafDocument(2, 7, 'excluded'), leafDocument(2, 8, 'revoked'), leafDocument(2, 9, 'suspended')]);
    const { key, document } = certificate(4, 'huaxin', used);
    chain.put([
      leafDocument(2, 4, 'materialised', { certificate: used.number }),
      { key: key.replace(certificateNumber(4), used.number), document },
    ]);
    chain.put([asset(5, 'huaxin'), certificate(5, 'huaxin')]);
    gateway = await testGateway({ config, chain });
    await gateway.read();
    const { root, file, count } = small.text;
    const store = gateway.gateway.services.leaves;
    await readLeaves(pieces(small.file), { root, file: file.sha256, entity: 'huaxin', count }, store, never);
  });
  afterAll(() => gateway.stop());

  test.each(['TIME', 'NUMBER', 'ISSUED_AT'])('stand in one list with the others, page by page, by %s', async (by) => {
    for (const direction of ['ASCENDING', 'DESCENDING']) {
      const numbers: string[] = [];
      let after: string | null = null;
      for (let page = 0; page < 10; page += 1) {
        const { data, errors } = await gateway.graphql(
          `query ($after: String, $by: CertificateSortField!, $direction: Direction!) {
            certificates(first: 60, after: $after, sort: { by: $by, direction: $direction }) {
              totalCount nodes { number state } pageInfo { hasNextPage endCursor } } }`,
          { after, by, direction },
        );
        expect(errors).toBeUndefined();
        expect(data.certificates.totalCount).toBe(301);
        numbers.push(...data.certificates.nodes.map((node: { number: string }) => node.number));
        after = data.certificates.pageInfo.endCursor;
        if (!data.certificates.pageInfo.hasNextPage) break;
      }
      expect(numbers).toHaveLength(301);
      expect(new Set(numbers).size).toBe(301);
      expect(numbers).not.toContain(numberOf(7));
      if (by === 'NUMBER') {
        const sorted = [...numbers].sort();
        expect(numbers).toEqual(direction === 'ASCENDING' ? sorted : sorted.reverse());
      }
    }
  });

  test('are found by number, state, batch and text', async () => {
    const find = async (filter: string) => {
      const { data, errors } = await gateway.graphql(
        `{ certificates(first: 200, filter: ${filter}) { totalCount nodes { number } } }`,
      );
      expect(errors).toBeUndefined();
      return data.certificates;
    };
    expect(await find('{ state: [REVOKED] }')).toEqual({ totalCount: 1, nodes: [{ number: numberOf(8) }] });
    expect(await find('{ state: [SUSPENDED, REVOKED] }')).toMatchObject({ totalCount: 2 });
    expect(await find(`{ batch: "${batchId(2)}" }`)).toMatchObject({ totalCount: 299 });
    expect(await find('{ text: "第123" }')).toEqual({ totalCount: 1, nodes: [{ number: numberOf(123) }] });
    expect(await find('{ holder: "qixiang" }')).toMatchObject({ totalCount: 0 });
    const one = (number: string) => gateway.graphql(`{ certificate(number: "${number}") { state holder { id } } }`);
    expect((await one(numberOf(9))).data.certificate).toEqual({ state: 'SUSPENDED', holder: { id: 'huaxin' } });
    expect((await one(numberOf(7))).data.certificate).toBeNull();
    expect((await one(leafNumber(sealed.seal.numbers, 300))).data.certificate).toBeNull();
  });

  test('prove that they are in the batch', async () => {
    const { data } = await gateway.graphql(
      `{ certificate(number: "${numberOf(257)}") { commitments batch { text { root } }
        leaf { index number state line asset { descriptor { title { zh } } } proof { leaf hash path size root } } } }`,
    );
    const { leaf, batch, commitments } = data.certificate;
    expect(leaf).toMatchObject({ index: 257, number: numberOf(257), state: 'ACTIVE', line: null });
    expect(leaf.asset.descriptor.title.zh).toBe('行政区划第257号');
    expect(includes({ index: leaf.index, ...leaf.proof }, batch.text.root)).toBe(true);
    expect(leaf.proof.leaf.commitments).toEqual(commitments);
    expect(leaf.proof.leaf).toEqual(small.proof(257).leaf);
  });

  test('are not shown of a batch that is only applied for to who has no part in it', async () => {
    const { data } = await gateway.graphql(`{ batch(id: "${batchId(3)}") { id } batches { totalCount } }`);
    expect(data).toEqual({ batch: null, batches: { totalCount: 1 } });
  });

  test('are listed with their batch', async () => {
    const { data, errors } = await gateway.graphql(`{ batches(filter: { state: [ACTIVE] }) { nodes { id
      text { title { zh } count root } seal { numbers } reading { state lines problem } leaf(index: 299) { number }
      leaves(first: 2, after: "${Buffer.from('6').toString('base64url')}") { totalCount nodes { index state } pageInfo { hasNextPage } } } } }`);
    expect(errors).toBeUndefined();
    expect(data.batches.nodes).toMatchObject([
      {
        id: batchId(2),
        reading: { state: 'WHOLE', lines: 300, problem: null },
        leaf: { number: numberOf(299) },
        leaves: {
          totalCount: 300,
          nodes: [
            { index: 7, state: 'EXCLUDED' },
            { index: 8, state: 'REVOKED' },
          ],
        },
      },
    ]);
  });
});
