import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { signIn } from '@suyuan/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Child } from '../../network/child.ts';
import { heightOf } from '../support/chain.ts';
import { abreast, found, type TestNetwork } from '../support/network.ts';
import { identityOf, signedIn } from '../support/people.ts';
import { gatewayProcess, runScript, temporaryHome } from '../support/platform.ts';
import { fabricIsHere, TestConsortium } from './consortium.ts';

const here = fabricIsHere('A gateway');

describe.skipIf(!here)('a gateway on real Fabric', { timeout: 90_000 }, () => {
  let consortium: TestConsortium;
  let network: TestNetwork;
  let gateway: Child;
  const restored = temporaryHome('restored');
  const settings = (home: string) => ({
    SUYUAN_HOME: home,
    SUYUAN_CONNECTION: network.connectionFile,
    SUYUAN_OPERATOR: 'group',
    DATABASE_URL: '',
  });
  const urlOf = (one: Child) => String(one.said.url);
  const height = () => heightOf(network.as('admin', 'GroupMSP').network, network.connection.channel);
  /** Resolves once a gateway has read a block. */
  const read = async (one: Child, block: number) => {
    const query = `{ block(number: ${block}, afterBlock: ${block}) { number } }`;
    const body = JSON.stringify({ query });
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(new URL('/graphql', urlOf(one)), { method: 'POST', headers, body });
    expect((await answer.json()).data).toEqual({ block: { number: block } });
  };

  beforeAll(async () => {
    consortium = new TestConsortium();
    await consortium.run('up', '--engine', 'fabric');
    network = consortium.connect();
    await found(network);
    gateway = await gatewayProcess(consortium.home, 0, settings(consortium.home));
  }, 120_000);
  afterAll(async () => {
    await gateway?.kill();
    await network?.stop();
    await consortium?.run('down');
    for (const home of [consortium?.home, restored]) if (home) rmSync(home, { recursive: true, force: true });
  }, 60_000);

  it('is found well by the doctor, every peer by its own certificate', async () => {
    await read(gateway, (await height()) - 1);
    const env = { ...settings(consortium.home), SUYUAN_URL: urlOf(gateway) };
    const { code, output } = await runScript('gateway/tools/src/doctor/main.ts', env);
    expect(output.match(/^✓ peer of \w+: answers at localhost:\d+/gm)).toHaveLength(4);
    expect(output).toMatch(/✓ peer of GroupMSP: answers at localhost:\d+, the own one/);
    expect(output).toMatch(/✓ ledger: block \d+, 0 behind the peer/);
    expect([code, output]).toEqual([0, expect.not.stringContaining('✗')]);
  });

  it('ends the session of a person whose certificate is revoked with the block that revokes it', async () => {
    const xu = await signedIn(network.connection, urlOf(gateway), 'xu-analyst');
    const li = await signedIn(network.connection, urlOf(gateway), 'li-holder');
    expect(await xu.query('{ me { name } }')).toEqual({ me: { name: 'xu-analyst' } });
    await consortium.run('revoke', 'xu-analyst');
    await abreast(network);
    await read(gateway, (await height()) - 1);
    await expect(xu.query('{ me { name } }')).rejects.toMatchObject({
      code: expect.stringMatching(/REVOKED|SESSION_INVALID/),
    });
    const again = signIn(urlOf(gateway), await identityOf(network.connection, 'xu-analyst'));
    await expect(again).rejects.toMatchObject({ code: 'CERTIFICATE_REVOKED' });
    const { sessions } = await li.query<{ sessions: object[] }>('{ sessions { id } }');
    expect(sessions).toHaveLength(1);
  });

  it('is backed up while it runs, and one that starts from the backup reads the same ledger', async () => {
    const li = await signedIn(network.connection, urlOf(gateway), 'li-holder');
    await li.query('mutation { saveView(input: { page: "cases", name: "view", content: {} }) { id } }');
    const backup = join(restored, 'backup');
    const asked = { ...settings(consortium.home), SUYUAN_URL: urlOf(gateway) };
    const taken = await runScript('gateway/src/backup/main.ts', asked, ['take', '--to', backup]);
    expect(taken.output).toMatch(/\d+ files, \d+ bytes, as of block \d+; manifest sha256:/);
    await gateway.stop();
    const into = { ...settings(restored), SUYUAN_URL: 'http://localhost:1/' };
    const put = await runScript('gateway/src/backup/main.ts', into, ['restore', '--from', backup]);
    expect([put.code, put.output]).toEqual([0, expect.stringContaining('restored as of block')]);
    gateway = await gatewayProcess(restored, 0, settings(restored));
    await abreast(network);
    await read(gateway, (await height()) - 1);
    const again = await signedIn(network.connection, urlOf(gateway), 'li-holder');
    expect(await again.query('{ savedViews(page: "cases") { name } network { founded } }')).toEqual({
      savedViews: [{ name: 'view' }],
      network: { founded: true },
    });
  });
});
