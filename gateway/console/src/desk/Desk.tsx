import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { DeskRowFragment } from '../generated/desk.ts';
import { count } from '../parts/format.ts';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { useSession } from '../session/session.ts';
import { useShell } from '../words/shell.ts';
import { Filters } from './Filters.tsx';
import { askedOf, choiceOf, TABS } from './filter.ts';
import { Many } from './Many.tsx';
import { Rows } from './Rows.tsx';
import { useQueue } from './reading.ts';
import { useDesk } from './words.ts';

const EMPTY = { mine: 'none', open: 'noneOpen', over: 'noneOver' } as const;
const NONE: readonly DeskRowFragment[] = [];

/** The queue of a registrar, or the cases of an applicant: what waits, by nearest deadline, one by one or many. */
export default function Desk() {
  const say = useDesk();
  const shell = useShell();
  const person = useSession()?.person;
  const [search, setSearch] = useSearchParams();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const text = search.toString();
  const registrar = person?.roles.includes('REGISTRAR') ?? false;
  const choice = useMemo(() => choiceOf(new URLSearchParams(text)), [text]);
  const of = useMemo(
    () => askedOf(choice, person?.entity ?? '', registrar, Date.now()),
    [choice, person?.entity, registrar],
  );
  const { queue, reading, error, more, all, stop } = useQueue(of);
  const rows = queue.data?.rows ?? NONE;
  const total = queue.data?.total ?? 0;
  const picked = useMemo(() => rows.filter(({ id }) => chosen.has(id)), [rows, chosen]);
  const unread = queue.data?.after != null;
  const { which } = choice;

  const look = (name: string, value: string | undefined) => {
    const next = new URLSearchParams(search);
    next.delete(name);
    if (value) next.set(name, value);
    if (name === 'show') for (const other of ['state', 'due']) next.delete(other);
    setChosen(new Set());
    setSearch(next);
  };
  const chooseAll = async () => {
    const whole = await all();
    if (whole) setChosen(new Set(whole.rows.map(({ id }) => id)));
  };

  return (
    <>
      <PageHead title={say('title')} text={say(which === 'over' ? 'textOver' : 'text')} />
      <Tabs
        label={say('filter')}
        of={TABS.map((value) => ({ value, text: say(value) }))}
        value={which}
        onChange={(value) => look('show', value)}
      />
      <Panel title={say(which)} extra={<small>{shell('all', { count: count(total) })}</small>}>
        <Filters of={choice} onChange={look} />
        <div className="desk-bar">
          {unread && picked.length > 0 && picked.length === rows.length && !reading ? (
            <p>
              {say('chosenRead', { count: count(rows.length) })}{' '}
              <Button size="small" onClick={() => void chooseAll()}>
                {say('chooseAll', { count: count(total) })}
              </Button>
            </p>
          ) : null}
          {reading ? (
            <p className="reading" role="status">
              {say('readingRows', { count: count(rows.length), total: count(total) })}{' '}
              <Button size="small" onClick={stop}>
                {say('stop')}
              </Button>
            </p>
          ) : null}
          <Many rows={picked} onDone={() => setChosen(new Set())} />
        </div>
        {queue.error ? <Refusal error={queue.error} again={() => void queue.refetch()} /> : null}
        {error === undefined ? null : <Refusal error={error} again={more} />}
        {queue.isPending && !queue.error ? <p className="reading">{shell('reading')}</p> : null}
        {queue.data && rows.length === 0 ? <Nothing>{say(EMPTY[which])}</Nothing> : null}
        {rows.length > 0 ? (
          <Rows key={text} rows={rows} total={total} chosen={chosen} onChosen={setChosen} onEnd={more} />
        ) : null}
      </Panel>
    </>
  );
}
