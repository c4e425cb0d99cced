import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { templateDir } from '../../gateway/src/config.ts';
import { makeLog } from '../../gateway/src/log.ts';
import { openProjector } from '../../gateway/src/projector/index.ts';
import { type Database, dump, openDatabase, sharedLease } from '../../gateway/src/store/index.ts';
import { Chain } from './support/chain.ts';
import { asset, edge, entity, release } from './support/documents.ts';
import { fakeLedger } from './support/fake-ledger.ts';
import { temporary } from './support/gateway.ts';

const config = { sequence: 0, msps: [], committee: [], demonstration: false };
const home = temporary();
let chain: Chain;
let shared: Database;
const fresh = (name: string) => openDatabase({ directory: join(home, name), cache: templateDir() });

const lines = (database: Database) => Array.fromAsync(dump(database));

/** A gateway's projector with its lease, on the database that several share. */
async function gateway(holder: string, database = shared) {
  const stopping = new AbortController();
  const ledger = fakeLedger(chain, config);
  const changes: boolean[] = [];
  const lease = sharedLease(database, 'gateway', holder, (held) => changes.push(held));
  const leasing = lease.run(stopping.signal);
  const projector = await openProjector(database, ledger, makeLog('silent'), undefined, undefined, lease);
  const heard: number[] = [];
  projector.listen(({ checkpoint }) => heard.push(checkpoint.block));
  const running = projector.run(stopping.signal);
  return {
    lease,
    projector,
    changes,
    heard,
    read: () => {
      ledger.wake();
      return projector.reach(chain.height - 1, 15_000);
    },
    stop: async () => {
      stopping.abort();
      await Promise.all([leasing, running]);
    },
  };
}

beforeAll(async () => {
  chain = new Chain();
  chain.put([]);
  chain.put([entity('huaxin'), entity('qixiang')]);
  shared = await fresh('shared');
});
afterAll(async () => {
  await shared.destroy();
  rmSync(home, { recursive: true, force: true });
});

describe('of several gateways on one database', () => {
  test('one writes and the others follow; its loss is taken over, and no block is lost or doubled', async () => {
    const one = await gateway('one');
    await expect.poll(() => one.lease.held, { timeout: 10_000 }).toBe(true);
    const other = await gateway('other');
    await Promise.all([one.read(), other.read()]);
    for (let n = 1; n <= 5; n += 1) chain.put([asset(n, 'huaxin'), release(n, 'huaxin')]);
    await Promise.all([one.read(), other.read()]);
    expect([one.lease.held, other.lease.held]).toEqual([true, false]);
    expect(other.heard.at(-1)).toBe(chain.height - 1);
    await one.stop();
    chain.put([edge(1, 2)]);
    await other.read();
    expect(other.lease.held).toBe(true);
    await other.stop();
    const sole = await fresh('sole');
    const alone = await gateway('alone', sole);
    await alone.read();
    await alone.stop();
    expect(await lines(shared)).toEqual(await lines(sole));
    await sole.destroy();
  });

  test('one that died without a word is followed within seconds', async () => {
    await sql`insert into local.lease (name, holder, until)
      values ('gateway', 'dead', clock_timestamp() + interval '3 seconds')`.execute(shared);
    chain.put([edge(2, 3)]);
    const began = performance.now();
    const next = await gateway('next');
    await next.read();
    const seconds = (performance.now() - began) / 1000;
    await next.stop();
    expect(next.changes[0]).toBe(true);
    expect(seconds).toBeGreaterThan(1);
    expect(seconds).toBeLessThan(10);
  });

  test('one that lost the lease while it wrote writes nothing', async () => {
    const late = sharedLease(shared, 'gateway', 'late', () => undefined);
    const fenced = shared.transaction().execute((tx) => late.fence(tx));
    await expect(fenced).rejects.toThrow('another gateway holds the lease');
  });
});
