import { canonical, type Quota, Refusal, type UseAnswer } from '@suyuan/schemas';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Recorder } from '../conformance/recorder.ts';
import { adoptProfile } from '../conformance/scenarios/platform.ts';
import { assetText, initial } from '../support/builders.ts';
import { acting, enter, register } from '../support/journey.ts';
import { notice, terms } from '../support/licences.ts';
import { abreast, commandId, found, type TestNetwork, testNetwork } from '../support/network.ts';

const LANES = 8;
const from = new Date(Date.now() - 60_000).toISOString();

let network: TestNetwork;
let asset = '';
let release = '';

const act = acting(() => network);

/** An asset of huaxin with the right to operate, registered in the short profile. */
async function registered(): Promise<void> {
  const right = (kind: 'hold' | 'operate') => ({
    right: kind,
    holder: 'huaxin',
    from: '2026-01-01',
    basis: '自行生产',
  });
  const text = assetText('huaxin', { rights: [right('hold'), right('operate')] });
  const [issued] = await register(act, 'li-holder', initial('huaxin', commandId(), { asset: text }));
  asset = issued?.asset ?? '';
  release = issued?.release ?? '';
}

beforeAll(async () => {
  network = await testNetwork();
  await found(network);
  await adoptProfile(new Recorder(network));
  await abreast(network);
  await enter(act);
  await registered();
}, 120_000);
afterAll(() => network.stop());

/** An agreement of the second holder about a count of uses. */
async function agreed(count: number, division: { lanes: number; kept: number }, onward = 0): Promise<string> {
  const offer = await act('li-holder', 'licence:offer', { asset, terms: terms({ from, count, onward }), notice });
  return (await act('wang-hosted', 'licence:accept', { offer: offer.subject, version: 1, division })).subject;
}

const spend = (agreement: string, lane: number, id = commandId(), uses = 1) =>
  network.as('wang-hosted').submit('usage:spend', {
    commandId: id,
    agreement,
    lane,
    uses,
    release,
    action: 'read',
    purpose: 'research',
  });

const quota = (agreement: string) =>
  network.as('wang-hosted').evaluate('usage:quota', { agreement }) as Promise<Quota & { spent: number[] }>;

const why = (error: unknown) => (error instanceof Refusal ? error.body.code : String(error));
const settled = async (sent: readonly Promise<unknown>[]) => {
  const results = await Promise.allSettled(sent);
  return {
    won: results.filter((result) => result.status === 'fulfilled').length,
    lost: results.flatMap((result) => (result.status === 'rejected' ? [why(result.reason)] : [])),
  };
};
const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

describe('counted uses at the same time', { timeout: 60_000 }, () => {
  it('never conflict on different lanes', async () => {
    const agreement = await agreed(LANES * 4, { lanes: LANES, kept: 0 });
    for (let round = 0; round < 3; round += 1) {
      const { won, lost } = await settled(Array.from({ length: LANES }, (_, lane) => spend(agreement, lane)));
      expect([won, lost]).toEqual([LANES, []]);
      await abreast(network);
    }
    expect((await quota(agreement)).spent).toEqual(Array(LANES).fill(3));
  });

  it('on one lane lose races, and together never overspend it', async () => {
    const agreement = await agreed(5, { lanes: 1, kept: 0 });
    let won = 0;
    for (let round = 0; round < 12 && won < 5; round += 1) {
      const sent = await settled(Array.from({ length: 4 }, () => spend(agreement, 0, undefined, 1)));
      await abreast(network);
      won += sent.won;
      for (const reason of sent.lost) expect(reason).toMatch(/MVCC_READ_CONFLICT|code 11|USE_LANE/);
      expect((await quota(agreement)).spent).toEqual([won]);
    }
    expect(won).toBe(5);
    expect((await settled([spend(agreement, 0)])).lost).toEqual(['USE_LANE']);
  });

  it('count once when one command is sent many times', async () => {
    const agreement = await agreed(8, { lanes: 8, kept: 0 });
    const id = commandId();
    const { won, lost } = await settled(Array.from({ length: 6 }, (_, lane) => spend(agreement, lane, id)));
    await abreast(network);
    expect(won).toBe(1);
    for (const reason of lost) expect(reason).toMatch(/MVCC_READ_CONFLICT|code 11|COMMAND_REPEATED/);
    expect(sum((await quota(agreement)).spent)).toBe(1);
  });

  it('and sub-licences drawn beside them never make more than the count', async () => {
    const agreement = await agreed(20, { lanes: 4, kept: 6 }, 1);
    const said = { asset, under: agreement, terms: terms({ from, count: 7 }), notice };
    const proposals = [];
    for (let n = 0; n < 3; n += 1) {
      const answerBy = new Date(Date.now() + 86_400_000).toISOString();
      const proposed = await act('wang-hosted', 'licence:propose', { ...said, licensee: 'yanjiu', answerBy });
      proposals.push(proposed.subject);
    }
    let [spent, drawn] = [0, 0];
    for (let round = 0; round < 6; round += 1) {
      const uses = settled(Array.from({ length: 4 }, (_, lane) => spend(agreement, lane)));
      const draws = settled(
        proposals.map((id) =>
          network.as('xu-analyst').submit('licence:conclude', { commandId: commandId(), agreement: id }),
        ),
      );
      const [used, concluded] = [await uses, await draws];
      await abreast(network);
      spent += used.won;
      drawn += concluded.won * 7;
      const now = await quota(agreement);
      expect([sum(now.spent), now.drawn]).toEqual([spent, drawn]);
      expect(now.kept + now.drawn + sum(now.lanes)).toBe(20);
      now.lanes.forEach((slots, lane) => {
        expect(now.spent[lane]).toBeLessThanOrEqual(slots);
      });
    }
    expect(spent + drawn).toBeLessThanOrEqual(20);
    expect(drawn).toBeGreaterThan(0);
  });
});

describe('whether a use is allowed', { timeout: 60_000 }, () => {
  it('is answered with the same bytes at the peers of several operators', async () => {
    await agreed(5, { lanes: 1, kept: 0 });
    const time = new Date().toISOString();
    for (const action of ['read', 'train']) {
      const question = { release, action, purpose: 'research', recipient: 'qixiang', time };
      const asked = ['wang-hosted', 'zhao-exchange', 'qian-regulator'].map(async (person) =>
        canonical(await network.as(person).evaluate('usage:mayUse', question)),
      );
      const answers = await Promise.all(asked);
      expect(new Set(answers).size).toBe(1);
      const answer = JSON.parse(answers[0] as string) as UseAnswer;
      expect([answer.allowed, answer.clause.code]).toEqual(
        action === 'read' ? [true, 'AGREEMENT'] : [false, 'USE_ACTION'],
      );
    }
  });
});
