import { Input, Radio } from 'antd';
import { useState } from 'react';
import type { CaseFileQuery } from '../generated/case.ts';
import { Labelled } from '../parts/Labelled.tsx';
import { SendForm } from '../parts/SendForm.tsx';
import { act } from '../session/act.ts';
import { useCommand } from '../words/commands.ts';
import { useTerm } from '../words/terms.ts';
import { useObjections } from './objection-words.ts';
import { Said } from './Said.tsx';

type Found = NonNullable<CaseFileQuery['case']>;
type Props = { readonly of: Found; readonly n?: number | undefined; readonly onClose: () => void };

/** The registrar decides one objection, with all of it before its eyes. */
export function DecideObjection({ of, n: asked, onClose }: Props) {
  const say = useObjections();
  const term = useTerm();
  const command = useCommand();
  const open = of.objections.filter(({ state }) => state === 'OPEN');
  const [n, setN] = useState(asked ?? open[0]?.n);
  const [uphold, setUphold] = useState<boolean>();
  const [reason, setReason] = useState('');
  const chosen = open.find((objection) => objection.n === n);
  return (
    <SendForm
      wide
      title={command('registration:decideObjection')}
      ready={chosen !== undefined && uphold !== undefined && reason.trim() !== ''}
      send={async () => {
        if (chosen === undefined || uphold === undefined) return;
        await act('registration:decideObjection', {
          case: of.id,
          objection: chosen.n,
          uphold,
          reason: reason.trim(),
        });
      }}
      onClose={onClose}
    >
      {open.length > 1 ? (
        <Labelled label={say('which')} required>
          {(id) => (
            <select id={id} className="native" value={n} onChange={({ target }) => setN(Number(target.value))}>
              {open.map((objection) => (
                <option key={objection.n} value={objection.n}>
                  {say('number', { n: objection.n })} · {term('ObjectionGround', objection.ground)} ·{' '}
                  {objection.by.entity}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      ) : null}
      {chosen ? (
        <ul className="rows objection-said">
          <Said of={chosen} />
        </ul>
      ) : null}
      <Radio.Group
        value={uphold}
        onChange={({ target }) => setUphold(target.value as boolean)}
        aria-label={say('decision')}
      >
        <Radio value={true}>{say(typeof chosen?.leaf === 'number' ? 'exclude' : 'uphold')}</Radio>
        <Radio value={false}>{say('dismiss')}</Radio>
      </Radio.Group>
      <Labelled label={say('reason')} required hint={say('reasonHint')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={4}
            maxLength={2000}
            value={reason}
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </Labelled>
    </SendForm>
  );
}
