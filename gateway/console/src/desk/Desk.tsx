import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { query } from '../data/http.ts';
import { type CaseFilter, QueueDocument, type RowFragment } from '../generated/desk.ts';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { useSession } from '../session/session.ts';
import { useShell } from '../words/shell.ts';
import { Many } from './Many.tsx';
import { Rows } from './Rows.tsx';
import { useDesk } from './words.ts';

const PAGE = 100;
const OPEN = ['SUBMITTED', 'RETURNED', 'ACCEPTED', 'IN_REVIEW', 'IN_PUBLICITY', 'OBJECTED', 'APPEALED'] as const;
const OVER = ['ISSUED', 'REFUSED', 'WITHDRAWN', 'LAPSED', 'UPHELD'] as const;
const TABS = ['mine', 'open', 'over'] as const;
const EMPTY = { mine: 'none', open: 'noneOpen', over: 'noneOver' } as const;

type Which = (typeof TABS)[number];

function filterOf(which: Which, entity: string, registrar: boolean): CaseFilter {
  if (which === 'mine') return { next: entity };
  return { [registrar ? 'registrar' : 'applicant']: entity, state: which === 'open' ? [...OPEN] : [...OVER] };
}

/** Pages of the queue; each new page is asked for when it is wanted. */
function useQueue(filter: CaseFilter) {
  return useInfiniteQuery({
    queryKey: ['moves', QueueDocument, filter],
    queryFn: ({ pageParam }) => query(QueueDocument, { first: PAGE, after: pageParam, filter }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ cases: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
  });
}

/** The queue of a registrar, or the cases of an applicant: what waits, by nearest deadline, one by one or many. */
export default function Desk() {
  const say = useDesk();
  const shell = useShell();
  const person = useSession()?.person;
  const [search, setSearch] = useSearchParams();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const which = TABS.find((tab) => tab === search.get('show')) ?? 'mine';
  const registrar = person?.roles.includes('REGISTRAR') ?? false;
  const queue = useQueue(filterOf(which, person?.entity ?? '', registrar));
  const rows: readonly RowFragment[] = queue.data?.pages.flatMap(({ cases }) => cases.nodes) ?? [];
  const total = queue.data?.pages[0]?.cases.totalCount ?? 0;
  return (
    <>
      <PageHead title={say('title')} text={say('text')} />
      <Tabs
        label={say('filter')}
        of={TABS.map((value) => ({ value, text: say(value) }))}
        value={which}
        onChange={(value) => {
          setChosen(new Set());
          setSearch({ show: value });
        }}
      />
      <Panel title={say(which)} extra={<small>{shell('all', { count: total })}</small>}>
        <Many rows={rows.filter(({ id }) => chosen.has(id))} onDone={() => setChosen(new Set())} />
        {queue.error ? <Refusal error={queue.error} again={() => void queue.refetch()} /> : null}
        {queue.isPending && !queue.error ? <p className="reading">{shell('reading')}</p> : null}
        {queue.data && rows.length === 0 ? <Nothing>{say(EMPTY[which])}</Nothing> : null}
        {rows.length > 0 ? <Rows rows={rows} chosen={chosen} onChosen={setChosen} /> : null}
        {queue.hasNextPage ? (
          <Button block loading={queue.isFetchingNextPage} onClick={() => void queue.fetchNextPage()}>
            {shell('more')}
          </Button>
        ) : null}
      </Panel>
    </>
  );
}
