import type { CommandName } from '@suyuan/schemas';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { CaseFileQuery } from '../generated/case.ts';
import { moment } from '../parts/format.ts';
import { useNow } from '../parts/now.ts';
import { Refusal } from '../parts/Refusal.tsx';
import { useSession } from '../session/session.ts';
import { useCommand } from '../words/commands.ts';
import { MoveForm } from './MoveForm.tsx';
import { type Movable, movesOf, type Why } from './moves.ts';
import { plainly } from './plainly.ts';
import { useCase } from './words.ts';

type Found = NonNullable<CaseFileQuery['case']>;

/** Why a step is not open, in words. */
export function useWhy(): (why: Why) => string {
  const say = useCase();
  return (why) => {
    if (why.code === 'acted') return say('acted', { as: say(why.as) });
    if (why.code === 'reviewer') return say('onlyReviewer', { person: why.person });
    return say('publicityRuns', { until: moment(why.until) });
  };
}

const PLAIN: readonly CommandName[] = [
  'registration:receipt',
  'registration:accept',
  'registration:review',
  'registration:issue',
  'registration:advance',
  'registration:consent',
];

/** The steps that are open to the person; those that are not, with why. */
export function Moves({ of }: { readonly of: Found }) {
  const say = useCase();
  const called = useCommand();
  // A deregistration issues nothing: it ends what was issued.
  const command = (name: string) =>
    name === 'registration:issue' && of.type === 'DEREGISTRATION' ? say('deregister') : called(name);
  const why = useWhy();
  const now = useNow();
  const person = useSession()?.person;
  const [form, setForm] = useState<CommandName>();
  const [busy, setBusy] = useState<CommandName>();
  const [error, setError] = useState<unknown>();
  const parties = { transferee: of.application?.transferee ?? null, consenter: of.people.consenter };
  const moves = movesOf({ ...(of as Movable), ...parties }, person, now);
  const begin = async (name: CommandName) => {
    setError(undefined);
    if (!PLAIN.includes(name)) return setForm(name);
    setBusy(name);
    try {
      await plainly(name, of);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(undefined);
    }
  };
  return (
    <>
      <div className="actions">
        {moves.map(({ command: name, why: reason }, index) =>
          name === 'registration:resubmit' ? (
            <Link key={name} to={`/register?case=${of.id}`}>
              <Button type="primary">{command(name)}</Button>
            </Link>
          ) : (
            <Tooltip key={name} title={reason ? why(reason) : ''}>
              <Button
                type={index === 0 && !reason ? 'primary' : 'default'}
                danger={name === 'registration:refuse'}
                disabled={reason !== undefined}
                loading={busy === name}
                onClick={() => void begin(name)}
              >
                {command(name)}
              </Button>
            </Tooltip>
          ),
        )}
      </div>
      {moves.map(({ command: name, why: reason }) =>
        reason ? (
          <p key={name} className="hint why">
            {command(name)}：{why(reason)}
          </p>
        ) : null,
      )}
      {error === undefined ? null : <Refusal error={error} />}
      {form ? <MoveForm name={form} of={of} onClose={() => setForm(undefined)} /> : null}
    </>
  );
}
