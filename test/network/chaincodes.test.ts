import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { peer } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningNetwork } from '../../network/supervisor.ts';
import { type Session, signIn, submitFor, text } from './support/client.ts';
import { newHome, removeHome, startExercise } from './support/network.ts';

const run = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));
const cli = join(here, '../../network/cli.ts');
const codes = peer.TxValidationCode;

const collections = [
  {
    ...{ name: 'shared', policy: "OR('GroupMSP.member', 'ExchangeMSP.member')" },
    ...{ requiredPeerCount: 1, maxPeerCount: 1, blockToLive: 0, memberOnlyRead: true, memberOnlyWrite: true },
  },
  {
    ...{
      name: 'guarded',
      policy: "OR('GroupMSP.member', 'ExchangeMSP.member')",
      requiredPeerCount: 0,
      maxPeerCount: 1,
    },
    ...{ blockToLive: 0, endorsementPolicy: { signaturePolicy: "AND('GroupMSP.peer', 'ExchangeMSP.peer')" } },
  },
  { name: 'brief', policy: "OR('GroupMSP.member')", requiredPeerCount: 0, maxPeerCount: 0, blockToLive: 2 },
  { name: 'lonely', policy: "OR('GroupMSP.member')", requiredPeerCount: 1, maxPeerCount: 1, blockToLive: 0 },
];

