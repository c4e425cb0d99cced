import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { found } from '../support/network.ts';
import { alive, fabricIsHere, TestConsortium } from './consortium.ts';

const here = fabricIsHere('A consortium with Raft ordering');

describe.skipIf(!here)('a consortium with Raft ordering', { timeout: 90_000 }, () => {
  let consortium: TestConsortium;

  beforeAll(() => {
    consortium = new TestConsortium();
  });

  afterAll(async () => {
    await consortium.run('down');
    rmSync(consortium.home, { recursive: true, force: true });
  }, 60_000);

  it('starts, is founded, keeps its ledger over a restart, and leaves no process', async () => {
    expect(await consortium.run('up', '--engine', 'fabric', '--ordering', 'raft', '--orderers', '1')).toMatch(/ready/);
    const network = consortium.connect();
    await found(network);
    await network.stop();
    const pids = Object.values(consortium.pids());
    await consortium.run('down');
    expect(pids.filter(alive)).toEqual([]);
    expect(await consortium.run('up')).toMatch(/ready/);
    const again = consortium.connect();
    expect(await again.as('qian-regulator').evaluate('membership:charter', {})).toMatchObject({ state: 'in-force' });
    await again.stop();
    await consortium.run('reset');
  });
});
