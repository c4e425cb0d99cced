import { useState } from 'react';
import { Drop } from '../parts/Drop.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { useCommand } from '../words/commands.ts';
import { namedBy, type Reported, readMessage } from './messages.ts';
import { useTrade } from './words.ts';

type Props = {
  readonly order: string;
  readonly found: Reported | undefined;
  readonly onFound: (found: Reported) => void;
};

/** A bank's message, read into what it says of this order. */
export function Message({ order, found, onFound }: Props) {
  const say = useTrade();
  const command = useCommand();
  const [state, setState] = useState<'' | 'reading' | 'other'>('');
  const [error, setError] = useState<unknown>();
  const read = async (file: File | undefined) => {
    if (!file) return;
    setError(undefined);
    setState('reading');
    try {
      const mine = (await readMessage(file)).find((one) => one.command.order === order);
      setState(mine ? '' : 'other');
      if (mine) onFound(mine);
    } catch (problem) {
      setState('');
      setError(problem);
    }
  };
  return (
    <>
      <Drop
        label={say('messageDrop')}
        hint={say('messageHint')}
        accept=".xml,application/xml"
        many={false}
        onFiles={([file]) => void read(file)}
      />
      {state === 'reading' ? <p role="status">{say('messageReading')}</p> : null}
      {state === 'other' ? <p className="verdict bad">{say('messageOther')}</p> : null}
      {found ? (
        <p className="verdict good">
          {say('messageSays', { id: namedBy(found).messageId, command: command(found.function) })}
        </p>
      ) : null}
      {error === undefined ? null : <Refusal error={error} />}
    </>
  );
}
