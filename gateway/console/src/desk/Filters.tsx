import { useId } from 'react';
import { useTerm } from '../words/terms.ts';
import { type Choice, DUE, TYPES } from './filter.ts';
import { useDesk } from './words.ts';

type Named = 'state' | 'type' | 'due';
type Props = { readonly of: Choice; readonly onChange: (name: Named, value: string | undefined) => void };

function One({
  name,
  value,
  options,
  onChange,
}: {
  readonly name: Named;
  readonly value: string | undefined;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly onChange: Props['onChange'];
}) {
  const say = useDesk();
  const id = useId();
  return (
    <span>
      <label htmlFor={id}>{say(name)}</label>
      <select
        id={id}
        className="native"
        value={value ?? ''}
        onChange={({ target }) => onChange(name, target.value || undefined)}
      >
        <option value="">{say('any')}</option>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </span>
  );
}

/** Which of the cases; the gateway chooses them. */
export function Filters({ of, onChange }: Props) {
  const say = useDesk();
  const term = useTerm();
  return (
    <fieldset className="desk-filters" aria-label={say('filters')}>
      <One
        name="state"
        value={of.state}
        options={of.states.map((value) => ({ value, text: term('CaseState', value) }))}
        onChange={onChange}
      />
      <One
        name="type"
        value={of.type}
        options={TYPES.map((value) => ({ value, text: term('CaseType', value) }))}
        onChange={onChange}
      />
      {of.which === 'over' ? null : (
        <One
          name="due"
          value={of.due}
          options={DUE.map((value) => ({
            value,
            text: value === '0' ? say('overdue') : say('days', { count: Number(value) }),
          }))}
          onChange={onChange}
        />
      )}
    </fieldset>
  );
}
