import type { ProposalOptions, Transaction } from '@hyperledger/fabric-gateway';
import { peer } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningNetwork } from '../../network/supervisor.ts';
import { keyPolicyOf, type Rule } from '../support/policies.ts';
import { type Session, signIn, submitFor, text } from './support/client.ts';
import { newHome, removeHome, startExercise } from './support/network.ts';

const codes = peer.TxValidationCode;
const vault = '_implicit_org_GroupMSP';
const committee: Rule = [2, 'RegistrarMSP', 'ExchangeMSP', 'RegulatorMSP'];
const policy = (rule: Rule): string => keyPolicyOf(rule).toString('base64');

describe('a key with a validation parameter of its own', () => {
  const home = newHome();
  let network: RunningNetwork;
  let group: Session;
  let registrar: Session;

  beforeAll(async () => {
    network = await startExercise(home);
    group = signIn(network.connection, 'GroupMSP');
    registrar = signIn(network.connection, 'RegistrarMSP');
  });

  afterAll(async () => {
    group.close();
    registrar.close();
    await network.stop();
    removeHome(home);
  });

  const endorse = (session: Session, name: string, args: string[], organizations: string[] = []) =>
    session.contract
      .newProposal(name, {
        arguments: args,
        ...(organizations.length > 0 ? { endorsingOrganizations: organizations } : {}),
      })
      .endorse();

  const codeOf = async (transaction: Transaction): Promise<number> =>
    (await (await transaction.submit()).getStatus()).code;

  const send = async (session: Session, name: string, options: ProposalOptions): Promise<number> =>
    (await (await session.contract.submitAsync(name, options)).getStatus()).code;

  const lockAway = (key: string, rule: Rule) =>
    send(group, 'putAndLockPrivate', {
      arguments: [vault, key, policy(rule)],
      transientData: { value: `value of ${key}` },
      endorsingOrganizations: ['GroupMSP'],
    });

  it('is set by the chaincode’s policy, and read as it was set', async () => {
    const wanted = policy([1, 'GroupMSP']);
    expect((await submitFor(group.contract, 'putAndLock', 'mine', 'first', wanted)).code).toBe(codes.VALID);
    expect(text(await registrar.contract.evaluateTransaction('parameter', 'mine'))).toBe(wanted);
    expect(text(await registrar.contract.evaluateTransaction('parameter', 'no such key'))).toBe('');
  });

  it('is changed by those it names, whom the gateway finds by itself, and shuts the committee out', async () => {
    expect((await submitFor(registrar.contract, 'put', 'mine', 'second')).code).toBe(codes.VALID);
    expect(text(await registrar.contract.evaluateTransaction('get', 'mine'))).toBe('second');
    const committeeAlone = await endorse(registrar, 'put', ['mine', 'third'], ['RegistrarMSP', 'ExchangeMSP']);
    expect(await codeOf(committeeAlone)).toBe(codes.ENDORSEMENT_POLICY_FAILURE);
    const named = await endorse(registrar, 'put', ['mine', 'third'], ['GroupMSP']);
    expect(await codeOf(named)).toBe(codes.VALID);
  });

  it('needs all that it says beside what other keys of the transaction need', async () => {
    await submitFor(group.contract, 'putAndLock', 'both', 'x', policy([2, 'GroupMSP', 'ExchangeMSP']));
    expect((await submitFor(registrar.contract, 'put', 'both', 'y')).code).toBe(codes.VALID);
    const half = await endorse(registrar, 'put', ['both', 'z'], ['ExchangeMSP']);
    expect(await codeOf(half)).toBe(codes.ENDORSEMENT_POLICY_FAILURE);
  });

  it('keeps its parameter when it is written, loses it when it is deleted', async () => {
    await submitFor(group.contract, 'putAndLock', 'passing', 'x', policy([1, 'GroupMSP']));
    await submitFor(group.contract, 'put', 'passing', 'y');
    expect(text(await group.contract.evaluateTransaction('parameter', 'passing'))).not.toBe('');
    await submitFor(group.contract, 'remove', 'passing');
    expect(text(await group.contract.evaluateTransaction('parameter', 'passing'))).toBe('');
    const committeeAgain = await endorse(registrar, 'put', ['passing', 'z'], ['RegistrarMSP', 'ExchangeMSP']);
    expect(await codeOf(committeeAgain)).toBe(codes.VALID);
  });

  it('cannot be locked where nothing is, and a new lock is a new version', async () => {
    expect((await submitFor(group.contract, 'lock', 'absent', policy([1, 'GroupMSP']))).code).toBe(codes.VALID);
    expect(text(await group.contract.evaluateTransaction('parameter', 'absent'))).toBe('');
    await submitFor(group.contract, 'put', 'versioned', '1');
    const reader = await endorse(group, 'add', ['versioned', '1']);
    await submitFor(group.contract, 'lock', 'versioned', policy(committee));
    expect(await codeOf(reader)).toBe(codes.MVCC_READ_CONFLICT);
    expect(text(await group.contract.evaluateTransaction('get', 'versioned'))).toBe('1');
  });

  it('fails later writes of the same block when its parameter changes', async () => {
    await submitFor(group.contract, 'put', 'raced', 'x');
    const lock = await endorse(group, 'lock', ['raced', policy([1, 'GroupMSP'])]);
    const later = await Promise.all(['1', '2'].map((value) => endorse(group, 'put', ['raced', value])));
    const sent = await Promise.all([lock, ...later].map((transaction) => transaction.submit()));
    const fates = await Promise.all(sent.map((transaction) => transaction.getStatus()));
    expect(new Set(fates.map(({ blockNumber }) => blockNumber)).size).toBe(1);
    expect(fates.map(({ code }) => code)).toEqual([
      codes.VALID,
      codes.ENDORSEMENT_POLICY_FAILURE,
      codes.ENDORSEMENT_POLICY_FAILURE,
    ]);
  });

  it('with a parameter that is no policy refuses everybody', async () => {
    const wrapped = new peer.ApplicationPolicy();
    wrapped.setChannelConfigPolicyReference('/Channel/Application/Committee');
    for (const [key, bytes] of [
      ['bricked/empty', Buffer.from([0x0a, 0x00])],
      ['bricked/reference', Buffer.from(wrapped.serializeBinary())],
    ] as const) {
      await submitFor(group.contract, 'putAndLock', key, 'x', bytes.toString('base64'));
      const all = network.connection.operators.map(({ mspId }) => mspId);
      const write = await endorse(group, 'put', [key, 'y'], all).then(codeOf, () => 'not endorsed');
      expect([codes.ENDORSEMENT_POLICY_FAILURE, 'not endorsed']).toContain(write);
    }
    expect((await submitFor(group.contract, 'put', 'others', 'go on')).code).toBe(codes.VALID);
  });

  describe('in an operator’s vault: host and two of the committee', () => {
    const rule: Rule = [2, 'GroupMSP', committee];

    it('the host alone cannot overwrite, delete, purge or unlock', async () => {
      expect(await lockAway('held', rule)).toBe(codes.VALID);
      expect(text(await registrar.contract.evaluateTransaction('privateParameter', vault, 'held'))).toBe(policy(rule));
      for (const [name, args] of [
        ['removePrivate', [vault, 'held']],
        ['purgePrivate', [vault, 'held']],
      ] as const) {
        expect(await codeOf(await endorse(group, name, [...args], ['GroupMSP']))).toBe(
          codes.ENDORSEMENT_POLICY_FAILURE,
        );
      }
      expect(await lockAway('held', [1, 'GroupMSP'])).toBe(codes.ENDORSEMENT_POLICY_FAILURE);
    });

    it('nor the committee alone; host and two together can, chosen by the gateway', async () => {
      const committeeAlone = await endorse(registrar, 'purgePrivate', [vault, 'held'], ['RegistrarMSP', 'ExchangeMSP']);
      expect(await codeOf(committeeAlone)).toBe(codes.ENDORSEMENT_POLICY_FAILURE);
      expect(await codeOf(await endorse(group, 'purgePrivate', [vault, 'held']))).toBe(codes.VALID);
      expect(text(await group.contract.evaluateTransaction('privateParameter', vault, 'held'))).toBe('');
      expect(await lockAway('held', [1, 'GroupMSP'])).toBe(codes.VALID);
    });
  });
});
