import {
  type Agreement,
  agreementStateAt,
  type CommandName,
  type Quota,
  Refusal,
  type Terms,
  type Use,
  type UseAnswer,
} from '@suyuan/schemas';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { broken, passedOn, within } from '../../chaincode/src/licence/terms.ts';
import {
  assetId,
  certificateNumber,
  DAY,
  evidence,
  LicenceWorld,
  notice,
  releaseId,
  route,
  START,
} from '../support/licences.ts';

let world: LicenceWorld;
beforeAll(async () => {
  world = await LicenceWorld.create();
});

const CALLERS = [
  'huaxin',
  'qixiang',
  'e1',
  'e2',
  'abroad',
  'yanjiu',
  'regulator',
  'registry',
  'other-registrar',
] as const;
const ENTITIES = ['huaxin', 'qixiang', 'e1', 'e2', 'abroad', 'yanjiu'];

const all = <T>(prefix: string): T[] =>
  [...world.ledger.state].filter(([key]) => key.startsWith(prefix)).map(([, value]) => JSON.parse(value) as T);

/** One step: what is sent, by whom, about which of the things that there are; `pick` chooses among them. */
const step = fc.record({
  action: fc.constantFrom(
    ...(['offer', 'sub-offer', 'accept', 'accept', 'propose', 'conclude', 'decline', 'advance', 'terminate'] as const),
    ...(['retract', 'spend', 'spend', 'spend', 'allot', 'suspend', 'reinstate', 'revoke', 'again', 'ask'] as const),
  ),
  who: fc.constantFrom(...CALLERS),
  pick: fc.nat(50),
  wait: fc.constantFrom(0, 0, 1000, DAY, 20 * DAY),
  count: fc.option(fc.integer({ min: 1, max: 12 })),
  onward: fc.integer({ min: 0, max: 2 }),
  actions: fc.subarray(['read' as const, 'derive' as const, 'train' as const], { minLength: 1 }),
  purposes: fc.option(fc.subarray(['research', 'credit-risk'], { minLength: 1 })),
  recipients: fc.option(fc.subarray(['qixiang', 'e1', 'yanjiu'], { minLength: 1 })),
  days: fc.option(fc.constantFrom(10, 40)),
  abroad: fc.boolean(),
  fit: fc.constantFrom(true, true, true, false),
});
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

const at = <T>(things: readonly T[], pick: number): T | undefined => things[pick % Math.max(things.length, 1)];

function termsOf({ count, onward, actions, purposes, recipients, days, abroad }: Step): Terms {
  return {
    actions,
    from: START,
    onward,
    ...(days === null ? {} : { until: new Date(world.ledger.time + days * DAY).toISOString() }),
    ...(count === null ? {} : { count }),
    ...(purposes ? { purposes } : {}),
    ...(recipients ? { recipients } : {}),
    ...(abroad ? {} : { territories: ['CN'] }),
  };
}

