import type { CommandName } from '@suyuan/schemas';
import { Button } from 'antd';
import { useMemo, useState, useSyncExternalStore } from 'react';
import { useWhy } from '../case/Moves.tsx';
import { movesOf, PLAIN } from '../case/moves.ts';
import type { DeskRowFragment } from '../generated/desk.ts';
import { count } from '../parts/format.ts';
import { useNow } from '../parts/now.ts';
import { Refusal } from '../parts/Refusal.tsx';
import { useSession } from '../session/session.ts';
import { useCommand } from '../words/commands.ts';
import { Outcomes } from './Outcomes.tsx';
import { listenRun, running, start } from './run.ts';
import { useDesk } from './words.ts';

/** A publicity that ends is noticed within this time. */
const GLANCE_MS = 30_000;

type Open = { readonly name: CommandName; readonly open: readonly DeskRowFragment[]; readonly blocked: number };

/** What can be done for the chosen cases at once: one sheet for all, then a few at a time, until it is stopped. */
export function Many({ rows, onDone }: { readonly rows: readonly DeskRowFragment[]; readonly onDone: () => void }) {
  const say = useDesk();
  const command = useCommand();
  const why = useWhy();
  const glance = Math.floor(useNow() / GLANCE_MS) * GLANCE_MS;
  const session = useSession();
  const run = useSyncExternalStore(listenRun, running);
  const [declined, setDeclined] = useState<unknown>();
  const person = session?.person;
  const steps = useMemo(() => {
    const moves = rows.flatMap((row) => movesOf(row, person, glance).map((move) => ({ row, ...move })));
    return PLAIN.flatMap((name): readonly (Open & { reason: (typeof moves)[number]['why'] })[] => {
      const possible = moves.filter((move) => move.command === name);
      const open = possible.filter((move) => !move.why).map(({ row }) => row);
      const reason = possible.find((move) => move.why)?.why;
      return possible.length > 0 ? [{ name, open, blocked: possible.length - open.length, reason }] : [];
    });
  }, [rows, person, glance]);

  const begin = async ({ name, open }: Open) => {
    setDeclined(undefined);
    try {
      await start(name, open, session?.key ?? 'browser');
      onDone();
    } catch (error) {
      setDeclined(error);
    }
  };

  return (
    <div className="many" aria-live="polite">
      {rows.length > 0 ? (
        <div className="actions">
          <span>{say('selected', { count: count(rows.length) })}</span>
          {steps.map((step) => (
            <span key={step.name}>
              <Button
                type="primary"
                disabled={step.open.length === 0 || run?.over === false}
                onClick={() => void begin(step)}
              >
                {say('batch', { command: command(step.name), count: count(step.open.length) })}
              </Button>
              {step.reason ? (
                <small> {say('blocked', { count: count(step.blocked), why: why(step.reason) })}</small>
              ) : null}
            </span>
          ))}
          {steps.length === 0 ? <small>{say('noStep')}</small> : null}
        </div>
      ) : null}
      {run ? <Outcomes of={run} /> : null}
      {declined === undefined ? null : <Refusal error={declined} />}
    </div>
  );
}
