import './ledger.css';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { query } from '../data/http.ts';
import { useAsk } from '../data/query.ts';
import { BlockListDocument, LedgerHeadDocument, TransactionListDocument } from '../generated/ledger.ts';
import { count } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { Tabs } from '../parts/Tabs.tsx';
import { useCommand } from '../words/commands.ts';
import { useLanguage } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { Code } from './Code.tsx';
import { useLedger } from './words.ts';

const VIEWS = ['blocks', 'transactions'] as const;
const TICK = 'clock:tick';
const FAILED = [
  'MVCC_READ_CONFLICT',
  'PHANTOM_READ_CONFLICT',
  'ENDORSEMENT_POLICY_FAILURE',
  'BAD_PROPOSAL_TXID',
  'DUPLICATE_TXID',
  'INVALID_OTHER_REASON',
];

function Head() {
  const say = useLedger();
  const { network } = useAsk(LedgerHeadDocument, {}).data ?? {};
  if (!network) return null;
  return (
    <dl className="figures">
      <div>
        <dt>{say('height')}</dt>
        <dd>{network.height === null ? '–' : count(network.height)}</dd>
      </div>
      <div>
        <dt>{say('read')}</dt>
        <dd>{count(network.asOf.block)}</dd>
      </div>
      <div>
        <dt>{say('committee')}</dt>
        <dd>{count(network.committee.length)}</dd>
      </div>
      <div>
        <dt>
          {say('channel')} / {say('chaincode')}
        </dt>
        <dd className="names">
          {network.channel} / {network.chaincode}
        </dd>
      </div>
    </dl>
  );
}

function Find() {
  const say = useLedger();
  const navigate = useNavigate();
  const [text, setText] = useState('');
  const asked = text.trim();
  const to = /^\d{1,9}$/.test(asked)
    ? `/blocks/${asked}`
    : /^[0-9a-f]{64}$/i.test(asked)
      ? `/transactions/${asked.toLowerCase()}`
      : undefined;
  return (
    <form
      className="search-bar"
      onSubmit={(event) => {
        event.preventDefault();
        if (to) void navigate(to);
      }}
    >
      <Input
        allowClear
        size="large"
        aria-label={say('find')}
        placeholder={say('find')}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Button size="large" type="primary" htmlType="submit" disabled={!to}>
        {say('go')}
      </Button>
      {asked && !to ? <p className="hint">{say('findProblem')}</p> : null}
    </form>
  );
}

function Blocks() {
  const say = useLedger();
  const shell = useShell();
  const command = useCommand();
  useLanguage();
  const asked = useInfiniteQuery({
    queryKey: ['moves', BlockListDocument],
    queryFn: ({ pageParam }) => query(BlockListDocument, { after: pageParam }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ blocks: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
  });
  const [clock, setClock] = useState(false);
  const blocks = (asked.data?.pages.flatMap((page) => page.blocks.nodes) ?? []).filter(
    ({ transactions }) => clock || transactions.some((transaction) => transaction.function !== TICK),
  );
  return (
    <Panel
      title={say('blocks')}
      extra={
        <Checkbox checked={clock} onChange={({ target }) => setClock(target.checked)}>
          {say('clock')}
        </Checkbox>
      }
    >
      {asked.error ? <Refusal error={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isPending && !asked.error ? <p className="reading">{shell('reading')}</p> : null}
      {asked.data && blocks.length === 0 ? <Nothing>{say('empty')}</Nothing> : null}
      <ul className="rows blocks">
        {blocks.map(({ number, hash, time, transactionCount, transactions }) => (
          <li key={number}>
            <span className="row-head">
              <Link to={`/blocks/${number}`} className="big">
                {say('block', { block: number })}
              </Link>
              <small>{say('count', { count: transactionCount })}</small>
              <span className="chips">
                {transactions.map(({ id, function: name, code }) => (
                  <Link
                    key={id || name}
                    to={`/transactions/${id}`}
                    className={`tag ${code === 'VALID' ? 'plain' : 'bad'}`}
                  >
                    {name ? command(name) : say('config')}
                  </Link>
                ))}
              </span>
              <span className="end">
                <Identifier value={hash} />
              </span>
              <small>
                <Moment time={time} />
              </small>
            </span>
          </li>
        ))}
      </ul>
      {asked.hasNextPage ? (
        <Button block loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {say('more')}
        </Button>
      ) : null}
    </Panel>
  );
}

function Transactions() {
  const say = useLedger();
  const shell = useShell();
  const command = useCommand();
  useLanguage();
  const [search, setSearch] = useSearchParams();
  const failed = search.get('failed') === 'yes';
  const filter = failed ? { code: FAILED } : {};
  const asked = useInfiniteQuery({
    queryKey: ['moves', TransactionListDocument, filter],
    queryFn: ({ pageParam }) => query(TransactionListDocument, { after: pageParam, filter }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ transactions: { pageInfo } }) => (pageInfo.hasNextPage ? pageInfo.endCursor : undefined),
  });
  const found = asked.data?.pages.flatMap((page) => page.transactions.nodes) ?? [];
  return (
    <Panel
      title={say('transactions')}
      extra={
        <Checkbox
          checked={failed}
          onChange={({ target }) => setSearch({ view: 'transactions', ...(target.checked ? { failed: 'yes' } : {}) })}
        >
          {say('onlyFailed')}
        </Checkbox>
      }
    >
      {asked.error ? <Refusal error={asked.error} again={() => void asked.refetch()} /> : null}
      {asked.isPending && !asked.error ? <p className="reading">{shell('reading')}</p> : null}
      {asked.data && found.length === 0 ? <Nothing>{say('transactionsNone')}</Nothing> : null}
      <ul className="rows">
        {found.map(({ id, block, code, time, function: name }) => (
          <li key={`${block}/${id}`}>
            <span className="row-head">
              <span>{name ? command(name) : say('config')}</span>
              <Code code={code} />
              <span className="end">
                <Identifier value={id} to={`/transactions/${id}`} />
              </span>
              <small>
                <Moment time={time} block={block} />
              </small>
            </span>
          </li>
        ))}
      </ul>
      {asked.hasNextPage ? (
        <Button block loading={asked.isFetchingNextPage} onClick={() => void asked.fetchNextPage()}>
          {say('more')}
        </Button>
      ) : null}
    </Panel>
  );
}

/** The ledger itself: blocks and transactions, the newest first, as they come. */
export default function Ledger() {
  const say = useLedger();
  const [search, setSearch] = useSearchParams();
  const view = VIEWS.find((one) => one === search.get('view')) ?? 'blocks';
  return (
    <>
      <PageHead title={say('title')} text={say('text')} />
      <Head />
      <Find />
      <Tabs
        label={say('views')}
        of={VIEWS.map((value) => ({ value, text: say(value) }))}
        value={view}
        onChange={(value) => setSearch({ view: value })}
      />
      {view === 'blocks' ? <Blocks /> : <Transactions />}
    </>
  );
}
