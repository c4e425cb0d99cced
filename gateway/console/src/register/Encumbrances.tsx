import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useTerm } from '../words/terms.ts';
import type { Change } from './change.ts';
import { type Draft, today } from './draft.ts';
import { useRegister } from './words.ts';

const KINDS = ['pledge', 'seizure'] as const;

type One = Draft['encumbrances'][number];

/** Pledges and seizures that lie on the asset: each by the number of its contract or order, and since when. */
export function Encumbrances({ draft: { encumbrances }, change }: { readonly draft: Draft; readonly change: Change }) {
  const say = useRegister();
  const term = useTerm();
  const set = (index: number, part: Partial<One>) =>
    change(({ encumbrances }) => ({
      encumbrances: encumbrances.map((one, at) => (at === index ? { ...one, ...part } : one)),
    }));
  const add = () =>
    change(({ encumbrances }) => ({
      encumbrances: [...encumbrances, { kind: 'pledge', reference: '', from: today() }],
    }));
  return (
    <fieldset className="fields">
      <legend>{say('encumbrances')}</legend>
      <p className="hint">{say(encumbrances.length === 0 ? 'encumbrancesNone' : 'encumbrancesText')}</p>
      {encumbrances.map(({ kind, reference, from }, index) => {
        const name = `${say('encumbrances')} ${index + 1}`;
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: while they are written they have no name and keep their order
          <div key={index} className="encumbrance">
            <select
              value={kind}
              aria-label={`${name}: ${say('encumbranceKind')}`}
              onChange={({ target }) => set(index, { kind: target.value as One['kind'] })}
            >
              {KINDS.map((one) => (
                <option key={one} value={one}>
                  {term('EncumbranceKind', one.toUpperCase())}
                </option>
              ))}
            </select>
            <Input
              value={reference}
              maxLength={200}
              placeholder={say('encumbranceReference')}
              aria-label={`${name}: ${say('encumbranceReference')}`}
              onChange={({ target }) => set(index, { reference: target.value })}
            />
            <Input
              type="date"
              value={from}
              aria-label={`${name}: ${say('from')}`}
              onChange={({ target }) => set(index, { from: target.value })}
            />
            <Button
              type="text"
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={say('remove', { name: reference || name })}
              onClick={() =>
                change(({ encumbrances }) => ({ encumbrances: encumbrances.filter((_, at) => at !== index) }))
              }
            />
          </div>
        );
      })}
      <Button className="add" size="small" icon={<PlusOutlined aria-hidden="true" />} onClick={add}>
        {say('encumbranceAdd')}
      </Button>
    </fieldset>
  );
}
