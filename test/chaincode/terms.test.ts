import { ACTIONS, type Terms } from '@suyuan/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  broken,
  type ConcreteUse,
  inForceAt,
  normal,
  operable,
  passedOn,
  wider,
  within,
} from '../../chaincode/src/licence/terms.ts';

/** Small vocabularies, so that random grants meet often; each has one value that no grant names. */
const PURPOSES = ['credit-risk', 'research', 'statistics', 'unnamed'];
const ENTITIES = ['huaxin', 'qixiang', 'yanjiu', 'unnamed'];
const TERRITORIES = ['CN', 'HK', 'SG', 'ZZ'];
const DAYS = Array.from({ length: 6 }, (_, day) => `2026-03-0${day + 1}T00:00:00.000Z`);

const some = (values: readonly string[]) => fc.option(fc.subarray([...values.slice(0, -1)], { minLength: 1 }));
const period = fc
  .tuple(fc.integer({ min: 0, max: 4 }), fc.option(fc.integer({ min: 1, max: 4 })))
  .map(([from, days]) => ({
    from: DAYS[from] as string,
    ...(days === null ? {} : { until: DAYS[Math.min(from + days, 5)] as string }),
  }));

const terms: fc.Arbitrary<Terms> = fc
  .record({
    actions: fc.subarray(['read' as const, 'derive' as const, 'train' as const], { minLength: 1 }),
    purposes: some(PURPOSES),
    recipients: some(ENTITIES),
    territories: some(TERRITORIES),
    period,
    count: fc.option(fc.integer({ min: 1, max: 3 })),
    onward: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ actions, purposes, recipients, territories, period: span, count, onward }) =>
    normal({
      actions,
      ...span,
      onward,
      ...(purposes ? { purposes } : {}),
      ...(recipients ? { recipients } : {}),
      ...(territories ? { territories } : {}),
      ...(count === null ? {} : { count }),
    }),
  );

const use: fc.Arbitrary<ConcreteUse> = fc.record({
  action: fc.constantFrom(...ACTIONS),
  purpose: fc.constantFrom(...PURPOSES),
  recipient: fc.constantFrom(...ENTITIES),
  territory: fc.constantFrom(...TERRITORIES),
  time: fc.constantFrom(...DAYS, '2030-01-01T00:00:00.000Z'),
  nth: fc.integer({ min: 1, max: 5 }),
  passedOn: fc.integer({ min: 0, max: 3 }),
});

/** A use that the grant allows: of each of its constraints, one value drawn from what it names. */
const useOf = (grant: Terms): fc.Arbitrary<ConcreteUse> =>
  fc.record({
    action: fc.constantFrom(...grant.actions),
    purpose: fc.constantFrom(...(grant.purposes ?? PURPOSES)),
    recipient: fc.constantFrom(...(grant.recipients ?? ENTITIES)),
    territory: fc.constantFrom(...(grant.territories ?? TERRITORIES)),
    time: fc.constantFrom(
      ...[...DAYS, '2030-01-01T00:00:00.000Z'].filter(
        (day) => day >= grant.from && (grant.until === undefined || day <= grant.until),
      ),
    ),
    nth: fc.integer({ min: 1, max: grant.count ?? 5 }),
    passedOn: fc.integer({ min: 0, max: grant.onward }),
  });

/** A grant that lies within a base: of each of its constraints as much or less. */
const narrower = (base: Terms): fc.Arbitrary<Terms> =>
  fc
    .record({
      actions: fc.subarray([...base.actions], { minLength: 1 }),
      purposes: base.purposes ? fc.subarray([...base.purposes], { minLength: 1 }) : some(PURPOSES),
      recipients: base.recipients ? fc.subarray([...base.recipients], { minLength: 1 }) : some(ENTITIES),
      territories: base.territories ? fc.subarray([...base.territories], { minLength: 1 }) : some(TERRITORIES),
      count:
        base.count === undefined ? fc.option(fc.integer({ min: 1, max: 3 })) : fc.integer({ min: 1, max: base.count }),
      onward: fc.integer({ min: 0, max: base.onward }),
      until: base.until === undefined ? fc.option(fc.constant('2029-01-01T00:00:00.000Z')) : fc.constant(base.until),
    })
    .map(({ actions, purposes, recipients, territories, count, onward, until }) =>
      normal({
        actions,
        from: base.from,
        onward,
        ...(until === null ? {} : { until }),
        ...(purposes ? { purposes } : {}),
        ...(recipients ? { recipients } : {}),
        ...(territories ? { territories } : {}),
        ...(count === null ? {} : { count }),
      }),
    );

