import { Alert, Button } from 'antd';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { ClaimButton } from '../lineage/ClaimButton.tsx';
import { count } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { useLanguage } from '../words/i18n.ts';
import { AsOf, Controls } from './Controls.tsx';
import { Detail } from './Detail.tsx';
import { Exports } from './Exports.tsx';
import { Graph } from './Graph.tsx';
import { BY, type Grouped, grouped, MANY } from './group.ts';
import { Listing } from './Listing.tsx';
import { MOST, useLineage } from './lineage.ts';
import { Legend } from './Marks.tsx';
import type { About, Lineage } from './model.ts';
import { nameOf } from './naming.ts';
import type { Pick } from './pick.ts';
import { changed, questionOf } from './question.ts';
import { BasisNeeded, needsBasis, Under } from './Under.tsx';
import { useTrace } from './words.ts';

const Many = lazy(() => import('./Many.tsx'));

type View = 'graph' | 'every' | 'list';

type DrawnProps = Pick & { of: Lineage; groups: Grouped | undefined; about: ReadonlyMap<string, About>; view: View };

function Drawn({ of, groups, about, view, ...pick }: DrawnProps) {
  const say = useTrace();
  const every = groups && view === 'every';
  return (
    <>
      {groups && view === 'graph' ? <p className="hint">{say('many', { limit: count(MANY) })}</p> : null}
      {view === 'list' ? <Listing of={of} about={about} {...pick} /> : null}
      {view !== 'list' && every ? (
        <Suspense fallback={<p className="reading">{say('laying', { count: count(of.points.length) })}</p>}>
          <Many of={of} about={about} {...pick} />
        </Suspense>
      ) : null}
      {view !== 'list' && !every ? <Graph of={groups ?? of} about={about} {...pick} /> : null}
      {view !== 'list' ? <Legend /> : null}
    </>
  );
}

/** The lineage of one release, as the address asks for it. */
export function Lineages({ release }: { readonly release: string }) {
  const say = useTrace();
  useLanguage();
  const [search, setSearch] = useSearchParams();
  const [marked, setMarked] = useState<ReadonlySet<string>>();
  const [beyond, setBeyond] = useState(false);
  const text = search.toString();
  const question = useMemo(() => questionOf(release, new URLSearchParams(text)), [release, text]);
  const open = useMemo(() => new URLSearchParams(text).getAll('open'), [text]);
  const at = search.get('at') ?? undefined;
  const view = (['graph', 'every', 'list'] as const).find((one) => one === search.get('view')) ?? 'graph';
  const by = BY.find((one) => one === search.get('by')) ?? 'hop';
  const { whole, lineage, about, nodes, cancel } = useLineage(question, open, view !== 'graph');
  const set = useCallback((next: URLSearchParams) => setSearch(next, { replace: true }), [setSearch]);
  const onPick = useCallback(
    (id: string) => setSearch((now) => changed(now, { at: now.get('at') === id ? undefined : id }), { replace: true }),
    [setSearch],
  );
  const onOpen = useCallback(
    (id: string) => {
      // A use of a basis answers from its own start alone.
      if (question.use) setBeyond(true);
      else setSearch((now) => changed(now, { open: [...new Set([...now.getAll('open'), id])] }), { replace: true });
    },
    [setSearch, question.use],
  );
  // Another question is fitted into view anew; the same one as of another block stays where it was moved.
  const shape = JSON.stringify({ ...question, asOf: null, by });
  const start = lineage?.points[0];
  const many = (lineage?.points.length ?? 0) > MANY;
  const views = (many ? (['graph', 'every', 'list'] as const) : (['graph', 'list'] as const)).map((value) => ({
    value,
    text: say(value === 'graph' && many ? 'grouped' : value),
  }));
  const groups = useMemo(() => (lineage && many ? grouped(lineage, by) : undefined), [lineage, many, by]);
  const hidden = lineage?.points.filter(({ visible }) => !visible).length ?? 0;
  return (
    <>
      <PageHead
        title={
          <>
            {say('title')}
            {start ? ` · ${nameOf(start, about.get(start.id), say)}` : ''}
          </>
        }
        text={<Identifier value={release} whole />}
      >
        <ClaimButton release={release} />
        {lineage && whole.data ? (
          <Exports
            of={{ ...lineage, asOf: whole.data.asOf }}
            drawn={groups ?? lineage}
            about={about}
            question={question}
            open={open}
          />
        ) : null}
      </PageHead>
      <div className="trace-bar panel">
        <Controls search={search} set={set} />
        <AsOf search={search} set={set} asOf={whole.data?.asOf} />
      </div>
      <div className="trace-page">
        <Panel
          title={
            lineage ? (
              <>
                {say('figures', { nodes: count(lineage.points.length), edges: count(lineage.lines.length) })}
                {hidden > 0 ? <small> · {say('hiddenCount', { count: count(hidden) })}</small> : null}
              </>
            ) : (
              say('graph')
            )
          }
          extra={
            <span className="trace-views">
              {many && view === 'graph' ? (
                <Tabs
                  label={say('groupBy')}
                  of={BY.map((value) => ({ value, text: say(`by.${value}`) }))}
                  value={by}
                  onChange={(value) => set(changed(search, { by: value === 'hop' ? undefined : value, at: undefined }))}
                />
              ) : null}
              <Tabs
                label={say('view')}
                of={views}
                value={view === 'every' && !many ? 'graph' : view}
                onChange={(value) => set(changed(search, { view: value === 'graph' ? undefined : value }))}
              />
            </span>
          }
        >
          {question.use ? <Under use={question.use} beyond={beyond} /> : null}
          {needsBasis(whole.error) ? <BasisNeeded /> : null}
          {whole.error && !needsBasis(whole.error) ? (
            <Refusal error={whole.error} again={() => void whole.refetch()} />
          ) : null}
          {whole.isFetching && (!lineage || whole.isPlaceholderData) ? (
            <p className="reading" role="status">
              {say('reading', { count: count(nodes) })}{' '}
              <Button size="small" onClick={cancel}>
                {say('cancel')}
              </Button>
            </p>
          ) : null}
          {marked ? (
            <p role="status">
              {say('marked', { count: count(marked.size) })}{' '}
              <Button size="small" onClick={() => setMarked(undefined)}>
                {say('unmark')}
              </Button>
            </p>
          ) : null}
          {lineage && lineage.total > lineage.points.length && lineage.points.length >= MOST ? (
            <Alert type="warning" showIcon title={say('most', { count: count(MOST) })} />
          ) : null}
          {lineage && lineage.points.length === 0 ? <Nothing>{say('gone')}</Nothing> : null}
          {lineage && lineage.points.length > 0 ? (
            <Drawn
              key={shape}
              of={lineage}
              groups={groups}
              about={about}
              view={view}
              at={at}
              marked={marked}
              onPick={onPick}
              onOpen={onOpen}
            />
          ) : null}
          {lineage && lineage.points.length === 1 ? <p className="hint">{say('alone')}</p> : null}
        </Panel>
        {lineage && at ? (
          <Detail
            of={lineage}
            about={about}
            question={question}
            by={by}
            at={at}
            onPick={onPick}
            onOpen={onOpen}
            onMark={(ids) => setMarked(new Set(ids))}
          />
        ) : null}
      </div>
    </>
  );
}
