import { Input } from 'antd';
import { useState } from 'react';
import { Labelled } from '../parts/Labelled.tsx';
import { SendForm } from '../parts/SendForm.tsx';
import { act } from '../session/act.ts';
import { useCommand } from '../words/commands.ts';
import { useObjections } from './objection-words.ts';

type Props = { readonly of: string; readonly objection?: number | undefined; readonly onClose: () => void };

/** An appeal against how a case ended, or against how an objection was decided. */
export function AppealForm({ of, objection, onClose }: Props) {
  const say = useObjections();
  const command = useCommand();
  const [grounds, setGrounds] = useState('');
  return (
    <SendForm
      title={command('registration:appeal')}
      ready={grounds.trim() !== ''}
      send={() =>
        act('registration:appeal', {
          case: of,
          grounds: grounds.trim(),
          ...(objection === undefined ? {} : { objection }),
        })
      }
      onClose={onClose}
    >
      {objection === undefined ? null : <p>{say('against', { what: say('against.dismissed', { n: objection }) })}</p>}
      <p className="hint">{say('appealText')}</p>
      <Labelled label={say('appealGrounds')} required>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={4}
            maxLength={2000}
            value={grounds}
            onChange={({ target }) => setGrounds(target.value)}
          />
        )}
      </Labelled>
    </SendForm>
  );
}
