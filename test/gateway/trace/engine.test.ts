import type { EdgeState } from '@suyuan/schemas';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ask, finish } from '../../../gateway/src/trace/engine/ask.ts';
import { inBackground } from '../../../gateway/src/trace/engine/background.ts';
import { Lineage } from '../../../gateway/src/trace/engine/lineage.ts';
import type { Direction, Question, Shape } from '../../../gateway/src/trace/engine/question.ts';
import { compress } from '../../../gateway/src/trace/engine/rows.ts';
import { sightOf } from '../../../gateway/src/trace/engine/sight.ts';
import { byText, type NaiveAnswer, naive, type Version } from './naive.ts';

const STATES: readonly EdgeState[] = ['claimed', 'confirmed', 'disputed', 'unanswered'];
const NODES = 14;
/** Some ids begin alike, so that their order needs more than their beginning. */
const idOf = (n: number) =>
  `${n % 4 === 3 ? 'ext' : 'rel'}-${(n % 3).toString(16).repeat(8)}${(97 - n).toString(16).padStart(24, '0')}`;

type Step = {
  readonly from: number;
  readonly to: number;
  readonly state: number;
  readonly open: boolean;
  readonly next: boolean;
};

const node = fc.nat(NODES - 1);
const steps = fc.array(fc.record({ from: node, to: node, state: fc.nat(3), open: fc.boolean(), next: fc.boolean() }), {
  maxLength: 60,
});
const shape: fc.Arbitrary<Shape> = fc.oneof(
  fc.record({
    kind: fc.constant('closure' as const),
    start: node.map(idOf),
    direction: fc.constantFrom<Direction>('UPSTREAM', 'DOWNSTREAM', 'BOTH'),
  }),
  fc.record({ kind: fc.constant('between' as const), from: node.map(idOf), to: node.map(idOf) }),
  fc.record({ kind: fc.constant('common' as const), one: node.map(idOf), other: node.map(idOf) }),
);
const question = fc.record({
  shape,
  depth: fc.oneof(fc.nat(4), fc.constant(1000)),
  states: fc.subarray([...STATES], { minLength: 1 }),
  aliases: fc.constant(true),
  block: fc.nat(40),
});

const everything = { depth: 9, states: STATES, aliases: true, block: 1 };

/** Versions of edges as blocks bring them. Loops are among them, as aliases may close one. */
function versionsOf(taken: readonly Step[]): Version[] {
  let block = 0;
  return taken.map(({ from, to, state, open, next }) => {
    if (next) block += 1;
    return { from: idOf(from), to: idOf(to), state: STATES[state] as EdgeState, open, block };
  });
}

const factOf = ({ from, to, state, open, block }: Version) => ({
  from_id: from,
  to_id: to,
  state,
  disclosure: open ? 'open' : 'restricted',
  from_entity: null,
  to_entity: 'acme',
  arbiter: null,
  block,
});

const change = (edges: readonly Version[]) => ({
  block: edges.at(-1)?.block ?? 0,
  releases: [],
  assets: [],
  certified: [],
  cases: [],
  aliases: [],
  grades: [],
  edges: edges.map(factOf),
});

function emptyLineage(): Lineage {
  const lineage = new Lineage();
  for (let n = 0; n < NODES; n += 1) lineage.facts.node(idOf(n));
  return lineage;
}

const OPEN = [[{ column: 'disclosure', in: ['open'] }]];

function answer(lineage: Lineage, asked: Question): NaiveAnswer {
  const { facts, aliases } = lineage;
  const sight = sightOf({ edge: OPEN, alias: OPEN, release: 'all', ownAsset: 'all' }, facts, aliases);
  const got = finish(ask(lineage, asked, sight));
  if (!got) throw new Error('the start is known');
  const nodes = [...got.found.order.keys()].map((place) => got.node(place));
  return {
    nodes: nodes.map(({ id, hop }) => [id, hop] as const),
    edges: [...got.found.from.keys()]
      .map((n) => got.edge(n))
      .map(({ from, to, visible }) => [got.id(from), got.id(to), visible] as const)
      .sort(byText),
    cut: nodes
      .filter(({ cut }) => cut)
      .map(({ id }) => id)
      .sort(),
  };
}

describe('the lineage graph in memory', () => {
  it('answers every question as the plainest search does, as of every block', () => {
    fc.assert(
      fc.property(steps, fc.array(question, { minLength: 1, maxLength: 8 }), (taken, questions) => {
        const versions = versionsOf(taken);
        const lineage = emptyLineage();
        lineage.apply(change(versions));
        for (const asked of questions) expect(answer(lineage, asked)).toEqual(naive(versions, asked));
      }),
      { numRuns: 300 },
    );
  });

  it('answers alike before, while and after what came since is merged', async () => {
    const property = fc.asyncProperty(
      steps,
      steps,
      fc.array(question, { maxLength: 5 }),
      async (one, two, questions) => {
        const versions = versionsOf([...one, ...two]);
        const lineage = emptyLineage();
        lineage.apply(change(versions.slice(0, one.length)));
        let goOn = () => {};
        const held = new Promise<void>((resolve) => {
          goOn = resolve;
        });
        const merged = lineage.graph.merge(NODES, async (...rows) => {
          const done = compress(...rows);
          await held;
          return done;
        });
        lineage.apply(change(versions.slice(one.length)));
        const check = () => {
          for (const asked of questions) expect(answer(lineage, asked)).toEqual(naive(versions, asked));
        };
        check();
        goOn();
        await merged;
        check();
        await lineage.graph.merge(NODES, async (...rows) => compress(...rows));
        check();
      },
    );
    await fc.assert(property, { numRuns: 100 });
  });

  it('names an edge of a loop once, whichever ways lead round it', () => {
    const loop = [
      { from: 0, to: 1, state: 1, open: true, next: true },
      { from: 1, to: 0, state: 1, open: true, next: false },
    ];
    const versions = versionsOf(loop);
    const lineage = emptyLineage();
    lineage.apply(change(versions));
    const asked = { ...everything, shape: { kind: 'closure', start: idOf(0), direction: 'BOTH' } } as const;
    expect(answer(lineage, asked).edges).toHaveLength(2);
    expect(answer(lineage, asked)).toEqual(naive(versions, asked));
  });

  it('merges on a thread of its own', async () => {
    const lineage = emptyLineage();
    const versions = versionsOf([{ from: 0, to: 1, state: 0, open: true, next: true }]);
    lineage.apply(change(versions));
    await lineage.graph.merge(NODES, inBackground);
    expect(lineage.graph.layers.overlay.size).toBe(0);
    const asked = { ...everything, shape: { kind: 'closure', start: idOf(1), direction: 'UPSTREAM' } } as const;
    expect(answer(lineage, asked)).toEqual(naive(versions, asked));
  });
});
