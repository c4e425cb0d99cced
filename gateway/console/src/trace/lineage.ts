import { keepPreviousData, type UseQueryResult, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { query } from '../data/http.ts';
import { asked } from '../data/query.ts';
import {
  TraceDetailsDocument,
  type TraceDetailsQuery,
  TraceDigestDocument,
  TraceRunsDocument,
  type TraceRunsQuery,
  TraceTableDocument,
  type TraceTableQuery,
} from '../generated/trace.ts';
import { MANY } from './group.ts';
import { type About, type Lineage, lineageOf, lineId, opened, type Pages } from './model.ts';
import type { Made } from './prov.ts';
import type { Question } from './question.ts';

const PAGE = 1000;
const DETAILS = 1000;
/** Names are read anew at each block where they are few. */
const FEW = 200;
/** Nodes that are called by their titles; further ones by their ids. */
const NAMED = 10_000;
/** Nodes that a page of the console reads at most; beyond them it says so. */
export const MOST = 50_000;

const RUNS = 200;

const GRAPH = 'lineage';

/** A graph as it was read, and as of which block it was last found to be the same. */
export type Read = { readonly graph: Lineage; readonly digest: string; readonly asOf: Lineage['asOf'] };

/** Reads an answer page by page, telling after each how many nodes are there. */
async function read(question: Question, signal: AbortSignal, tell: (nodes: number) => void): Promise<Read> {
  const pages: Pages[number][] = [];
  for (let after: string | null = null, nodes = 0; ; ) {
    const { trace }: TraceTableQuery = await query(TraceTableDocument, { ...question, first: PAGE, after });
    signal.throwIfAborted();
    pages.push(trace);
    nodes += trace.table.ids.length;
    tell(nodes);
    after = trace.pageInfo.endCursor;
    if (!trace.pageInfo.hasNextPage || nodes >= MOST)
      return { graph: lineageOf(pages), digest: pages[0]?.digest ?? '', asOf: trace.asOf };
  }
}

/** The graph that is there, where the gateway's digest says that nothing of it is another; otherwise it is read anew. */
async function renewed(
  key: readonly unknown[],
  question: Question,
  signal: AbortSignal,
  tell: (nodes: number) => void,
): Promise<Read> {
  const before = asked.getQueryData<Read>(key);
  if (before) {
    const { digest, asOf } = (await query(TraceDigestDocument, question)).trace;
    if (digest === before.digest) return { ...before, asOf };
  }
  return read(question, signal, tell);
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

async function readAbout(question: Question, most: number): Promise<readonly (readonly [string, About])[]> {
  const found: (readonly [string, About])[] = [];
  for (let after: string | null = null; found.length < most; ) {
    const { trace }: TraceDetailsQuery = await query(TraceDetailsDocument, {
      ...question,
      first: Math.min(DETAILS, most),
      after,
    });
    found.push(...trace.nodes.map((node) => [node.id, aboutOf(node)] as const));
    after = trace.pageInfo.endCursor;
    if (!trace.pageInfo.hasNextPage) break;
  }
  return found;
}

/** The runs and transactions that the edges of an answer come from, as of the block of the answer. */
export async function readMade(question: Question, open: readonly string[]): Promise<ReadonlyMap<string, Made>> {
  const found = new Map<string, Made>();
  for (const step of [question, ...open.map((release) => ({ ...question, release, depth: 1 }))]) {
    for (let after: string | null = null; ; ) {
      const { trace }: TraceRunsQuery = await query(TraceRunsDocument, { ...step, first: RUNS, after });
      for (const { from, to, edge } of trace.edges) if (edge) found.set(lineId({ from, to, alias: false }), edge);
      after = trace.pageInfo.endCursor;
      if (!trace.pageInfo.hasNextPage || found.size >= NAMED) break;
    }
  }
  return found;
}

// Named outside the hook: a new function at each drawing would have its answer made anew at each.
const together = (answers: readonly UseQueryResult<readonly (readonly [string, About])[]>[]) =>
  new Map(answers.flatMap(({ data }) => data ?? []));
const parted = (answers: readonly UseQueryResult<Read>[]) => answers.map(({ data }) => data?.graph);

const moves = (question: Question) => (question.asOf ? 'still' : 'moves');
const keyOf = (question: Question) => [moves(question), GRAPH, question] as const;

/**
 * The graph that the address asks for, with the nodes opened in it, and what is known of its nodes: of all of
 * a large graph only where `named`.
 */
export function useLineage(question: Question, open: readonly string[], named: boolean) {
  const [nodes, tell] = useState(0);
  const key = keyOf(question);
  const whole = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => renewed(key, question, signal, tell),
    placeholderData: keepPreviousData,
    structuralSharing: false,
  });
  const size = whole.data?.graph.total;
  // Groups need no names; the start has one always.
  const most = named || (size ?? 0) <= MANY ? NAMED : 1;
  const steps = open.map((release) => ({ ...question, release, depth: 1 }));
  const parts = useQueries({
    queries: steps.map((step) => ({
      queryKey: keyOf(step),
      queryFn: ({ signal }: { signal: AbortSignal }) => renewed(keyOf(step), step, signal, () => undefined),
      structuralSharing: false,
    })),
    combine: parted,
  });
  const about = useQueries({
    queries: [question, ...steps].map((step) => ({
      queryKey: [(size ?? 0) > FEW ? 'still' : moves(step), 'about', step, most, whole.data?.digest],
      queryFn: () => readAbout(step, most),
      enabled: size !== undefined,
      placeholderData: keepPreviousData,
    })),
    combine: together,
  });
  const graph = whole.data?.graph;
  const lineage = useMemo(
    () =>
      graph &&
      open.reduce((sofar, at, n) => {
        const part = parts[n];
        return part ? opened(sofar, at, part) : sofar;
      }, graph),
    [graph, open, parts],
  );
  return { whole, lineage, about, nodes, cancel: () => void asked.cancelQueries({ queryKey: key }) };
}
