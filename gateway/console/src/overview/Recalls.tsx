import { Button, Input } from 'antd';
import { useState } from 'react';
import { useAsk } from '../data/query.ts';
import { RecallsToAcknowledgeDocument, type RecallsToAcknowledgeQuery } from '../generated/moves.ts';
import { Go } from '../parts/Go.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { SendForm } from '../parts/SendForm.tsx';
import { act } from '../session/act.ts';
import { useSession } from '../session/session.ts';
import { useCommand } from '../words/commands.ts';
import { titled } from '../words/i18n.ts';
import { useMoves } from './moves-words.ts';

type Notice = RecallsToAcknowledgeQuery['recallNotices'][number];

const ACTIONS = ['stopped', 'replaced', 'corrected', 'withdrawn', 'unaffected'] as const;

function Acknowledge({ of, onClose }: { readonly of: Notice; readonly onClose: () => void }) {
  const say = useMoves();
  const command = useCommand();
  const [action, setAction] = useState<(typeof ACTIONS)[number]>('stopped');
  const [statement, setStatement] = useState('');
  const releases = of.releases.slice(0, 100).map(({ id }) => id);
  return (
    <SendForm
      title={command('recall:acknowledge')}
      ready={statement.trim() !== ''}
      send={() => act('recall:acknowledge', { recall: of.recall.id, action, statement: statement.trim(), releases })}
      onClose={onClose}
    >
      <p>{of.recall.reason}</p>
      <Labelled label={say('recallAction')} required>
        {(id) => (
          <select
            id={id}
            className="native"
            value={action}
            onChange={({ target }) => setAction(target.value as (typeof ACTIONS)[number])}
          >
            {ACTIONS.map((one) => (
              <option key={one} value={one}>
                {say(`recall.${one}`)}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={say('recallStatement')} required>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={3}
            maxLength={2000}
            value={statement}
            onChange={({ target }) => setStatement(target.value)}
          />
        )}
      </Labelled>
    </SendForm>
  );
}

/** Recalls that reach one's own releases, and that one's entity has not acknowledged. */
export function Recalls() {
  const say = useMoves();
  const person = useSession()?.person;
  const [open, setOpen] = useState<Notice>();
  const { data, error } = useAsk(RecallsToAcknowledgeDocument, {}, { when: Boolean(person?.entity) });
  const notices = data?.recallNotices ?? [];
  if (error && !data) return <Refusal error={error} />;
  if (notices.length === 0) return null;
  return (
    <Panel title={say('recalls')}>
      <p className="hint">{say('recallsText')}</p>
      <ul className="rows">
        {notices.map((notice) => (
          <li key={notice.recall.id}>
            <span className="row-head">
              <Go to={`/oversight/${notice.recall.id}`}>
                {titled(notice.recall.release?.asset?.text?.descriptor?.title) || say('untitled')}
              </Go>
              <small>
                <Moment time={notice.recall.orderedAt} />
              </small>
              {person?.roles.includes('HOLDER') ? (
                <Button className="end" size="small" onClick={() => setOpen(notice)}>
                  {say('answer')}
                </Button>
              ) : null}
            </span>
            <small>
              {notice.recall.reason} · {say('recallReaches', { count: notice.releases.length })}
            </small>
          </li>
        ))}
      </ul>
      {open ? <Acknowledge of={open} onClose={() => setOpen(undefined)} /> : null}
    </Panel>
  );
}
