import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { attested } from '../support/attested.ts';
import { audit, heightOf } from '../support/chain.ts';
import { abreast, commandId, found, type TestNetwork } from '../support/network.ts';
import { carriedOut } from '../support/patience.ts';
import { root } from '../support/platform.ts';
import { alive, fabricIsHere, TestConsortium } from './consortium.ts';
import { longestPause, register, stream } from './submits.ts';

const here = fabricIsHere('A Byzantine-fault-tolerant consortium');

describe.skipIf(!here)('a consortium of four operators on real Fabric', { timeout: 60_000 }, () => {
  let consortium: TestConsortium;
  let network: TestNetwork;

  beforeAll(async () => {
    consortium = new TestConsortium();
    const began = performance.now();
    await consortium.run('up', '--engine', 'fabric');
    console.log(`up in ${((performance.now() - began) / 1000).toFixed(1)} s`);
    network = consortium.connect();
    await found(network);
  }, 90_000);

  afterAll(async () => {
    await network?.stop();
    await consortium?.run('down');
    rmSync(consortium.home, { recursive: true, force: true });
  }, 60_000);

  it('takes a registration from a plain Fabric client, and every peer has it', async () => {
    const outcome = await register(network.as('li-holder'));
    expect(outcome).toMatchObject({ state: 'submitted' });
    const { channel } = network.connection;
    const heights = await Promise.all(
      network.connection.operators.map(({ mspId }) => heightOf(network.as('admin', mspId).network, channel)),
    );
    expect(Math.min(...heights)).toBeGreaterThan(5);
  });

  const profile = () => attested(network.connectionFile, 'li-holder', 'registration:profile', { id: 'general' });

  it('attests an answer: each of the committee signs the same', async () => {
    const { answer, signers, absent } = await profile();
    expect(answer).toMatchObject({ id: 'general' });
    expect(signers.map(({ msp }) => msp).sort()).toEqual(['ExchangeMSP', 'RegistrarMSP', 'RegulatorMSP']);
    expect(absent).toEqual([]);
  });

  it('goes on when the leader of the orderers is killed, and loses nothing', async () => {
    const leader = await consortium.leader();
    const load = stream(network.as('li-holder'), 10);
    await sleep(1500);
    consortium.kill(leader);
    await sleep(5000);
    const { commits, failed } = await load.stop();
    console.log(`leader killed: the longest pause between commits was ${Math.round(longestPause(commits))} ms`);
    expect(failed).toEqual([]);
    expect(longestPause(commits)).toBeLessThan(5000);
    await consortium.run('restart', leader);
  });

  it('goes on when a peer of the committee is killed', async () => {
    const load = stream(network.as('li-holder'), 10);
    await sleep(500);
    consortium.kill('peer.exchange');
    await sleep(2000);
    const { commits, failed } = await load.stop();
    expect(failed).toEqual([]);
    expect(commits.length).toBeGreaterThan(15);
    expect((await profile()).absent).toEqual([{ msp: 'ExchangeMSP', reason: expect.any(String) }]);
    await consortium.run('restart', 'peer.exchange');
    expect(await consortium.run('status')).toMatch(/peer\.exchange.*OK/);
  });

  it('switches to a new bundle of the chaincode under load, and what it acknowledged stays', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'suyuan-bundle-'));
    cpSync(join(root, 'chaincode/package.json'), join(folder, 'package.json'));
    const source = readFileSync(join(root, 'chaincode/dist/suyuan.cjs'));
    cpSync(join(root, 'chaincode/dist'), join(folder, 'dist'), { recursive: true });
    writeFileSync(join(folder, 'dist/suyuan.cjs'), Buffer.concat([source, Buffer.from('\n// another build\n')]));
    const load = stream(network.as('li-holder'), 10);
    await consortium.run('upgrade', folder);
    const { acknowledged, failed } = await load.stop();
    console.log(`upgraded under load: ${acknowledged.length} acknowledged, ${failed.length} refused`);
    const auditor = network.as('qian-regulator').network;
    const { channel, chaincode } = network.connection;
    const { commands } = await audit(auditor, await heightOf(auditor, channel), chaincode);
    expect(acknowledged.length).toBeGreaterThan(10);
    expect(acknowledged.filter((id) => commands.get(id) !== 1)).toEqual([]);
    expect(await register(network.as('li-holder'))).toMatchObject({ state: 'submitted' });
    rmSync(folder, { recursive: true });
  });

  it('runs another Node chaincode package beside the platform', async () => {
    await consortium.run('deploy', '--name', 'exercise', '--path', join(root, 'test/network/chaincode'));
    const holder = network.as('li-holder');
    const exercise = holder.network.getContract('exercise');
    await carriedOut(() => exercise.newProposal('put', { arguments: ['key', 'value'] }), holder.send);
    expect(Buffer.from(await exercise.evaluateTransaction('get', 'key')).toString()).toMatch(/value/);
  });

  it('takes a new operator in, whose own peer answers', async () => {
    await consortium.run('add-org', 'harbour');
    const wider = consortium.connect();
    const officer = wider.as('harbour-officer');
    expect(await officer.evaluate('registration:profile', { id: 'general' })).toMatchObject({ id: 'general' });
    await wider.stop();
  });

  const propose = async (msp: string, member: boolean) => {
    const content = { kind: 'committee' as const, msp, member };
    const expiresAt = new Date(Date.now() + 86_400_000).toISOString();
    const said = { commandId: commandId(), content, expiresAt };
    const { subject } = await network.as('admin', 'RegistrarMSP').submit('membership:propose', said);
    await abreast(network);
    return subject;
  };
  const pass = async (msp: string, member: boolean) => {
    const proposal = await propose(msp, member);
    for (const voter of ['RegistrarMSP', 'RegulatorMSP']) {
      await network.as('admin', voter).submit('membership:vote', { commandId: commandId(), proposal, inFavour: true });
      await abreast(network);
    }
    await network.as('admin', 'RegistrarMSP').submit('membership:enact', { commandId: commandId(), proposal });
    await abreast(network);
    return proposal;
  };

  it('changes the committee by its policy alone, on the mandate of a passed proposal, once', async () => {
    const committee = (...args: string[]) => consortium.run('committee', ...args);
    await expect(committee('add', 'group')).rejects.toThrow(/name the passed proposal that adds GroupMSP/);
    const open = await propose('GroupMSP', true);
    await expect(committee('add', 'group', '--proposal', open)).rejects.toThrow(/has not passed: it is open/);
    const joins = await pass('GroupMSP', true);
    await expect(committee('remove', 'exchange', '--proposal', joins)).rejects.toThrow(/is not one that removes Exch/);
    expect(await committee('add', 'group', '--proposal', joins)).toMatch(/GroupMSP/);
    const execution = await network.as('li-holder').evaluate('membership:execution', { proposal: joins });
    expect(execution).toMatchObject({ proposal: joins, update: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) });
    const leaves = await pass('ExchangeMSP', false);
    expect(await committee('remove', 'exchange', '--proposal', leaves)).not.toMatch(/ExchangeMSP/);
    expect(await register(network.as('li-holder'))).toMatchObject({ state: 'submitted' });
    await expect(committee('add', 'group', '--proposal', joins)).rejects.toThrow(/carried out already/);
    await expect(committee('add', 'exchange', '--proposal', leaves)).rejects.toThrow(/is not one that adds/);
    expect(await committee('add', 'exchange', '--proposal', await pass('ExchangeMSP', true))).toMatch(/ExchangeMSP/);
  }, 120_000);

  it('refuses a revoked certificate at once', async () => {
    expect(await network.as('wang-hosted').evaluate('membership:charter', {})).toBeDefined();
    await consortium.run('revoke', 'wang-hosted');
    await expect(network.as('wang-hosted').evaluate('membership:charter', {})).rejects.toThrow(
      /access denied|PERMISSION/i,
    );
  });

  it('ends and leaves no process', async () => {
    const pids = Object.values(consortium.pids());
    expect(pids.length).toBeGreaterThan(11);
    await network.stop();
    await consortium.run('down');
    expect(pids.filter(alive)).toEqual([]);
  });
});
