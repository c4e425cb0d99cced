import { keepPreviousData, type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { query } from '../data/http.ts';
import { asked } from '../data/query.ts';
import {
  TraceDetailsDocument,
  type TraceDetailsQuery,
  TraceTableDocument,
  type TraceTableQuery,
} from '../generated/trace.ts';
import { MANY } from './group.ts';
import { type About, type Lineage, lineageOf, opened, type Pages } from './model.ts';
import type { Question } from './question.ts';

const PAGE = 1000;
const DETAILS = 200;
/** Nodes that a page of the console reads at most; beyond them it says so. */
export const MOST = 50_000;

const GRAPH = 'lineage';

/** Reads an answer page by page, telling after each how many nodes are there. */
async function read(question: Question, signal: AbortSignal, tell: (nodes: number) => void): Promise<Lineage> {
  const pages: Pages[number][] = [];
  for (let after: string | null = null, nodes = 0; ; ) {
    const { trace }: TraceTableQuery = await query(TraceTableDocument, { ...question, first: PAGE, after });
    signal.throwIfAborted();
    pages.push(trace);
    nodes += trace.table.ids.length;
    tell(nodes);
    after = trace.pageInfo.endCursor;
    if (!trace.pageInfo.hasNextPage || nodes >= MOST) return lineageOf(pages);
  }
}

type DetailNode = TraceDetailsQuery['trace']['nodes'][number];

export function aboutOf({ kind, release, external }: DetailNode): About {
  return {
    kind,
    title: external
      ? { zh: `${external.namespace} / ${external.name}` }
      : (release?.asset?.text?.descriptor?.title ?? undefined),
    label: release?.text?.label ?? undefined,
    holder: release?.entity ?? undefined,
    assetId: release?.assetId,
    recalled: Boolean(release?.recall),
  };
}

async function readAbout(question: Question): Promise<readonly (readonly [string, About])[]> {
  const found: (readonly [string, About])[] = [];
  for (let after: string | null = null; found.length < MANY; ) {
    const { trace }: TraceDetailsQuery = await query(TraceDetailsDocument, { ...question, first: DETAILS, after });
    found.push(...trace.nodes.map((node) => [node.id, aboutOf(node)] as const));
    after = trace.pageInfo.endCursor;
    if (!trace.pageInfo.hasNextPage) break;
  }
  return found;
}

// Named outside the hook: a new function at each drawing would have its answer made anew at each.
const together = (answers: readonly UseQueryResult<readonly (readonly [string, About])[]>[]) =>
  new Map(answers.flatMap(({ data }) => data ?? []));
const parted = (answers: readonly UseQueryResult<Lineage>[]) => answers.map(({ data }) => data);

const moves = (question: Question) => (question.asOf ? 'still' : 'moves');

/** The graph that the address asks for, with the nodes opened in it, and what is known of its nodes. */
export function useLineage(question: Question, open: readonly string[]) {
  const [nodes, tell] = useState(0);
  const key = [moves(question), GRAPH, question];
  const whole = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => read(question, signal, tell),
    placeholderData: keepPreviousData,
  });
  const small = whole.data !== undefined && whole.data.total <= MANY;
  const steps = open.map((release) => ({ ...question, release, depth: 1 }));
  const parts = useQueries({
    queries: steps.map((step) => ({
      queryKey: [moves(step), GRAPH, step],
      queryFn: ({ signal }: { signal: AbortSignal }) => read(step, signal, () => undefined),
    })),
    combine: parted,
  });
  const about = useQueries({
    queries: [question, ...steps].map((step) => ({
      queryKey: [moves(step), 'about', step],
      queryFn: () => readAbout(step),
      enabled: small,
      placeholderData: keepPreviousData,
    })),
    combine: together,
  });
  const lineage = useMemo(
    () =>
      whole.data &&
      open.reduce((graph, at, n) => {
        const part = parts[n];
        return part ? opened(graph, at, part) : graph;
      }, whole.data),
    [whole.data, open, parts],
  );
  return { whole, lineage, about, nodes, cancel: () => void asked.cancelQueries({ queryKey: key }) };
}
