import { Input } from 'antd';
import { useState } from 'react';
import { Attachments, type Evidence } from '../parts/Attachments.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { SendForm } from '../parts/SendForm.tsx';
import { act } from '../session/act.ts';
import { useCommand } from '../words/commands.ts';
import { useTerm } from '../words/terms.ts';
import { useObjections } from './objection-words.ts';

const GROUNDS = ['ownership', 'authorisation', 'personal-information', 'content', 'other'] as const;

type Props = { readonly of: string; readonly title: string; readonly onClose: () => void };

/** An objection to what is in publicity: its ground, a statement, and the documents that show it. */
export default function ObjectForm({ of, title, onClose }: Props) {
  const say = useObjections();
  const term = useTerm();
  const command = useCommand();
  const [ground, setGround] = useState<(typeof GROUNDS)[number]>('ownership');
  const [statement, setStatement] = useState('');
  const [evidence, setEvidence] = useState<readonly Evidence[]>([]);
  const [bringing, setBringing] = useState(false);
  return (
    <SendForm
      wide
      title={command('registration:object')}
      next={say('send')}
      ready={statement.trim() !== '' && !bringing}
      send={() =>
        act('registration:object', { case: of, ground, statement: statement.trim(), evidence: [...evidence] })
      }
      onClose={onClose}
    >
      <p>
        {say('objectTo')} <b>{title}</b>
      </p>
      <p className="hint">{say('objectText')}</p>
      <Labelled label={say('ground')} required>
        {(id) => (
          <select
            id={id}
            className="native"
            value={ground}
            onChange={({ target }) => setGround(target.value as (typeof GROUNDS)[number])}
          >
            {GROUNDS.map((one) => (
              <option key={one} value={one}>
                {term('ObjectionGround', one.toUpperCase().replaceAll('-', '_'))}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <Labelled label={say('statement')} required hint={say('statementHint')}>
        {(id) => (
          <Input.TextArea
            id={id}
            rows={4}
            maxLength={2000}
            value={statement}
            onChange={({ target }) => setStatement(target.value)}
          />
        )}
      </Labelled>
      <h3>{say('evidence')}</h3>
      <Attachments of={evidence} onChange={setEvidence} onBusy={setBringing} />
    </SendForm>
  );
}
