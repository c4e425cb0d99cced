import { SuyuanError } from '@suyuan/client/errors';
import { Alert, Button, Progress } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { count } from '../parts/format.ts';
import { useCommand } from '../words/commands.ts';
import { language } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { titleOf } from './Rows.tsx';
import { forget, type Outcome, type Run, stop } from './run.ts';
import { useDesk } from './words.ts';

const STEP = 50;

function textOf(error: unknown): string {
  if (!(error instanceof SuyuanError)) return error instanceof Error ? error.message : String(error);
  return `${(language() === 'zh' ? error.details.zh : error.details.en) ?? error.message} (${error.code})`;
}

/** The result of each case: those that were refused first, each with why. */
function Results({ of }: { readonly of: readonly Outcome[] }) {
  const say = useDesk();
  const shell = useShell();
  const [shown, setShown] = useState(STEP);
  const sorted = of.toSorted((a, b) => Number(b.error !== undefined) - Number(a.error !== undefined));
  return (
    <>
      <ul className="rows outcomes">
        {sorted.slice(0, shown).map(({ row, done, error }) => (
          <li key={row.id}>
            <Link to={`/cases/${row.id}`}>{titleOf(row) || say('untitled')}</Link>{' '}
            {done ? (
              <small>
                <span aria-hidden="true">✓</span> {shell('done', { block: count(done.block) })}
              </small>
            ) : (
              <small className="bad-text">
                <span aria-hidden="true">✗</span> {textOf(error)}
              </small>
            )}
          </li>
        ))}
      </ul>
      {sorted.length > shown ? <Button onClick={() => setShown(shown + STEP)}>{shell('more')}</Button> : null}
    </>
  );
}

/** How far many have come, and, once over, what each came to. */
export function Outcomes({ of }: { readonly of: Run }) {
  const say = useDesk();
  const command = useCommand();
  const shell = useShell();
  const failed = of.outcomes.filter(({ error }) => error !== undefined).length;
  const done = of.outcomes.length - failed;
  const figures = { done: count(done), failed: count(failed), count: count(of.count) };
  if (!of.over)
    return (
      <div className="running">
        <span>{say('running', { command: command(of.name), ...figures })}</span>
        <Progress
          percent={Math.floor((of.outcomes.length / of.count) * 100)}
          aria-label={say('running', { command: command(of.name), ...figures })}
        />
        <Button onClick={stop}>{say('stop')}</Button>
      </div>
    );
  const left = of.count - of.outcomes.length;
  return (
    <Alert
      type={failed || left ? 'warning' : 'success'}
      showIcon
      title={`${command(of.name)} · ${say('finished', figures)}${left ? ` ${say('untried', { count: count(left) })}` : ''}`}
      closable={{ onClose: forget, 'aria-label': shell('close') }}
      description={
        <details open={failed > 0}>
          <summary>{say('results')}</summary>
          <Results of={of.outcomes} />
        </details>
      }
    />
  );
}
