import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { canonical } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { templateDir } from '../../gateway/src/config.ts';
import { makeLog } from '../../gateway/src/log.ts';
import { openProjector, type Projector } from '../../gateway/src/projector/index.ts';
import { type Database, dump, openDatabase, Reads } from '../../gateway/src/store/index.ts';
import { Chain } from './support/chain.ts';
import {
  asset,
  assetId,
  caseFile,
  caseId,
  certificate,
  edge,
  entity,
  grade,
  release,
  releaseId,
} from './support/documents.ts';
import { fakeLedger } from './support/fake-ledger.ts';
import { temporary } from './support/gateway.ts';

const config = { sequence: 0, msps: [], committee: [], demonstration: false };
const home = temporary();
const open: Database[] = [];
let made = 0;
const TABLES = [
  'checkpoint',
  'block',
  'transaction',
  'document',
  'version',
  'entity',
  'proposal',
  'asset',
  'release',
  'case_file',
  'case_party',
  'certificate',
  'edge',
] as const;

async function database(): Promise<Database> {
  made += 1;
  const opened = await openDatabase({ directory: join(home, `pg-${made}`), cache: templateDir() });
  open.push(opened);
  return opened;
}

/** Runs a projector until it has read the chain, or stopped. */
async function project(chain: Chain, into: Database): Promise<Projector> {
  const stopping = new AbortController();
  const projector = await openProjector(into, fakeLedger(chain, config), makeLog('silent'));
  const running = projector.run(stopping.signal);
  await projector.reach(chain.height - 1, 10_000).catch(() => undefined);
  stopping.abort();
  await running;
  return projector;
}

async function lines(of: Database): Promise<string[]> {
  const all: string[] = [];
  for await (const line of dump(of)) all.push(line);
  return all;
}

function story(): Chain {
  const chain = new Chain();
  chain.put([]);
  chain.put([entity('huaxin'), entity('qixiang')]);
  chain.put([asset(1, 'huaxin', { state: 'applied' }), caseFile(1, 'huaxin')]);
  chain.put([
    caseFile(1, 'huaxin', { state: 'issued' }),
    asset(1, 'huaxin'),
    release(1, 'huaxin'),
    grade(1),
    certificate(1, 'huaxin'),
  ]);
  chain.put([asset(2, 'qixiang'), release(2, 'qixiang'), grade(2), edge(1, 2, 'claimed')]);
  chain.put([edge(1, 2, 'confirmed')]);
  chain.put([edge(1, 2, 'disputed')], { code: 'MVCC_READ_CONFLICT', writes: [] });
  return chain;
}

async function empty(one: Database): Promise<void> {
  for (const table of TABLES) await one.deleteFrom(`projection.${table}`).execute();
}

afterAll(async () => {
  for (const each of open) await each.destroy();
  rmSync(home, { recursive: true, force: true });
});

describe('the projection', () => {
  let whole: Database;
  beforeAll(async () => {
    whole = await database();
    await project(story(), whole);
  });

  test('holds the current version of each document and where it was written', async () => {
    const reads = new Reads(whole);
    const [found] = await reads.byIds('asset', [assetId(1)], 'all');
    expect(found).toMatchObject({ state: 'registered', recorded: { block: 3, index: 0 } });
  });

  test('holds every version of a document', async () => {
    const versions = await new Reads(whole).history('case/1', caseId(1));
    expect(versions.map((version) => version.state)).toEqual(['submitted', 'issued']);
  });

  test('ends a version of an edge at the block that brings the next', async () => {
    const rows = await whole
      .selectFrom('projection.edge')
      .select(['block', 'until_block', 'state'])
      .orderBy('block')
      .execute();
    expect(rows).toEqual([
      { block: 4, until_block: 5, state: 'claimed' },
      { block: 5, until_block: null, state: 'confirmed' },
    ]);
  });

  test('records a transaction that is not valid, and nothing that it would have written', async () => {
    const row = await whole
      .selectFrom('projection.transaction')
      .selectAll()
      .where('block', '=', 6)
      .executeTakeFirstOrThrow();
    expect(row.code).toBe('MVCC_READ_CONFLICT');
    expect(await new Reads(whole).edge(releaseId(1), releaseId(2), 'all')).toMatchObject({ state: 'confirmed' });
  });

  test('is the same bytes when read block by block, over restarts', async () => {
    const again = await database();
    const full = story();
    for (let height = 1; height <= full.height; height += 1) {
      const part = new Chain();
      part.blocks.push(...full.blocks.slice(0, height));
      await project(part, again);
    }
    expect(await lines(again)).toEqual(await lines(whole));
  });
});

describe('the projector stops, and says why, at', () => {
  let into: Database;
  beforeAll(async () => {
    into = await database();
  });

  async function stopped(spoil: (chain: Chain) => void) {
    const chain = story();
    const good = chain.height;
    spoil(chain);
    await empty(into);
    const projector = await project(chain, into);
    expect(projector.checkpoint.block).toBe(good - 1);
    expect(projector.stopped?.block).toBe(good);
    await expect(projector.reach(good, 10)).rejects.toThrow('PROJECTION_STOPPED');
    return projector.stopped?.reason;
  }

  test('a document of a schema that this release does not know', async () => {
    const value = canonical({ schema: 'asset/99', id: 'x' });
    const reason = await stopped((chain) => chain.put([], { writes: [{ key: 'asset/x', deleted: false, value }] }));
    expect(reason).toContain('unknown schema asset/99');
  });

  test('a document that does not fit its schema', async () => {
    const value = canonical({ schema: 'asset/1', id: 'x' });
    const reason = await stopped((chain) => chain.put([], { writes: [{ key: 'asset/x', deleted: false, value }] }));
    expect(reason).toContain('does not fit asset/1');
  });

  test('a value that is not JSON', async () => {
    const reason = await stopped((chain) => chain.put([], { writes: [{ key: 'k', deleted: false, value: '{' }] }));
    expect(reason).toContain('not JSON');
  });

  test('a deleted document', async () => {
    const reason = await stopped((chain) => chain.put([], { writes: [{ key: 'k', deleted: true, value: '' }] }));
    expect(reason).toContain('deletes k');
  });

  test('a break of the hash chain', async () => {
    const reason = await stopped((chain) => void chain.add([], { previous: 'f'.repeat(64) }));
    expect(reason).toContain('previous hash');
  });

  test('data that has not the hash of its header', async () => {
    const reason = await stopped((chain) => void chain.add([], { dataIntact: false }));
    expect(reason).toContain('has not its hash');
  });
});
