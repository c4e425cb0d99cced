import type { Asset, Case, Objection } from '@suyuan/schemas';
import { Refusal } from '@suyuan/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Recorded } from '../../chaincode/src/ledger/keys.ts';
import { appeal, decideAppeal } from '../../chaincode/src/registration/rules/appeals.ts';
import type { Party } from '../../chaincode/src/registration/rules/case.ts';
import { receipt } from '../../chaincode/src/registration/rules/custody.ts';
import {
  accept,
  openPublicity,
  refuseCase,
  returnForCorrection,
  review,
} from '../../chaincode/src/registration/rules/decisions.ts';
import { resubmit, withdraw } from '../../chaincode/src/registration/rules/intake.ts';
import { issue } from '../../chaincode/src/registration/rules/issuance.ts';
import { decide, object } from '../../chaincode/src/registration/rules/objections.ts';
import { advance } from '../../chaincode/src/registration/rules/silence.ts';
import { at, factsAt, people, roster, submitted, unheld, who } from '../support/cases.ts';
import { caseLaws, FINAL } from '../support/laws/cases.ts';

const START = '2026-03-02T02:00:00.000Z';
const DAY = 86_400_000;
const reasons = [{ field: 'asset', code: 'unclear' as const, text: '不清' }];

/** A case with its asset and objections, and the moment at which it stands. */
type World = { found: Case; asset: Asset; objections: Map<number, Objection>; time: number; n: number };

const anyone: Party[] = [
  ...Object.values(people),
  who('yanjiu', 'xu'),
  who('south-registry', 'gao'),
  who('south-registry', 'luo'),
];
const ACTIONS = [
  'receipt',
  'accept',
  'return',
  'resubmit',
  'review',
  'publish',
  'refuse',
  'object',
  'decide',
  'issue',
  'advance',
  'appeal',
  'objectorAppeal',
  'decideAppeal',
  'withdraw',
] as const;
type Action = (typeof ACTIONS)[number];

function decided(world: World, action: Action, by: Party, flag: boolean): Recorded[] {
  const setting = at(new Date(world.time).toISOString(), world.n);
  const { found, asset } = world;
  const objections = [...world.objections.values()];
  const open = objections.find((objection) => objection.state === 'open') ?? objections[0];
  switch (action) {
    case 'receipt': {
      const named = found.application?.evidence.map(({ sha256 }) => sha256) ?? [];
      return [receipt(found, by, flag ? named.slice(1) : named, setting)];
    }
    case 'accept':
      return [accept(found, by, setting)];
    case 'return':
      return [returnForCorrection(found, by, reasons, setting)];
    case 'resubmit': {
      const submission = { facts: factsAt(setting.time, { answering: found.id }), by, duplicates: [] };
      return resubmit(found, asset, submission, setting);
    }
    case 'review':
      return [review(found, by, setting)];
    case 'publish':
      return [openPublicity(found, by, setting)];
    case 'refuse':
      return refuseCase(found, asset, by, reasons, setting);
    case 'object':
      return object(found, by, { ground: flag ? 'ownership' : 'content', statement: '异议', evidence: [] }, setting);
    case 'decide':
      return open ? decide(found, open, asset, by, { uphold: flag, reason: '理由' }, setting) : [];
    case 'issue':
      return issue({ found, asset, ...unheld, inputs: [], by }, setting);
    case 'advance':
      return advance(found, asset, objections, roster, setting);
    case 'appeal':
      return [appeal(found, by, { grounds: '不服', objection: undefined }, roster, setting)];
    case 'objectorAppeal':
      return [appeal(found, by, { grounds: '不服', objection: 1 }, roster, setting)];
    case 'decideAppeal':
      return decideAppeal(found, asset, objections, by, { allow: flag, reason: '理由' }, roster, setting);
    case 'withdraw':
      return withdraw(found, asset, by, setting);
  }
}

function apply(world: World, documents: readonly Recorded[]): World {
  const next = { ...world, objections: new Map(world.objections), n: world.n + 1 };
  for (const document of documents) {
    if (document.schema === 'case/1') next.found = document;
    if (document.schema === 'asset/1') next.asset = document;
    if (document.schema === 'objection/1') next.objections.set(document.n, document);
  }
  return next;
}

/** One step of anybody at any time: it is decided, or refused with the world as it was. */
function step(world: World, action: Action, by: Party, flag: boolean): World {
  const before = JSON.stringify(world.found);
  try {
    return apply(world, decided(world, action, by, flag));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(JSON.stringify(world.found)).toBe(before);
    return world;
  }
}

const steps = fc.array(
  fc.record({
    action: fc.constantFrom(...ACTIONS),
    by: fc.constantFrom(...anyone),
    flag: fc.boolean(),
    wait: fc.constantFrom(0, 1000, DAY, 4 * DAY, 16 * DAY, 40 * DAY),
  }),
  { minLength: 1, maxLength: 40 },
);

const received = ['receipt', people.acceptor] as const;

/** Openings that get far, so that random steps act on every state. */
const openings: readonly (readonly [Action, Party, number?])[][] = [
  [],
  [received],
  [received, ['accept', people.acceptor]],
  [received, ['accept', people.acceptor], ['review', people.reviewer], ['publish', people.reviewer]],
  [
    received,
    ['accept', people.acceptor],
    ['review', people.reviewer],
    ['publish', people.reviewer],
    ['object', people.other],
  ],
  [
    received,
    ['accept', people.acceptor],
    ['review', people.reviewer],
    ['publish', people.reviewer],
    ['issue', people.issuer, 16 * DAY],
  ],
  [['return', people.acceptor]],
  [received, ['refuse', people.acceptor], ['appeal', people.holder]],
];

describe('whatever anybody does to a case, in whatever order', () => {
  it('keeps its laws, and silence alone brings it to a named end', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(steps, fc.constantFrom(...openings), (drawn, opening) => {
        const { found, asset } = submitted(START);
        let world: World = { found, asset, objections: new Map(), time: Date.parse(START), n: 2 };
        for (const [action, by, wait = 0] of opening) {
          world = step({ ...world, time: world.time + wait }, action, by, false);
          reached.add(world.found.state);
        }
        for (const { action, by, flag, wait } of drawn) {
          world = step({ ...world, time: world.time + wait }, action, by, flag);
          reached.add(world.found.state);
          caseLaws(world);
        }
        for (let silences = 0; world.found.next; silences += 1) {
          expect(silences).toBeLessThan(8);
          const time = Date.parse(world.found.next.deadline) + 1;
          world = apply({ ...world, time }, decided({ ...world, time }, 'advance', people.other, false));
          caseLaws(world);
        }
        expect(FINAL).toContain(world.found.state);
      }),
      { numRuns: 2000 },
    );
    expect([...reached].sort()).toEqual([
      'accepted',
      'appealed',
      'in_publicity',
      'in_review',
      'issued',
      'lapsed',
      'objected',
      'refused',
      'returned',
      'submitted',
      'upheld',
      'withdrawn',
    ]);
  }, 60_000);
});
