import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { canonical, Refusal } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoProfile } from '../../gateway/tools/src/demo/profile.ts';
import { Recorder } from '../conformance/recorder.ts';
import { adoptProfile, PROFILE } from '../conformance/scenarios/platform.ts';
import { assetText } from '../support/builders.ts';
import { abreast, commandId, found, type TestNetwork } from '../support/network.ts';
import { askAt, privately, sealedInitial } from '../support/vaults.ts';
import { fabricIsHere, TestConsortium } from './consortium.ts';

const here = fabricIsHere('Restricted assets');
const MARKER = 'PLAIN-TEXT-MARKER-4711';
const HOST = 'GroupMSP';

/** Files of a folder that hold a text, by the node that they lie under. */
function filesWith(folder: string, text: string): string[] {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = all.map((entry) => join(entry.parentPath, entry.name));
  return paths.filter((path) => readFileSync(path).includes(text)).map((path) => relative(folder, path));
}

describe.skipIf(!here)('a restricted asset on real Fabric', { timeout: 120_000 }, () => {
  let consortium: TestConsortium;
  let network: TestNetwork;
  const made = sealedInitial('huaxin', {
    asset: assetText('huaxin', { descriptor: { ...assetText('huaxin').descriptor, title: { zh: MARKER } } }),
  });
  const [text, release] = made.sealings;
  if (!text || !release) throw new Error('two vaults');
  const order = { profile: PROFILE, registrar: 'registry', application: made.application };

  const act = async (person: string, name: Parameters<ReturnType<TestNetwork['as']>['submit']>[0], command: object) => {
    const outcome = await network.as(person).submit(name, { commandId: commandId(), ...command });
    await abreast(network);
    return outcome;
  };

  beforeAll(async () => {
    consortium = new TestConsortium();
    await consortium.run('up', '--engine', 'fabric');
    network = consortium.connect();
    await found(network);
    const { clocks, citation } = demoProfile();
    await adoptProfile(new Recorder(network), {
      clocks: { ...clocks, appeal: { amount: 1, unit: 'second', citation } },
    });
  }, 180_000);

  afterAll(async () => {
    await network?.stop();
    await consortium?.run('down');
    rmSync(consortium.home, { recursive: true, force: true });
  }, 60_000);

  /** Which operators' nodes have the marker anywhere in their data or logs. */
  const holders = () => {
    const files = filesWith(join(consortium.home, 'network'), MARKER);
    return [...new Set(files.map((path) => /(registrar|exchange|regulator|group)/.exec(path)?.[1] ?? path))].sort();
  };

  it('is seen by nobody but its host when it is stored and named', async () => {
    for (const { vault, fields } of made.sealings) {
      await privately(network, 'li-holder', 'vault:store', { vault }, { fields, host: HOST });
    }
    const findings = await askAt(network, 'li-holder', HOST, 'registration:precheck', order);
    expect(findings).toEqual([]);
    const { subject } = await act('li-holder', 'registration:submit', order);
    expect(subject).toMatch(/^cas-/);
    expect(holders()).toEqual(['group']);
    await act('li-holder', 'vault:open', { vault: text.vault, to: 'registry', ground: 'registration' });
    expect(holders()).toEqual(['group']);
    const { vault, fields } = text;
    const delivery = { fields, host: 'RegistrarMSP' };
    await privately(network, 'li-holder', 'vault:deliver', { vault, to: 'registry' }, delivery);
    expect(holders()).toEqual(['group', 'registrar']);
    expect(
      await askAt(network, 'lin-acceptor', 'RegistrarMSP', 'vault:read', { vault, fields: ['title'] }),
    ).toMatchObject({ title: { value: { zh: MARKER } } });
    await act('li-holder', 'registration:withdraw', { case: subject });
    await sleep(1500);
  });

  it('is purged by host and committee together, by neither alone', async () => {
    const { vault } = text;
    const record = await askAt(network, 'li-holder', HOST, 'vault:record', { vault });
    const attempt = async (endorsers?: string[]) => {
      const command = { commandId: commandId(), vault, host: HOST, record, reason: '清除' };
      const { contract, send } = network.as('li-holder');
      const proposal = contract.newProposal('vault:purge', {
        arguments: [canonical(command)],
        ...(endorsers ? { endorsingOrganizations: endorsers } : {}),
      });
      const status = await (await send(await proposal.endorse())).getStatus();
      await abreast(network);
      return status.successful;
    };
    expect(await attempt([HOST])).toBe(false);
    expect(await attempt(['RegistrarMSP', 'ExchangeMSP', 'RegulatorMSP'])).toBe(false);
    expect(await attempt([HOST, 'ExchangeMSP'])).toBe(false);
    expect(await attempt()).toBe(true);
    const presence = { vault, host: HOST, fields: ['title'] };
    for (const person of ['li-holder', 'lin-acceptor', 'zhao-exchange', 'qian-regulator']) {
      expect(await network.as(person).evaluate('vault:presence', presence)).toMatchObject({
        record: 'absent',
        fields: { title: 'absent' },
      });
    }
    const read = askAt(network, 'li-holder', HOST, 'vault:read', { vault, fields: ['title'] });
    await expect(read).rejects.toBeInstanceOf(Refusal);
  });
});
