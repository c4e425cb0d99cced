import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { templateDir } from '../../gateway/src/config.ts';
import { connectLedger, readConnection } from '../../gateway/src/ledger/index.ts';
import { makeLog } from '../../gateway/src/log.ts';
import { followPrivate, openProjector } from '../../gateway/src/projector/index.ts';
import { openDatabase, VaultStore } from '../../gateway/src/store/index.ts';
import { demoProfile } from '../../gateway/tools/src/demo/profile.ts';
import { Recorder } from '../conformance/recorder.ts';
import { adoptProfile, PROFILE } from '../conformance/scenarios/platform.ts';
import { abreast, commandId, found, type TestNetwork, testNetwork } from '../support/network.ts';
import { askAt, privately, sealedInitial } from '../support/vaults.ts';

const HOST = 'GroupMSP';

describe('the private store', { timeout: 60_000 }, () => {
  let network: TestNetwork;
  const folder = mkdtempSync(join(tmpdir(), 'suyuan-private-'));
  const { application, sealings } = sealedInitial('huaxin');
  const [text, release] = sealings;
  if (!text || !release) throw new Error('two vaults');

  /** A gateway's projector and private store of one operator, on a database of its own, until the work is done. */
  async function following<T>(operator: string, name: string, work: (vaults: VaultStore) => Promise<T>): Promise<T> {
    const ledger = connectLedger(readConnection(network.connectionFile), operator);
    const database = await openDatabase({ directory: join(folder, name), cache: templateDir() });
    const stopping = new AbortController();
    const projector = await openProjector(database, ledger, makeLog('silent'), async () => undefined);
    const vaults = new VaultStore(database);
    const running = [projector.run(stopping.signal), followPrivate(vaults, ledger, makeLog('silent'), stopping.signal)];
    try {
      const last = (await ledger.height()) - 1;
      await projector.reach(last, 30_000);
      await expect.poll(() => vaults.block(), { timeout: 30_000 }).toBeGreaterThanOrEqual(last);
      return await work(vaults);
    } finally {
      stopping.abort();
      ledger.close();
      await Promise.all(running);
      await database.destroy();
    }
  }

  const act = async (name: Parameters<ReturnType<TestNetwork['as']>['submit']>[0], command: object) => {
    const outcome = await network.as('li-holder').submit(name, { commandId: commandId(), ...command });
    await abreast(network);
    return outcome;
  };

  beforeAll(async () => {
    network = await testNetwork();
    await found(network);
    const { clocks } = demoProfile();
    await adoptProfile(new Recorder(network), { clocks: { ...clocks, appeal: { ...clocks.appeal, amount: 1 } } });
    for (const { vault, fields } of sealings) {
      await privately(network, 'li-holder', 'vault:store', { vault }, { fields, host: HOST });
    }
  });

  afterAll(async () => {
    await network.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('holds what the own peer holds, and nothing of another’s', async () => {
    await following('group', 'group', async (vaults) => {
      const held = await vaults.held(text.vault);
      expect(held?.fields).toEqual(text.fields);
      expect(held?.record).toMatchObject({ entity: 'huaxin', fields: Object.keys(text.fields).sort() });
      expect(await vaults.held(`vlt-${'0'.repeat(32)}`)).toBeUndefined();
    });
    await following('registrar', 'registrar', async (vaults) => {
      expect(await vaults.held(text.vault)).toBeUndefined();
    });
  });

  it('is rid of what a block purged, with the projection that reads it, and rebuilt without it', async () => {
    const order = { profile: PROFILE, registrar: 'registry', application };
    const { subject } = await act('registration:submit', order);
    await act('registration:withdraw', { case: subject });
    await sleep(1500);
    const record = await askAt(network, 'li-holder', HOST, 'vault:record', { vault: text.vault });
    await act('vault:purge', { vault: text.vault, host: HOST, record, reason: '清除' });
    for (const name of ['group', 'rebuilt']) {
      await following('group', name, async (vaults) => {
        expect(await vaults.held(text.vault)).toBeUndefined();
        expect((await vaults.held(release.vault))?.fields).toEqual(release.fields);
      });
    }
  });
});
