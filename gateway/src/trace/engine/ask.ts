import { Answer } from './answer.ts';
import { GRADES, UNGRADED } from './facts.ts';
import type { Lineage } from './lineage.ts';
import { type Direction, named, type Question } from './question.ts';
import type { Side } from './rows.ts';
import type { Sight } from './sight.ts';
import { only, type Subgraph, subgraph, type Way } from './subgraph.ts';
import { walk } from './walk.ts';

/** Nodes that one question may reach; what lies beyond is cut and said to be. */
export const REACH = 2_000_000;

const SIDES: Readonly<Record<Direction, readonly Side[]>> = {
  UPSTREAM: ['into'],
  DOWNSTREAM: ['outOf'],
  BOTH: ['into', 'outOf'],
};

/** Nodes of some grades; what has none counts as general. */
function ofGrades({ facts }: Lineage, { grades, block }: Question): ((node: number) => boolean) | undefined {
  if (!grades) return undefined;
  const wanted = grades.map((grade) => GRADES.indexOf(grade));
  return (node) => {
    const grade = facts.gradeAt(node, block);
    return wanted.includes(grade === UNGRADED ? 0 : grade);
  };
}

/**
 * Answers a question by what a reader sees. Hidden edges are followed, so that the answer is complete. It yields where
 * others may have their turn.
 * @returns undefined when a node that the question names was never in the graph
 */
export function* ask(lineage: Lineage, question: Question, sight: Sight): Generator<void, Answer | undefined, void> {
  const { facts, graph, classes } = lineage;
  const { shape, depth, block, states, aliases } = question;
  const { layers } = graph;
  const admits = classes.admit(
    `${[...states].sort()} ${aliases} ${sight.key}`,
    ({ kind, state }) => (kind === 'ALIAS' ? aliases : states.includes(state)),
    sight.edge,
  );
  const reach = { depth, nodes: REACH, enters: ofGrades(lineage, question) };
  const go = function* (start: number, side: Side): Generator<void, Way, void> {
    return { side, walked: yield* walk(layers, facts.nodes, [start], side, { block, admits }, reach) };
  };
  const answer = (found: Subgraph) => new Answer(lineage, question, sight, found, admits);

  const [first, second] = named(shape).map((id) => facts.nodes.find(id));
  if (first === undefined) return undefined;
  if (shape.kind === 'closure') {
    const ways: Way[] = [];
    for (const side of SIDES[shape.direction]) ways.push(yield* go(first, side));
    return answer(subgraph(ways, facts.nodes));
  }
  if (second === undefined) return undefined;
  const one = yield* go(first, shape.kind === 'between' ? 'outOf' : 'into');
  const other = yield* go(second, 'into');
  const both = new Set(one.walked.order).intersection(new Set(other.walked.order));
  return answer(subgraph([only(one, both)], facts.nodes));
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
