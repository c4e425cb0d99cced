import { digestOf } from '@suyuan/schemas';
import type { Context } from '../context.ts';
import { loader } from '../loaders.ts';
import type { TraceEdgeModel, TraceNodeModel, TracePageModel } from '../models.ts';
import { type Answered, cursorOf, isSealed } from './asking.ts';

/** What is looked up for the nodes and edges of one page, as they were after its block. */
interface Lookups {
  readonly releaseAt: TraceNodeModel['releaseAt'];
  readonly edgeAt: TraceEdgeModel['edgeAt'];
  readonly aliasAt: TraceEdgeModel['aliasAt'];
}

function lookups({ services: { reads } }: Context, block: number): Lookups {
  const by = <V>(fetch: (refs: readonly string[]) => Promise<readonly V[]>, refOf: (found: V) => string) =>
    loader<V | undefined>(async (refs) => {
      const found = new Map((await fetch(refs)).map((one) => [refOf(one), one]));
      return refs.map((ref) => found.get(ref));
    });
  return {
    releaseAt: by(
      (ids) => reads.at('release/1', ids, block),
      ({ id }) => id,
    ),
    edgeAt: by(
      (ends) => reads.at('edge/1', ends, block),
      ({ from, to }) => `${from}/${to}`,
    ),
    aliasAt: by(
      (refs) => reads.at('alias/1', refs, block),
      ({ external, asset }) => `${external}/${asset}`,
    ),
  };
}

/** What something is for every place from one until before another. */
function each<T>(begin: number, end: number, of: (place: number) => T): T[] {
  const all = new Array<T>(end - begin);
  for (let place = begin; place < end; place += 1) all[place - begin] = of(place);
  return all;
}

/** Places from one until before another that have a mark, counted from `first`. */
function marked(marks: Uint8Array, begin: number, end: number, mark: number, first: number): number[] {
  const found: number[] = [];
  for (let place = begin; place < end; place += 1) if (marks[place] === mark) found.push(place - first);
  return found;
}

/** One page of an answer, as its resolvers read it. */
export function pageOf(
  context: Context,
  { answer, asOf, begin, end }: Answered & { readonly begin: number; readonly end: number },
): TracePageModel {
  const { open } = context.services;
  const { block, found } = answer;
  const looked = lookups(context, block);
  const shown: (string | undefined)[] = [];
  /** Who may not see a node sees what it is committed to. */
  const idAt = (place: number): string => {
    const known = shown[place];
    if (known !== undefined) return known;
    const id = answer.id(place);
    const said = answer.visible[place] || isSealed(id) ? id : open(id).commitment;
    shown[place] = said;
    return said;
  };
  const [first, last] = [answer.edgesBefore(begin), answer.edgesBefore(end)];
  /** By columns, with what is looked at from one node until before another. */
  const table = (begin: number, end: number, first: number, last: number) => ({
    first: begin,
    ids: each(begin, end, idAt),
    hops: [...found.hop.subarray(begin, end)],
    grades: each(begin, end, (place) => answer.gradeOf(place) ?? null),
    entities: each(begin, end, (place) => (answer.visible[place] ? (answer.entityOf(place) ?? null) : null)),
    hidden: marked(answer.visible, begin, end, 0, 0),
    cut: marked(answer.cut, begin, end, 1, 0),
    from: [...found.from.subarray(first, last)],
    to: [...found.to.subarray(first, last)],
    states: each(first, last, (n) => answer.stateOf(n)),
    aliases: marked(answer.alias, first, last, 1, first),
    loops: marked(answer.loop, first, last, 1, first),
  });
  return {
    asOf,
    truncated: found.cut.size > 0,
    counts: () => answer.counts(),
    pageInfo: {
      hasNextPage: end < found.order.length,
      hasPreviousPage: begin > 0,
      startCursor: begin < end ? cursorOf(block, begin) : undefined,
      endCursor: begin < end ? cursorOf(block, end - 1) : undefined,
    },
    nodes: () =>
      each(begin, end, (place) => ({ ...answer.node(place), shown: idAt(place), releaseAt: looked.releaseAt })),
    edges: () =>
      each(first, last, (n): TraceEdgeModel => {
        const edge = answer.edge(n);
        return {
          ...edge,
          from: idAt(edge.from),
          to: idAt(edge.to),
          ref: () =>
            edge.kind === 'ALIAS'
              ? `${answer.id(edge.to)}/${answer.assetOf(edge.from)}`
              : `${answer.id(edge.from)}/${answer.id(edge.to)}`,
          edgeAt: looked.edgeAt,
          aliasAt: looked.aliasAt,
        };
      }),
    table: () => table(begin, end, first, last),
    digest: () => digestOf(table(0, found.order.length, 0, found.from.length)),
  };
}