describe('a second chaincode', () => {
  const home = newHome();
  let network: RunningNetwork;
  let group: Session;
  let exchange: Session;
  let registrar: Session;

  const deploy = async (name: string, file: string): Promise<string> =>
    (
      await run(process.execPath, [
        ...[cli, 'deploy', '--home', home, '--name', name, '--path', join(here, 'other')],
        ...['--collections', file],
      ])
    ).stdout;

  const signAll = (): void => {
    group = signIn(network.connection, 'GroupMSP');
    exchange = signIn(network.connection, 'ExchangeMSP');
    registrar = signIn(network.connection, 'RegistrarMSP');
  };

  const closeAll = (): void => {
    for (const session of [group, exchange, registrar]) session.close();
  };

  beforeAll(async () => {
    network = await startExercise(home);
    signAll();
    writeFileSync(join(home, 'collections.json'), JSON.stringify(collections));
  });

  afterAll(async () => {
    closeAll();
    await network.stop();
    removeHome(home);
  });

  const other = (session: Session) => session.network.getContract('other');

  const sendPrivate = async (session: Session, collection: string, key: string, organizations: string[] = []) =>
    (
      await (
        await other(session).submitAsync('putPrivate', {
          arguments: [collection, key],
          transientData: { value: `value of ${key}` },
          ...(organizations.length > 0 ? { endorsingOrganizations: organizations } : {}),
        })
      ).getStatus()
    ).code;

  const readPrivate = async (session: Session, collection: string, key: string): Promise<string> =>
    text(await other(session).evaluateTransaction('getPrivate', collection, key));

  it('is deployed while the network runs, and answers at every peer', async () => {
    await expect(other(group).evaluateTransaction('get', 'x')).rejects.toMatchObject({ code: 9 });
    expect(await deploy('other', join(home, 'collections.json'))).toMatch(/deployed other_[0-9a-f]{16}:[0-9a-f]{64}/);
    expect((await submitFor(other(group), 'put', 'x', 'its own state')).successful).toBe(true);
    expect(text(await other(registrar).evaluateTransaction('get', 'x'))).toBe('its own state');
    expect(text(await registrar.contract.evaluateTransaction('get', 'x'))).toBe('');
  });

  it('is not deployed with collections that Fabric refuses', async () => {
    const bad = join(home, 'bad.json');
    for (const [entry, message] of [
      [{ name: '_x', policy: "OR('GroupMSP.member')" }, /invalid collection name '_x'/],
      [{ name: 'x', policy: "AND('GroupMSP.member','ExchangeMSP.member')" }, /not an OR concatenation/],
      [{ name: 'x', policy: "OR('NobodyMSP.member')" }, /'NobodyMSP' is not part of the channel/],
      [{ name: 'x', policy: "OR('GroupMSP.member')", requiredPeerCount: 2, maxPeerCount: 1 }, /cannot be less than/],
    ] as const) {
      writeFileSync(bad, JSON.stringify([entry]));
      await expect(deploy('refused', bad)).rejects.toMatchObject({ stderr: expect.stringMatching(message) });
    }
  });

  it('is called by the first within one transaction, which carries both write sets', async () => {
    const { result, successful } = await submitFor(group.contract, 'call', 'other', '["put","called","by the first"]');
    expect(JSON.parse(result)).toEqual({ status: 200, message: '', payload: 'other called' });
    expect(successful).toBe(true);
    expect(text(await other(exchange).evaluateTransaction('get', 'called'))).toBe('by the first');
  });

  it('tells the first of its refusal, and cannot call back', async () => {
    const call = async (args: string): Promise<unknown> =>
      JSON.parse(text(await group.contract.evaluateTransaction('call', 'other', args)));
    expect(await call('["refuse"]')).toMatchObject({ status: 500, message: 'not by the other' });
    expect(await call('["back"]')).toMatchObject({ status: 500, message: expect.stringMatching(/exists$/) });
    await expect(group.contract.evaluateTransaction('call', 'nobody', '["x"]')).rejects.toMatchObject({
      details: [{ message: expect.stringMatching(/INVOKE_CHAINCODE failed: .*chaincode nobody not found/) }],
    });
  });

  it('shares a collection among its members, and nobody else reads or writes', async () => {
    expect(await sendPrivate(group, 'shared', 'a', ['GroupMSP', 'ExchangeMSP', 'RegulatorMSP'])).toBe(codes.VALID);
    for (const member of [group, exchange]) expect(await readPrivate(member, 'shared', 'a')).toBe('value of a');
    await expect(readPrivate(registrar, 'shared', 'a')).rejects.toMatchObject({
      details: [{ message: expect.stringMatching(/does not have read access permission/) }],
    });
    await expect(sendPrivate(registrar, 'shared', 'b')).rejects.toMatchObject({
      details: [expect.objectContaining({ message: expect.stringMatching(/does not have write access permission/) })],
    });
  });

  it('endorses a collection by its own policy', async () => {
    expect(await sendPrivate(group, 'guarded', 'a')).toBe(codes.VALID);
    expect(await sendPrivate(group, 'guarded', 'b', ['GroupMSP'])).toBe(codes.ENDORSEMENT_POLICY_FAILURE);
    expect(await sendPrivate(group, 'guarded', 'c', ['RegistrarMSP', 'RegulatorMSP'])).toBe(
      codes.ENDORSEMENT_POLICY_FAILURE,
    );
  });

  it('endorses nothing for which too few other members are there', async () => {
    await expect(sendPrivate(group, 'lonely', 'a', ['GroupMSP'])).rejects.toMatchObject({
      details: [{ message: expect.stringMatching(/required to disseminate to at least 1 peers, but know of only 0/) }],
    });
  });

  it('forgets a value and its hash when its blocks are over', async () => {
    expect(await sendPrivate(group, 'brief', 'a', ['GroupMSP', 'RegistrarMSP', 'ExchangeMSP'])).toBe(codes.VALID);
    const hash = async () => text(await other(registrar).evaluateTransaction('privateHash', 'brief', 'a'));
    for (const round of [1, 2]) {
      expect(await hash()).toHaveLength(64);
      await submitFor(group.contract, 'put', 'pass', String(round));
    }
    expect(await readPrivate(group, 'brief', 'a')).toBe('value of a');
    await submitFor(group.contract, 'put', 'pass', '3');
    expect(await hash()).toBe('');
    expect(await readPrivate(group, 'brief', 'a')).toBe('');
  });

  it('is there again after a restart', async () => {
    closeAll();
    await network.stop();
    network = await startExercise(home);
    signAll();
    expect(text(await other(registrar).evaluateTransaction('get', 'x'))).toBe('its own state');
    expect(await readPrivate(exchange, 'shared', 'a')).toBe('value of a');
    expect(await sendPrivate(group, 'guarded', 'again')).toBe(codes.VALID);
  });
});
