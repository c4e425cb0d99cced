import type { CommandName } from '@suyuan/schemas';
import { Button } from 'antd';
import { useState } from 'react';
import { useNow } from '../parts/now.ts';
import { Refusal } from '../parts/Refusal.tsx';
import { type Asked, act } from '../session/act.ts';
import { useSession } from '../session/session.ts';
import { useCommand } from '../words/commands.ts';
import { type Order, type Step, stepsOf } from './moves.ts';
import { StepForm } from './StepForm.tsx';
import { useTrade } from './words.ts';

const DANGER: readonly Step[] = ['trade:decline', 'trade:cancel', 'trade:forgo', 'trade:dispute'];

/** What the person may do about the order now. */
export function Steps({ of }: { readonly of: Order }) {
  const say = useTrade();
  const command = useCommand();
  const now = useNow();
  const person = useSession()?.person;
  const [form, setForm] = useState<Step>();
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const steps = stepsOf(of, person, now);
  const begin = async (step: Step) => {
    setError(undefined);
    if (step !== 'trade:advance') return setForm(step);
    setBusy(true);
    try {
      await act(step, { subject: of.id } as Asked<CommandName> as Asked<typeof step>);
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      {steps.length > 0 ? (
        <div className="actions">
          {steps.map((step, index) => (
            <Button
              key={step}
              type={index === 0 ? 'primary' : 'default'}
              danger={DANGER.includes(step)}
              loading={busy && step === 'trade:advance'}
              onClick={() => void begin(step)}
            >
              {step === 'trade:report' ? say(step) : command(step)}
            </Button>
          ))}
        </div>
      ) : null}
      {error === undefined ? null : <Refusal error={error} />}
      {form ? <StepForm step={form} of={of} onClose={() => setForm(undefined)} /> : null}
    </>
  );
}
