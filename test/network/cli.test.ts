import { execFile } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import forge from 'node-forge';
import { afterAll, describe, expect, it } from 'vitest';
import { readConnection } from '../../network/connection.ts';
import { homeAt } from '../../network/home.ts';
import { signIn, text } from './support/client.ts';
import { exercise, newHome, removeHome } from './support/network.ts';

const run = promisify(execFile);
const cli = fileURLToPath(new URL('../../network/cli.ts', import.meta.url));

describe('npm run network', () => {
  const home = newHome();
  const network = async (...args: string[]): Promise<string> =>
    (await run(process.execPath, [cli, ...args, '--home', home])).stdout;

  afterAll(async () => {
    await network('down');
    removeHome(home);
  });

  it('says that nothing runs, and what to do', async () => {
    expect(await network('status')).toMatch(/no network runs in/);
    await expect(network('revoke', '--name', 'nobody')).rejects.toMatchObject({
      stderr: expect.stringMatching(/npm run network -- up/),
    });
    await expect(network('up', '--engine', 'other')).rejects.toMatchObject({
      stderr: expect.stringMatching(/there is no engine other/),
    });
  });

  it('starts in the background, tells its state, and does not start twice', async () => {
    expect(await network('up', '--chaincode', exercise)).toMatch(/RegistrarMSP +localhost:\d+/);
    expect(await network('status')).toMatch(/height 2, chaincode suyuan_[0-9a-f]{16}:[0-9a-f]{64}/);
    expect(await network('up', '--chaincode', exercise)).toMatch(/already running/);
  });

  it('enrols a person who can sign in at once, with files that only the owner reads', async () => {
    const person = JSON.parse(
      await network(
        'enroll',
        '--operator',
        'GroupMSP',
        '--entity',
        'newcomer',
        '--name',
        'fresh',
        '--roles',
        'holder,analyst',
      ),
    ) as { key: string; p12: string };
    expect(statSync(person.key).mode & 0o777).toBe(0o600);
    const session = signIn(readConnection(homeAt(home).connection), 'GroupMSP', 'fresh');
    const caller = JSON.parse(text(await session.contract.evaluateTransaction('caller'))) as object;
    expect(caller).toMatchObject({ entity: 'newcomer', roles: 'holder,analyst' });
    session.close();
    const store = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(readFileSync(person.p12, 'binary')), 'demonstration');
    expect(store.safeContents.flatMap(({ safeBags }) => safeBags)).toHaveLength(3);
  });

  it('refuses to enrol twice, at an unknown operator, or under a bad name', async () => {
    const enroll = (operator: string, name: string) =>
      network('enroll', '--operator', operator, '--entity', 'e', '--name', name);
    await expect(enroll('GroupMSP', 'fresh')).rejects.toMatchObject({
      stderr: expect.stringMatching(/already a person/),
    });
    await expect(enroll('NobodyMSP', 'x')).rejects.toMatchObject({
      stderr: expect.stringMatching(/no operator NobodyMSP/),
    });
    await expect(enroll('GroupMSP', '../x')).rejects.toMatchObject({ stderr: expect.stringMatching(/lower-case/) });
  });

  it('revokes, and the revocation outlives a restart', async () => {
    expect(await network('revoke', '--name', 'fresh')).toMatch(/in force since block \d+/);
    expect(await network('down')).toMatch(/ended/);
    await network('up', '--chaincode', exercise);
    const connection = readConnection(homeAt(home).connection);
    const revoked = signIn(connection, 'GroupMSP', 'fresh');
    await expect(revoked.contract.evaluateTransaction('caller')).rejects.toMatchObject({ code: 9 });
    revoked.close();
    const other = signIn(connection, 'GroupMSP', 'li-holder');
    expect(text(await other.contract.evaluateTransaction('caller'))).toMatch(/huaxin/);
    other.close();
  });
});
