import type { Agreement, CommandName, Quota, Terms, Use } from '@suyuan/schemas';
import fc from 'fast-check';
import { expect } from 'vitest';
import { passedOn, within } from '../../../chaincode/src/licence/terms.ts';
import { DAY, evidence, notice, route, START } from '../licences.ts';

/** One asset that licences are about, and what is on the ledger: in memory, or of a network. */
export interface Ground {
  readonly asset: string;
  readonly release: string;
  readonly certificate: string;
  now(): number;
  all<T>(prefix: string): T[];
  has(person: string): boolean;
}

export type Sent = { readonly who: string; readonly name: CommandName; readonly command: object };

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
export const ENTITIES = ['huaxin', 'qixiang', 'e1', 'e2', 'abroad', 'yanjiu'];

/** One step: what is sent, by whom, about which of the things that there are; `pick` chooses among them. */
export const licenceStep = fc.record({
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
export type LicenceStep = typeof licenceStep extends fc.Arbitrary<infer S> ? S : never;

const at = <T>(things: readonly T[], pick: number): T | undefined => things[pick % Math.max(things.length, 1)];

function termsOf(ground: Ground, { count, onward, actions, purposes, recipients, days, abroad }: LicenceStep): Terms {
  return {
    actions,
    from: START,
    onward,
    ...(days === null ? {} : { until: new Date(ground.now() + days * DAY).toISOString() }),
    ...(count === null ? {} : { count }),
    ...(purposes ? { purposes } : {}),
    ...(recipients ? { recipients } : {}),
    ...(abroad ? {} : { territories: ['CN'] }),
  };
}

/** The command that a step sends; half of the time by the entity that it is for, so that sequences get somewhere. */
export function licenceCommand(ground: Ground, one: LicenceStep): Sent | undefined {
  const { all } = ground;
  const agreements = all<Agreement>('agreement/');
  const open = agreements.filter(({ state }) => state === 'proposed');
  const answering = ['conclude', 'decline', 'advance'].includes(one.action) && one.fit && open.length > 0;
  const agreement = at(answering ? open : agreements, one.pick);
  const on = { agreement: agreement?.id ?? `agr-${'0'.repeat(32)}` };
  const content = { terms: termsOf(ground, one), notice, ...(one.abroad ? { route } : {}) };
  const about = { asset: ground.asset, ...(one.pick % 5 === 0 ? { release: ground.release } : {}) };
  const as = (entity: string | undefined) => (one.fit && entity && ground.has(entity) ? entity : one.who);
  const certificate = { certificate: ground.certificate, reason: '核查' };
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
      const answerBy = new Date(ground.now() + 10 * DAY).toISOString();
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
        release: ground.release,
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
export function licenceLaws({ all }: Pick<Ground, 'all'>): void {
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
