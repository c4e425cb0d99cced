import { InputNumber } from 'antd';
import { Labelled } from '../parts/Labelled.tsx';
import { useLicence } from './words.ts';

export type Divided = { readonly lanes: number; readonly kept: number };
export const UNDIVIDED: Divided = { lanes: 1, kept: 0 };

type Props = { readonly count: number; readonly of: Divided; readonly onChange: (of: Divided) => void };

/** How a licensee divides a counted quota: lanes that are used at the same time, and uses kept for sub-licences. */
export function Division({ count, of, onChange }: Props) {
  const say = useLicence();
  return (
    <fieldset className="fields">
      <legend>{say('division')}</legend>
      <p className="hint">{say('divisionText')}</p>
      <div className="form">
        <Labelled label={say('lanes')}>
          {(id) => (
            <InputNumber
              id={id}
              className="full"
              min={1}
              max={Math.min(64, count)}
              value={of.lanes}
              onChange={(lanes) => onChange({ ...of, lanes: lanes ?? 1 })}
            />
          )}
        </Labelled>
        <Labelled label={say('kept')}>
          {(id) => (
            <InputNumber
              id={id}
              className="full"
              min={0}
              max={count}
              value={of.kept}
              onChange={(kept) => onChange({ ...of, kept: kept ?? 0 })}
            />
          )}
        </Labelled>
      </div>
    </fieldset>
  );
}
