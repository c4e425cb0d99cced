import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { query } from '../data/http.ts';
import { useAsk } from '../data/query.ts';
import { ReadLogLinesDocument, ReadLogOperatorsDocument, ReadLogsDocument } from '../generated/oversight.ts';
import { Answer } from '../parts/Answer.tsx';
import { count } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { linkTo } from '../parts/link-to.ts';
import { Moment } from '../parts/Moment.tsx';
import { Nothing, Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { Tag } from '../parts/Tag.tsx';
import { useNames } from '../session/names.ts';
import { useHasRole } from '../session/session.ts';
import { titled, useLanguage } from '../words/i18n.ts';
import { useShell } from '../words/shell.ts';
import { useTerm } from '../words/terms.ts';
import { type Checked, checkStretch, type Line, MOST, type Stretch } from './log-check.ts';
import { useLogWords } from './log-words.ts';
import { useOversight } from './words.ts';

const SHOWN = 100;

function Lines({ of }: { readonly of: readonly string[] }) {
  const say = useLogWords();
  const term = useTerm();
  const names = useNames();
  const shown = of.slice(0, SHOWN).map((line) => JSON.parse(line) as Line);
  return (
    <div className="scroll">
      <table className="log-lines">
        <thead>
          <tr>
            <th>{say('when')}</th>
            <th>{say('who')}</th>
            <th>{say('readWhat')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((line, n) => {
            const to = linkTo(line.id);
            return (
              <tr key={`${line.at}/${n.toString()}`}>
                <td>
                  <Moment time={line.at} />
                </td>
                <td>{names.signer(line)}</td>
                <td>
                  {term('Reading', line.what)} <Identifier value={line.id} {...(to ? { to } : {})} />{' '}
                  {line.grade ? <Tag kind="Grade" value={line.grade.toUpperCase()} /> : null}{' '}
                  {line.use ? (
                    <>
                      {say('underUse')} <Identifier value={line.use} />
                    </>
                  ) : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {of.length > SHOWN ? <p className="hint">{say('firstLines', { count: count(SHOWN) })}</p> : null}
    </div>
  );
}

function Check({ of }: { readonly of: Stretch }) {
  const say = useLogWords();
  const [read, setRead] = useState<number>();
  const [checked, setChecked] = useState<Checked>();
  const [error, setError] = useState<unknown>();
  if (of.count > MOST) return <p className="hint">{say('tooMany', { count: count(MOST) })}</p>;
  const check = async () => {
    setError(undefined);
    setRead(0);
    const { from, until } = of;
    const ask = async (first: number, skip: number) =>
      (await query(ReadLogLinesDocument, { from, until, first, skip })).readLogLines.lines;
    try {
      setChecked(await checkStretch(of, ask, setRead));
    } catch (problem) {
      setError(problem);
    } finally {
      setRead(undefined);
    }
  };
  return (
    <>
      <span className="actions">
        <Button size="small" loading={read !== undefined} onClick={() => void check()}>
          {read === undefined ? say('check') : say('checking', { count: count(read) })}
        </Button>
      </span>
      {error === undefined ? null : <Refusal error={error} />}
      {checked ? (
        <div className="stack">
          <Alert
            type={checked.agrees ? 'success' : 'error'}
            showIcon
            role="status"
            title={say(checked.agrees ? 'agrees' : 'differs', { count: count(checked.lines.length) })}
            description={
              <>
                {say('ledgerSays')} <Identifier value={of.digest} />
                <br />
                {say('computed')} <Identifier value={checked.digest} />
              </>
            }
          />
          <Lines of={checked.lines} />
        </div>
      ) : null}
    </>
  );
}

function Stretches({ msp, here }: { readonly msp: string; readonly here: boolean }) {
  const say = useLogWords();
  const of = useOversight();
  const oversees = useHasRole('REGULATOR', 'AUDITOR');
  const asked = useAsk(ReadLogsDocument, { msp });
  return (
    <Answer of={asked}>
      {({ readLogs }) =>
        readLogs.length === 0 ? (
          <Nothing>{say('logsNone')}</Nothing>
        ) : (
          <>
            {oversees && here ? null : <p className="hint">{say(oversees ? 'elsewhere' : 'notYou')}</p>}
            <ul className="rows">
              {readLogs.toReversed().map((one) => (
                <li key={one.from}>
                  <span className="row-head">
                    <span>
                      <Moment time={one.from} /> – <Moment time={one.until} />
                    </span>
                    <span className="tag info">{say('lines', { count: count(one.count) })}</span>
                  </span>
                  <small>
                    <Identifier value={one.digest} /> · {of('recorded')}{' '}
                    <Moment time={one.recorded.time} block={one.recorded.block} />
                  </small>
                  {oversees && here ? <Check of={one} /> : null}
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Answer>
  );
}

/** Who read important data at each gateway, by digest on the ledger, and the lines of this one to check them by. */
export function Logs() {
  const say = useLogWords();
  const of = useOversight();
  const shell = useShell();
  useLanguage();
  const [search, setSearch] = useSearchParams();
  const asked = useAsk(ReadLogOperatorsDocument, {}, { still: true });
  return (
    <Panel title={of('logs')}>
      <p className="hint lead">{say('logsText')}</p>
      <Answer of={asked}>
        {({ network, operators }) => {
          const msp = operators.find((one) => one.msp === search.get('msp'))?.msp ?? network.operator;
          return (
            <>
              <p>
                {say('operator')}{' '}
                <select
                  aria-label={say('operator')}
                  value={msp}
                  onChange={({ target }) => setSearch({ view: 'logs', msp: target.value }, { replace: true })}
                >
                  {operators.map((one) => (
                    <option key={one.msp} value={one.msp}>
                      {titled(one.title) || one.msp || shell('none')}
                    </option>
                  ))}
                </select>
              </p>
              <Stretches key={msp} msp={msp} here={msp === network.operator} />
            </>
          );
        }}
      </Answer>
    </Panel>
  );
}
