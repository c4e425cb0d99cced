import type { CommandName } from '@suyuan/schemas';
import { Alert, Button, Progress } from 'antd';
import { useRef, useState } from 'react';
import { useWhy } from '../case/Moves.tsx';
import { movesOf, PLAIN } from '../case/moves.ts';
import { commandOf, plainlyAgreed } from '../case/plainly.ts';
import { refresh } from '../data/query.ts';
import type { RowFragment } from '../generated/desk.ts';
import { useNow } from '../parts/now.ts';
import { Refusal } from '../parts/Refusal.tsx';
import { useSession } from '../session/session.ts';
import { agreeTo } from '../session/sheet.ts';
import { useCommand } from '../words/commands.ts';
import { useDesk } from './words.ts';

type Run = { readonly done: number; readonly failed: number; readonly count: number; readonly over: boolean };

/** What can be done for the chosen cases at once: one sheet for all, then one after the other, until it is stopped. */
export function Many({ rows, onDone }: { readonly rows: readonly RowFragment[]; readonly onDone: () => void }) {
  const say = useDesk();
  const command = useCommand();
  const why = useWhy();
  const now = useNow();
  const session = useSession();
  const [run, setRun] = useState<Run>();
  const [errors, setErrors] = useState<readonly unknown[]>([]);
  const stopped = useRef(false);
  const moves = rows.map((row) => ({ row, moves: movesOf(row, session?.person, now) }));

  const start = async (name: CommandName, cases: readonly RowFragment[]) => {
    const [first] = cases;
    if (!first || !session) return;
    setErrors([]);
    stopped.current = false;
    const progress = { done: 0, failed: 0, count: cases.length };
    try {
      await agreeTo({ function: name, command: commandOf(name, first) }, session.key, cases.length);
    } catch (declined) {
      return setErrors([declined]);
    }
    for (const row of cases) {
      if (stopped.current) break;
      setRun({ ...progress, over: false });
      try {
        await plainlyAgreed(name, row);
        progress.done += 1;
      } catch (error) {
        progress.failed += 1;
        setErrors((all) => [...all, error]);
      }
    }
    setRun({ ...progress, over: true });
    await refresh();
    onDone();
  };

  return (
    <div className="many" aria-live="polite">
      {rows.length > 0 ? (
        <div className="actions">
          <span>{say('selected', { count: rows.length })}</span>
          {PLAIN.map((name) => {
            const possible = moves.filter(({ moves }) => moves.some((move) => move.command === name));
            const open = possible.filter(({ moves }) => moves.some((move) => move.command === name && !move.why));
            const reason = possible.flatMap(({ moves }) => moves.find((move) => move.command === name)?.why ?? [])[0];
            if (possible.length === 0) return null;
            return (
              <span key={name}>
                <Button
                  type="primary"
                  disabled={open.length === 0 || run?.over === false}
                  onClick={() =>
                    void start(
                      name,
                      open.map(({ row }) => row),
                    )
                  }
                >
                  {say('batch', { command: command(name), count: open.length })}
                </Button>
                {reason ? (
                  <small> {say('blocked', { count: possible.length - open.length, why: why(reason) })}</small>
                ) : null}
              </span>
            );
          })}
        </div>
      ) : null}
      {run && !run.over ? (
        <div className="running">
          <span>{say('running', { done: run.done, count: run.count })}</span>
          <Progress
            percent={Math.round(((run.done + run.failed) / run.count) * 100)}
            aria-label={say('running', { done: run.done, count: run.count })}
          />
          <Button
            onClick={() => {
              stopped.current = true;
            }}
          >
            {say('stop')}
          </Button>
        </div>
      ) : null}
      {run?.over ? (
        <Alert
          type={run.failed ? 'warning' : 'success'}
          showIcon
          title={say('finished', { done: run.done, failed: run.failed })}
          closable
        />
      ) : null}
      {errors.map((error, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: what was refused is listed in its order
        <Refusal key={index} error={error} />
      ))}
    </div>
  );
}