describe('lying within', () => {
  it('is reflexive', () => {
    fc.assert(fc.property(terms, (grant) => within(grant, grant)));
  });

  it('is transitive', () => {
    const chains = terms.chain((c) =>
      narrower(c).chain((b) => fc.tuple(narrower(b), fc.constant(b), fc.constant(c), terms)),
    );
    fc.assert(
      fc.property(chains, ([a, b, c, any]) => {
        expect([within(a, b), within(b, c), within(a, c)]).toEqual([true, true, true]);
        for (const [x, y, z] of [[any, b, c] as const, [a, any, c] as const, [a, b, any] as const])
          if (within(x, y) && within(y, z)) expect(within(x, z)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('is antisymmetric on normal forms: grants within each other have one text', () => {
    fc.assert(
      fc.property(terms, fc.array(terms, { maxLength: 30 }), (a, others) => {
        for (const b of [...others, normal({ ...a, actions: [...a.actions].reverse() })])
          if (within(a, b) && within(b, a)) expect(b).toEqual(a);
      }),
      { numRuns: 500 },
    );
  });

  it('means that no use which the grant allows is refused by its base', () => {
    const nested = terms.chain((base) =>
      narrower(base).chain((grant) => fc.tuple(fc.constant(base), fc.constant(grant), useOf(grant), use)),
    );
    fc.assert(
      fc.property(nested, ([base, grant, allowed, any]) => {
        expect(broken(grant, allowed)).toBeUndefined();
        for (const one of [allowed, any]) if (!broken(grant, one)) expect(broken(base, one)).toBeUndefined();
      }),
      { numRuns: 5000 },
    );
  });

  it('else there is a use that the grant allows and the base refuses, by the constraint that is named', () => {
    const found = new Set<string>();
    const pairs = fc.oneof(
      fc.tuple(terms, terms),
      terms.chain((grant) => fc.tuple(fc.constant(grant), narrower(grant))),
    );
    fc.assert(
      fc.property(pairs, ([grant, base]) => {
        const constraint = wider(grant, base);
        if (!constraint) return;
        const uses = fc.sample(useOf(grant), { numRuns: 400, seed: 1 });
        const counter = uses.find((one) => broken(base, one) !== undefined);
        expect(counter, JSON.stringify([grant, base])).toBeDefined();
        if (uses.some((one) => broken(base, one) === constraint)) found.add(constraint);
      }),
      { numRuns: 400 },
    );
    expect([...found].sort()).toEqual(['action', 'count', 'onward', 'period', 'purpose', 'recipient', 'territory']);
  });
});

describe('what a grant may be made of', () => {
  it('is its base passed on once, until it may not be passed on', () => {
    fc.assert(
      fc.property(terms, (base) => {
        const once = passedOn(base);
        expect(once === undefined).toBe(base.onward === 0);
        if (once) expect([within(once, base), within(base, once)]).toEqual([true, false]);
      }),
    );
  });

  it('is the right to operate, for its days at UTC+8', () => {
    const right = { from: '2026-03-02', until: '2026-03-03' };
    expect(inForceAt(right, '2026-03-01T15:59:59.999Z')).toBe(false);
    expect(inForceAt(right, '2026-03-01T16:00:00.000Z')).toBe(true);
    expect(inForceAt(right, '2026-03-03T15:59:59.999Z')).toBe(true);
    expect(inForceAt(right, '2026-03-03T16:00:00.000Z')).toBe(false);
    const grant: Terms = { actions: ['read'], from: '2026-03-02T00:00:00.000Z', onward: 7 };
    expect(wider(grant, operable(right))).toBe('period');
    expect(wider({ ...grant, until: '2026-03-03T15:59:59.999Z' }, operable(right))).toBeUndefined();
    expect(wider(grant, operable({ from: '2026-03-02' }))).toBeUndefined();
  });
});
