import { Button, Input } from 'antd';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useAsk } from '../data/query.ts';
import { CharterInForceDocument, EntitiesDocument, InstitutionsDocument } from '../generated/members.ts';
import { Answer } from '../parts/Answer.tsx';
import { day } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useSession } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { useTerm } from '../words/terms.ts';
import { Expiring } from './Expiring.tsx';
import { Proposals } from './Proposals.tsx';
import { ProposeForm } from './ProposeForm.tsx';
import { useMembers } from './words.ts';

const VIEWS = ['institutions', 'entities', 'proposals', 'expiring'] as const;

function Institutions() {
  const say = useMembers();
  useLanguage();
  const session = useSession();
  const asked = useAsk(InstitutionsDocument, {});
  const charter = useAsk(CharterInForceDocument, {}, { when: Boolean(session) }).data?.charter;
  return (
    <Answer of={asked}>
      {({ operators }) => (
        <div className={charter ? 'columns wide-left' : undefined}>
          <Panel title={say('institutions')}>
            <ul className="rows">
              {operators.map(({ msp, title, committee, entity, gateway }) => (
                <li key={msp}>
                  <span className="row-head">
                    <span className="big">{titled(title)}</span>
                    {committee ? <span className="tag info">{say('member')}</span> : null}
                    <code className="end">{msp}</code>
                  </span>
                  <small>
                    {titled(entity?.title)} ·{' '}
                    {gateway ? (
                      <>
                        {say('gateway')} <code>{gateway.address}</code> ·{' '}
                        <Moment time={gateway.recorded.time} block={gateway.recorded.block} />
                      </>
                    ) : (
                      say('gatewayNone')
                    )}
                  </small>
                </li>
              ))}
            </ul>
          </Panel>
          {charter ? (
            <Panel title={say('charter')} extra={<Tag kind="CharterState" value={charter.state} tone="good" />}>
              <p>
                <Identifier value={charter.digest} />
              </p>
              <p>{say('ratified', { count: charter.ratifications.length })}</p>
              <small>
                <Moment time={charter.recorded.time} block={charter.recorded.block} />
              </small>
            </Panel>
          ) : null}
        </div>
      )}
    </Answer>
  );
}

function Entities() {
  const say = useMembers();
  const shell = useShell();
  const term = useTerm();
  useLanguage();
  const [search, setSearch] = useSearchParams();
  const text = (search.get('q') ?? '').trim().toLowerCase();
  const asked = useAsk(EntitiesDocument, {});
  return (
    <Panel
      title={say('entities')}
      extra={<small>{asked.data ? shell('all', { count: asked.data.entities.totalCount }) : ''}</small>}
    >
      <Input
        allowClear
        size="large"
        aria-label={say('search')}
        placeholder={say('search')}
        value={search.get('q') ?? ''}
        onChange={({ target }) => setSearch({ view: 'entities', q: target.value }, { replace: true })}
      />
      <Answer of={asked}>
        {({ entities: { nodes } }) => {
          const found = nodes.filter(({ id, title, creditCode }) =>
            `${id} ${title.zh} ${title.en ?? ''} ${creditCode ?? ''}`.toLowerCase().includes(text),
          );
          if (found.length === 0) return <Nothing>{say('entitiesNone')}</Nothing>;
          return (
            <ul className="rows">
              {found.map(({ id, title, host, roles, clearance, creditCode, territory, state, since }) => (
                <li key={id}>
                  <span className="row-head">
                    <span className="big">{titled(title)}</span>
                    {roles.map((role) => (
                      <Tag key={role} kind="Role" value={role} />
                    ))}
                    {state === 'LEFT' ? <span className="tag warn">{say('left')}</span> : null}
                    <span className="end">
                      <Identifier value={id} />
                    </span>
                  </span>
                  <small>
                    {say('host')} {host} · {say('clearance')} {term('Grade', clearance)} · {say('territory')}{' '}
                    {territory}
                    {creditCode ? ` · ${creditCode}` : ''} · {say('since')} {day(since)}
                  </small>
                </li>
              ))}
            </ul>
          );
        }}
      </Answer>
    </Panel>
  );
}

/** Who takes part, with which roles, and what is put to the vote. */
export default function Members() {
  const say = useMembers();
  const shell = useShell();
  const person = useSession()?.person;
  const [search, setSearch] = useSearchParams();
  const [proposing, setProposing] = useState(false);
  const view = VIEWS.find((one) => one === search.get('view')) ?? 'institutions';
  return (
    <>
      <PageHead title={say('title')} text={say('text')}>
        {person?.admin ? (
          <Button type="primary" onClick={() => setProposing(true)}>
            {say('propose')}
          </Button>
        ) : null}
      </PageHead>
      <Tabs
        label={say('views')}
        of={VIEWS.map((value) => ({ value, text: say(value) }))}
        value={view}
        onChange={(value) => setSearch({ view: value })}
      />
      {view === 'institutions' ? <Institutions /> : null}
      {view === 'entities' ? <Entities /> : null}
      {view === 'expiring' ? <Expiring /> : null}
      {view === 'proposals' && person ? <Proposals /> : null}
      {view === 'proposals' && !person ? (
        <Panel title={say('proposals')}>
          <Nothing action={<Link to="/sign-in">{shell('signIn')}</Link>}>{say('signIn')}</Nothing>
        </Panel>
      ) : null}
      {proposing ? <ProposeForm onClose={() => setProposing(false)} /> : null}
    </>
  );
}
