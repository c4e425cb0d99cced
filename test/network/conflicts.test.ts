import { peer } from '@hyperledger/fabric-protos';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RunningNetwork } from '../../network/supervisor.ts';
import { type Session, signIn, submitFor, text } from './support/client.ts';
import { newHome, removeHome, startExercise } from './support/network.ts';

const codes = peer.TxValidationCode;

describe('transactions that overlap', () => {
  const home = newHome();
  let network: RunningNetwork;
  let one: Session;

  beforeAll(async () => {
    network = await startExercise(home);
    one = signIn(network.connection, 'ExchangeMSP');
  });

  afterAll(async () => {
    one.close();
    await network.stop();
    removeHome(home);
  });

  /** Endorsed now, submitted when told to. */
  const endorsed = async (name: string, ...args: string[]) => {
    const transaction = await one.contract.newProposal(name, { arguments: args }).endorse();
    return async (): Promise<number> => (await (await transaction.submit()).getStatus()).code;
  };

  it('exactly one of many that read and write one key wins, in one block or in several', async () => {
    const submits = await Promise.all(Array.from({ length: 12 }, () => endorsed('add', 'contested', '1')));
    const outcomes = await Promise.all(submits.map((submit) => submit()));
    expect(outcomes.filter((code) => code === codes.VALID)).toHaveLength(1);
    expect(outcomes.filter((code) => code === codes.MVCC_READ_CONFLICT)).toHaveLength(11);
    expect(text(await one.contract.evaluateTransaction('get', 'contested'))).toBe('1');
  });

  it('blind writes never conflict, and the later one stays', async () => {
    const [first, second] = await Promise.all([endorsed('put', 'blind', '1'), endorsed('put', 'blind', '2')]);
    expect(await first()).toBe(codes.VALID);
    expect(await second()).toBe(codes.VALID);
    expect(text(await one.contract.evaluateTransaction('get', 'blind'))).toBe('2');
  });

  it('a key read as missing and created meanwhile is a conflict', async () => {
    const add = await endorsed('add', 'born', '1');
    await submitFor(one.contract, 'put', 'born', '7');
    expect(await add()).toBe(codes.MVCC_READ_CONFLICT);
  });

  // Up to 50 results are compared one by one, more by a tree of hashes; both must hold and both must notice.
  it.each([3, 50, 51, 120, 2700])(
    'a range of %i results holds, and notices what came, changed and went',
    async (size) => {
      const prefix = `p${size}/`;
      const end = `p${size}0`;
      for (let i = 0; i < size; i += 900)
        await submitFor(one.contract, 'fill', prefix, String(i), String(Math.min(size, i + 900)));
      const [undisturbed, came] = [
        await endorsed('countRange', prefix, end, 'n1'),
        await endorsed('countRange', prefix, end, 'n2'),
      ];
      expect(await undisturbed()).toBe(codes.VALID);
      await submitFor(one.contract, 'put', `${prefix}new`, 'x');
      expect(await came()).toBe(codes.PHANTOM_READ_CONFLICT);
      const changed = await endorsed('countRange', prefix, end, 'n3');
      await submitFor(one.contract, 'put', `${prefix}new`, 'y');
      expect(await changed()).toBe(codes.PHANTOM_READ_CONFLICT);
      const went = await endorsed('countRange', prefix, end, 'n4');
      await submitFor(one.contract, 'remove', `${prefix}new`);
      expect(await went()).toBe(codes.PHANTOM_READ_CONFLICT);
    },
  );

  it('a range that was not read to its end notices only what lies within what was read', async () => {
    await submitFor(one.contract, 'fill', 'q/', '0', '300');
    const beyond = await endorsed('firstOfRange', 'q/', 'q0');
    await submitFor(one.contract, 'put', 'q/zzz', 'beyond the hundred and first');
    expect(await beyond()).toBe(codes.VALID);
    const within = await endorsed('firstOfRange', 'q/', 'q0');
    await submitFor(one.contract, 'put', 'q/00', 'within');
    expect(await within()).toBe(codes.PHANTOM_READ_CONFLICT);
  });
});
