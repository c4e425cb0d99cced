import type { Direction } from '../trace.ts';
import type { EdgeClass } from './classes.ts';
import type { Lineage } from './lineage.ts';
import type { Question, Shape } from './question.ts';
import type { Side } from './rows.ts';
import { only, type Subgraph, subgraph, type Way } from './subgraph.ts';
import { walk } from './walk.ts';

/** Nodes that one question may reach; what lies beyond is cut and said to be. */
export const REACH = 2_000_000;

const SIDES: Readonly<Record<Direction, readonly Side[]>> = {
  UPSTREAM: ['into'],
  DOWNSTREAM: ['outOf'],
  BOTH: ['into', 'outOf'],
};

/** Nodes that a question names. */
const named = (shape: Shape): readonly string[] => {
  if (shape.kind === 'closure') return [shape.start];
  return shape.kind === 'between' ? [shape.from, shape.to] : [shape.one, shape.other];
};

export interface Answer {
  readonly found: Subgraph;
  /** What may be done with edges of each class. */
  readonly admits: Uint8Array;
}

/**
 * Answers a question for somebody to whom `shows` shows edges. Hidden edges are followed, so that the answer is
 * complete. It yields where others may have their turn.
 * @returns undefined when a node that the question names was never on the ledger
 */
export function* ask(
  { facts, graph, classes }: Lineage,
  { shape, depth, block, grades, states }: Question,
  shows: (found: EdgeClass) => boolean,
): Generator<void, Answer | undefined, void> {
  const { layers } = graph;
  const admits = classes.admit(({ state }) => states.some((one) => one === state), shows);
  const enters = grades && ((node: number) => grades.includes(facts.gradeAt(node, block) ?? 'general'));
  const go = function* (start: number, side: Side): Generator<void, Way, void> {
    const reach = { depth, nodes: REACH, enters };
    return { side, walked: yield* walk(layers, facts.nodes, [start], side, { block, admits }, reach) };
  };
  const answer = (ways: readonly Way[]): Answer => ({ found: subgraph(ways, facts.nodes), admits });

  const [first, second] = named(shape).map((id) => facts.nodes.find(id));
  if (first === undefined) return undefined;
  if (shape.kind === 'closure') {
    const ways: Way[] = [];
    for (const side of SIDES[shape.direction]) ways.push(yield* go(first, side));
    return answer(ways);
  }
  if (second === undefined) return undefined;
  const one = yield* go(first, shape.kind === 'between' ? 'outOf' : 'into');
  const other = yield* go(second, 'into');
  return answer([only(one, new Set(one.walked.order).intersection(new Set(other.walked.order)))]);
}

/** Runs an answer to its end at once. */
export function finish<T>(turns: Generator<void, T, void>): T {
  for (;;) {
    const turn = turns.next();
    if (turn.done) return turn.value;
  }
}

/** Runs an answer to its end, leaving others their turns. */
export async function inTurns<T>(turns: Generator<void, T, void>): Promise<T> {
  for (;;) {
    const turn = turns.next();
    if (turn.done) return turn.value;
    await new Promise(setImmediate);
  }
}
