import { Alert, Button, InputNumber } from 'antd';
import { useState } from 'react';
import { query } from '../data/http.ts';
import { refresh, useAsk } from '../data/query.ts';
import {
  DeleteWebhookDocument,
  ReplayWebhookDocument,
  WebhooksDocument,
  type WebhooksQuery,
} from '../generated/account.ts';
import { Answer } from '../parts/Answer.tsx';
import { count } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { linkTo } from '../parts/link-to.ts';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { Tag } from '../parts/Tag.tsx';
import { WebhookForm } from './WebhookForm.tsx';
import { useAccount } from './words.ts';

type Webhook = WebhooksQuery['webhooks'][number];

const TONES = { WAITING: 'info', DELIVERED: 'good', FAILED: 'bad' } as const;

function Deliveries({ of }: { readonly of: Webhook }) {
  const say = useAccount();
  const [from, setFrom] = useState(of.deliveries.at(-1)?.block ?? 0);
  const [sent, setSent] = useState<number>();
  const [error, setError] = useState<unknown>();
  const replay = async () => {
    setError(undefined);
    try {
      setSent((await query(ReplayWebhookDocument, { id: of.id, fromBlock: from })).replayWebhook);
      await refresh();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <details>
      <summary>
        {say('deliveries')} ({of.deliveries.length})
      </summary>
      {of.deliveries.length === 0 ? <p className="hint">{say('deliveriesNone')}</p> : null}
      <ul className="rows">
        {of.deliveries.map(({ id, block, state, attempts, status, nextAt }) => (
          <li key={id}>
            <span className="row-head">
              <span>{say('block', { block })}</span>
              <Tag kind="DeliveryState" value={state} tone={TONES[state]} />
              <Identifier value={id} />
            </span>
            <small>
              {say('attempts', { count: attempts })}
              {status ? ` · ${status}` : ''}
              {nextAt ? (
                <>
                  {' '}
                  · {say('nextAt')} <Moment time={nextAt} />
                </>
              ) : null}
            </small>
          </li>
        ))}
      </ul>
      <div className="actions">
        <InputNumber
          aria-label={say('fromBlock')}
          prefix={say('fromBlock')}
          min={0}
          value={from}
          onChange={(value) => setFrom(value ?? 0)}
        />
        <Button onClick={() => void replay()}>{say('replay')}</Button>
      </div>
      {sent === undefined ? null : <Alert type="success" showIcon title={say('replayed', { count: count(sent) })} />}
      {error === undefined ? null : <Refusal error={error} />}
    </details>
  );
}

function Row({ of }: { readonly of: Webhook }) {
  const say = useAccount();
  const [error, setError] = useState<unknown>();
  const to = linkTo(of.subject);
  const remove = async () => {
    setError(undefined);
    try {
      await query(DeleteWebhookDocument, { id: of.id });
      await refresh();
    } catch (problem) {
      setError(problem);
    }
  };
  return (
    <li>
      <span className="row-head">
        <Tag kind="WatchKind" value={of.kind} tone="info" />
        <Identifier value={of.subject} {...(to ? { to } : {})} />
        <Button className="end" size="small" onClick={() => void remove()}>
          {say('remove')}
        </Button>
      </span>
      <code>{of.url}</code>
      <small>
        <Moment time={of.createdAt} />
      </small>
      {error === undefined ? null : <Refusal error={error} />}
      <Deliveries of={of} />
    </li>
  );
}

/** Addresses that the gateway tells of what happens, what it has told them, and the key by which they check it. */
export function Webhooks() {
  const say = useAccount();
  const asked = useAsk(WebhooksDocument, {});
  return (
    <Panel title={say('webhooks')}>
      <p className="hint">{say('webhooksText')}</p>
      <Answer of={asked}>
        {({ webhooks, webhookKey }) => (
          <div className="stack">
            {webhooks.length === 0 ? <Nothing>{say('webhooksNone')}</Nothing> : null}
            <ul className="rows">
              {webhooks.map((one) => (
                <Row key={one.id} of={one} />
              ))}
            </ul>
            <WebhookForm />
            <details>
              <summary>{say('webhookKey')}</summary>
              <p className="hint">{say('webhookKeyText')}</p>
              <pre className="technical">{webhookKey}</pre>
            </details>
          </div>
        )}
      </Answer>
    </Panel>
  );
}
