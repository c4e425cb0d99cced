import { type Agreement, agreementStateAt, Refusal, type UseAnswer } from '@suyuan/schemas';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { broken } from '../../chaincode/src/licence/terms.ts';
import {
  ENTITIES,
  type Ground,
  type LicenceStep,
  licenceCommand,
  licenceLaws,
  licenceStep,
  type Sent,
} from '../support/laws/licences.ts';
import { assetId, certificateNumber, LicenceWorld, releaseId } from '../support/licences.ts';

let world: LicenceWorld;
beforeAll(async () => {
  world = await LicenceWorld.create();
});

const all = <T>(prefix: string): T[] =>
  [...world.ledger.state].filter(([key]) => key.startsWith(prefix)).map(([, value]) => JSON.parse(value) as T);

const ground: Ground = {
  asset: assetId(1),
  release: releaseId(1),
  certificate: certificateNumber(1),
  now: () => world.ledger.time,
  all,
  has: (person) => world.people.has(person),
};

/** Asks about a random use; a yes lies within every agreement of its chain, all of which are in force. */
async function asks(one: LicenceStep): Promise<boolean> {
  const recipient = ENTITIES[one.pick % ENTITIES.length] as string;
  const action = one.actions[0] as 'read';
  const purpose = one.purposes?.[0] ?? 'statistics';
  const time = world.ledger.now;
  const question = { release: releaseId(1), action, purpose, recipient, time };
  const said = (await world.ledger.evaluate(world.who('regulator'), 'usage:mayUse', question)) as UseAnswer;
  if (said.clause.code !== 'AGREEMENT') return false;
  const territory = recipient === 'abroad' ? 'SG' : 'CN';
  said.chain.forEach(({ agreement: id }, hops) => {
    const link = world.ledger.read<Agreement>(`agreement/${id}`);
    expect(agreementStateAt(link, time)).toBe('concluded');
    expect(broken(link.terms, { action, purpose, recipient, territory, time, nth: 1, passedOn: hops })).toBeUndefined();
  });
  const { state } = world.ledger.read<{ state: string }>(`certificate/${certificateNumber(1)}`);
  expect(state).toBe('active');
  return true;
}

describe('whatever anybody does with licences, in whatever order', () => {
  it('no licence goes beyond its chain, no quota is overspent, and nothing counts twice', async () => {
    const done = new Map<string, number>();
    const seen = (what: string) => done.set(what, (done.get(what) ?? 0) + 1);
    let sending = 0;
    const wide = { onward: 2, purposes: null, recipients: null, days: null, abroad: false };
    const opening: Partial<LicenceStep>[] = [
      { action: 'offer', count: 12, ...wide },
      { action: 'accept', who: 'qixiang', pick: 1 },
      { action: 'sub-offer', pick: 0, count: 5 },
      { action: 'propose', pick: 2, count: 6, ...wide },
      { action: 'conclude', pick: 0 },
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(licenceStep, { minLength: 15, maxLength: 35 }), async (steps) => {
        world.reset();
        let last: Sent | undefined;
        const first = steps
          .slice(0, opening.length)
          .map((one, n) => ({ ...one, ...opening[n], wait: 0, fit: true }) as LicenceStep);
        for (const one of [...first, ...steps]) {
          world.wait(one.wait);
          if (one.action === 'ask') seen((await asks(one)) ? 'yes' : 'no');
          const sent = one.action === 'again' ? last : licenceCommand(ground, one);
          if (!sent) continue;
          sending += 1;
          const command = { commandId: `drawn-command-${sending}`, ...sent.command };
          const before = new Map(world.ledger.state);
          try {
            await world.ledger.submit(world.who(sent.who), sent.name, command);
            expect(one.action).not.toBe('again');
            seen(sent.name);
            last = { ...sent, command };
          } catch (error) {
            if (!(error instanceof Refusal)) throw error;
            if (one.action === 'again') expect(error.body.code).toBe('COMMAND_REPEATED');
            seen(error.body.code);
            expect(world.ledger.state.size).toBe(before.size);
            for (const [key, value] of world.ledger.state) expect(before.get(key)).toBe(value);
          }
          licenceLaws(ground);
        }
      }),
      { numRuns: 60 },
    );
    for (const reached of [
      'licence:accept',
      'licence:conclude',
      'usage:spend',
      'licence:terminate',
      'yes',
      'no',
      'LICENCE_QUOTA',
      'USE_LANE',
      'COMMAND_REPEATED',
    ])
      expect(done.get(reached) ?? 0, `${reached} of ${JSON.stringify([...done])}`).toBeGreaterThan(0);
  }, 120_000);
});