/** The command that a step sends; half of the time by the entity that it is for, so that sequences get somewhere. */
function commandOf(one: Step): { who: string; name: CommandName; command: object } | undefined {
  const agreements = all<Agreement>('agreement/');
  const open = agreements.filter(({ state }) => state === 'proposed');
  const answering = ['conclude', 'decline', 'advance'].includes(one.action) && one.fit && open.length > 0;
  const agreement = at(answering ? open : agreements, one.pick);
  const on = { agreement: agreement?.id ?? `agr-${'0'.repeat(32)}` };
  const content = { terms: termsOf(one), notice, ...(one.abroad ? { route } : {}) };
  const about = { asset: assetId(1), ...(one.pick % 5 === 0 ? { release: releaseId(1) } : {}) };
  const as = (entity: string | undefined) => (one.fit && entity && world.people.has(entity) ? entity : one.who);
  const certificate = { certificate: certificateNumber(1), reason: '核查' };
  /** What a sub-licence may be, when it is to fit: its base, passed on once. */
  const under = () => {
    const base = agreement && passedOn(agreement.terms);
    const terms =
      one.fit && base
        ? { ...base, ...(base.count ? { count: Math.min(base.count, one.count ?? 2) } : {}) }
        : content.terms;
    return {
      ...about,
      ...(agreement?.release ? { release: agreement.release } : {}),
      ...content,
      terms,
      route,
      under: on.agreement,
    };
  };
  switch (one.action) {
    case 'offer':
      return { who: as('huaxin'), name: 'licence:offer', command: { ...about, ...content } };
    case 'sub-offer':
      return { who: as(agreement?.licensee), name: 'licence:offer', command: under() };
    case 'accept': {
      const offer = at(all<{ id: string; version: number }>('offer/'), one.pick);
      const division = one.count && one.fit ? { division: { lanes: 1 + (one.pick % 3), kept: one.pick % 3 } } : {};
      return (
        offer && {
          who: one.who,
          name: 'licence:accept',
          command: { offer: offer.id, version: offer.version, ...division },
        }
      );
    }
    case 'propose': {
      const licensee = ENTITIES[one.pick % ENTITIES.length] as string;
      const answerBy = new Date(world.ledger.time + 10 * DAY).toISOString();
      const said = one.pick % 2 ? under() : { ...about, ...content };
      return {
        who: as(one.pick % 2 ? agreement?.licensee : 'huaxin'),
        name: 'licence:propose',
        command: { ...said, licensee, answerBy },
      };
    }
    case 'conclude':
      return { who: as(agreement?.next?.entity), name: 'licence:conclude', command: on };
    case 'decline':
      return { who: as(agreement?.next?.entity), name: 'licence:decline', command: { ...on, reason: '不' } };
    case 'advance':
      return { who: one.who, name: 'licence:advance', command: on };
    case 'terminate': {
      const ground = one.who === 'regulator' ? 'order' : one.pick % 2 ? 'notice' : 'breach';
      const said = { ground, reason: '终止', evidence: one.pick % 3 ? [evidence] : [] };
      return { who: one.who, name: 'licence:terminate', command: { ...on, ...said } };
    }
    case 'retract':
      return { who: as(agreement?.termination?.by.entity), name: 'licence:retract', command: on };
    case 'spend': {
      const granted = one.fit && agreement ? agreement.terms : one;
      const use = {
        release: releaseId(1),
        action: granted.actions[0],
        purpose: granted.purposes?.[0] ?? 'research',
        ...(granted === one ? {} : { territory: 'CN' }),
      };
      const said = { ...on, ...use, lane: one.pick % 4, uses: one.fit ? 1 + (one.pick % 2) : (one.count ?? 1) };
      return { who: as(agreement?.licensee), name: 'usage:spend', command: said };
    }
    case 'allot':
      return { who: as(agreement?.licensee), name: 'usage:allot', command: { ...on, slots: one.count ?? 1 } };
    case 'suspend':
      return one.pick % 4 ? undefined : { who: 'registry', name: 'certificate:suspend', command: certificate };
    case 'revoke':
      return one.pick % 6 ? undefined : { who: 'registry', name: 'certificate:revoke', command: certificate };
    case 'reinstate':
      return { who: 'other-registrar', name: 'certificate:reinstate', command: certificate };
    default:
      return undefined;
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0);

/** What holds of everything on the ledger, whoever did what. */
function holds(): void {
  const agreements = new Map(all<Agreement>('agreement/').map((one) => [one.id, one]));
  const quotas = new Map(all<Quota>('quota/').map((one) => [one.agreement, one]));
  const spent = new Map<string, number>();
  for (const { agreement, lane, spent: uses } of all<Use>('use/')) {
    expect(uses).toBeLessThanOrEqual(quotas.get(agreement)?.lanes[lane] ?? 0);
    spent.set(agreement, (spent.get(agreement) ?? 0) + uses);
  }
  for (const one of agreements.values()) {
    expect(one.next === undefined, one.state).toBe(one.state !== 'proposed');
    expect(one.restsOn.length).toBeLessThan(8);
    expect(one.restsOn[0]).toBe(one.under);
    const base = one.under ? agreements.get(one.under) : undefined;
    if (base) {
      expect(one.restsOn.slice(1)).toEqual(base.restsOn);
      expect(one.grantor).toBe(base.licensee);
      expect(within(one.terms, passedOn(base.terms) as Terms)).toBe(true);
    }
    if (one.concludedAt)
      expect([one.signatures.grantor?.entity, one.signatures.licensee?.entity]).toEqual([one.grantor, one.licensee]);
    const quota = quotas.get(one.id);
    expect(quota === undefined).toBe(one.terms.count === undefined || one.concludedAt === undefined);
    if (!quota) continue;
    const subs = [...agreements.values()].filter((sub) => sub.under === one.id && sub.concludedAt);
    expect(quota.kept + quota.drawn + sum(quota.lanes)).toBe(one.terms.count);
    expect(quota.drawn).toBe(sum(subs.map(({ terms }) => terms.count ?? 0)));
    const tree = [...agreements.values()].filter((sub) => sub.id === one.id || sub.restsOn.includes(one.id));
    expect(sum(tree.map(({ id }) => spent.get(id) ?? 0))).toBeLessThanOrEqual(one.terms.count ?? 0);
  }
}

/** Asks about a random use; a yes lies within every agreement of its chain, all of which are in force. */
async function asks(one: Step): Promise<boolean> {
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
    const opening: Partial<Step>[] = [
      { action: 'offer', count: 12, ...wide },
      { action: 'accept', who: 'qixiang', pick: 1 },
      { action: 'sub-offer', pick: 0, count: 5 },
      { action: 'propose', pick: 2, count: 6, ...wide },
      { action: 'conclude', pick: 0 },
    ];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 15, maxLength: 35 }), async (steps) => {
        world.reset();
        let last: { who: string; name: CommandName; command: object } | undefined;
        const first = steps
          .slice(0, opening.length)
          .map((one, n) => ({ ...one, ...opening[n], wait: 0, fit: true }) as Step);
        for (const one of [...first, ...steps]) {
          world.wait(one.wait);
          if (one.action === 'ask') seen((await asks(one)) ? 'yes' : 'no');
          const sent = one.action === 'again' ? last : commandOf(one);
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
          holds();
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
