import { Alert, Button } from 'antd';
import { useState } from 'react';
import { query } from '../data/http.ts';
import { refresh, useAsk } from '../data/query.ts';
import {
  AccountDocument,
  EndOtherSessionsDocument,
  EndSessionDocument,
  SessionsDocument,
} from '../generated/account.ts';
import { Answer } from '../parts/Answer.tsx';
import { Moment } from '../parts/Moment.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { signOut } from '../session/sign-in.ts';
import { useAccount } from './words.ts';

/** One's open sessions, at whichever browser or program, and ending them. */
export function Sessions() {
  const say = useAccount();
  const asked = useAsk(SessionsDocument, {});
  const own = useAsk(AccountDocument, {}).data?.me?.fingerprint;
  const [busy, setBusy] = useState<string>();
  const [ended, setEnded] = useState<number>();
  const [error, setError] = useState<unknown>();
  const doing = async (what: string, run: () => Promise<unknown>) => {
    setBusy(what);
    setError(undefined);
    setEnded(undefined);
    try {
      await run();
      await refresh();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(undefined);
    }
  };
  const others = async () => setEnded((await query(EndOtherSessionsDocument, {})).endOtherSessions);
  const some = (asked.data?.sessions.length ?? 0) > 1;
  return (
    <Panel
      title={say('sessions')}
      extra={
        <Button size="small" disabled={!some} loading={busy === 'others'} onClick={() => void doing('others', others)}>
          {say('endOthers')}
        </Button>
      }
    >
      <p className="hint">{say('sessionsText')}</p>
      {ended === undefined ? null : <Alert type="success" showIcon title={say('endedOthers', { count: ended })} />}
      {error === undefined ? null : <Refusal error={error} />}
      <Answer of={asked}>
        {({ sessions }) => (
          <ul className="rows">
            {sessions.map(({ id, current, demonstration, fingerprint, openedAt, expiresAt }) => (
              <li key={id}>
                <span className="row-head">
                  <span>
                    {say('opened')} <Moment time={openedAt} />
                  </span>
                  {current ? <span className="tag good">{say('current')}</span> : null}
                  <Button
                    className="end"
                    size="small"
                    loading={busy === id}
                    onClick={() => void doing(id, () => (current ? signOut() : query(EndSessionDocument, { id })))}
                  >
                    {say('end')}
                  </Button>
                </span>
                <small>
                  {say('expires')} <Moment time={expiresAt} />
                  {demonstration ? ` · ${say('demonstration')}` : ''}
                  {own && own !== fingerprint ? ` · ${say('otherKey')}` : ''}
                </small>
              </li>
            ))}
          </ul>
        )}
      </Answer>
    </Panel>
  );
}
