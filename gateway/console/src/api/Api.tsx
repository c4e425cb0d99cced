import './api.css';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { query as ask } from '../data/http.ts';
import type { Operation } from '../data/operation.ts';
import { Nothing, PageHead, Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { useSession } from '../session/session.ts';
import type { Session } from '../session/token.ts';
import { useLanguage } from '../words/i18n.ts';
import { EXAMPLES, type Example } from './examples.ts';
import { useApi } from './words.ts';

const isFor = (example: Example, person: Session['person'] | undefined) =>
  example.for === 'anyone' ||
  (person !== undefined && (example.for === 'person' || example.for.some((role) => person.roles.includes(role))));

/** The API: queries for who is signed in, to be run here or opened in GraphiQL, and where the rest is told. */
export default function Api() {
  const say = useApi();
  const language = useLanguage();
  const person = useSession()?.person;
  const shown = EXAMPLES.filter((example) => isFor(example, person));
  const [text, setText] = useState(EXAMPLES[0]?.query ?? '');
  const [answer, setAnswer] = useState<unknown>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    setError(undefined);
    try {
      setAnswer(await ask(text as Operation<unknown, Record<string, never>>, {}));
    } catch (problem) {
      setAnswer(undefined);
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <PageHead title={say('title')} text={say('text')} />
      <div className="columns">
        <div className="stack">
          <Panel title={say('examples')}>
            <ul className="rows">
              {shown.map((example) => (
                <li key={example.en}>
                  <button
                    type="button"
                    className="link start"
                    aria-pressed={text === example.query}
                    onClick={() => setText(example.query)}
                  >
                    {language === 'zh' ? example.zh : example.en}
                  </button>
                </li>
              ))}
            </ul>
          </Panel>
          <Panel title={say('more')}>
            <ul className="rows">
              {(['openapi', 'schemas', 'errors'] as const).map((one) => (
                <li key={one}>
                  <a href={{ openapi: '/schemas/openapi.json', schemas: '/schemas', errors: '/schemas/errors' }[one]}>
                    {say(one)}
                  </a>
                </li>
              ))}
            </ul>
            <p className="hint">{say('signing')}</p>
          </Panel>
        </div>
        <div className="stack">
          <Panel
            title={say('query')}
            extra={
              <>
                <a href="/graphql" target="_blank" rel="noreferrer">
                  {say('graphiql')}
                </a>
                <Button type="primary" disabled={!text.trim()} loading={busy} onClick={() => void run()}>
                  {say('run')}
                </Button>
              </>
            }
          >
            <Input.TextArea
              className="query"
              aria-label={say('query')}
              rows={10}
              spellCheck={false}
              value={text}
              onChange={({ target }) => setText(target.value)}
            />
            <p className="hint">{say('header')}</p>
          </Panel>
          <Panel title={say('answer')}>
            {error === undefined ? null : <Refusal error={error} />}
            {answer === undefined && error === undefined ? <Nothing>{say('answerNone')}</Nothing> : null}
            {answer === undefined ? null : (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard
              <pre className="technical scroll" tabIndex={0}>
                {JSON.stringify(answer, null, 2)}
              </pre>
            )}
          </Panel>
        </div>
      </div>
    </>
  );
}
