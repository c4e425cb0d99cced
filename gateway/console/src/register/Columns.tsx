import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useId } from 'react';
import { useTerm } from '../words/terms.ts';
import type { Change } from './change.ts';
import type { Draft, InputColumn } from './draft.ts';
import { useInputs } from './inputs-words.ts';
import { TRANSFORMATIONS } from './lineage.ts';

/** Which column of which input became which column of the release, and how. */
export function Columns({
  draft: { columns, inputs, fields },
  change,
}: {
  readonly draft: Draft;
  readonly change: Change;
}) {
  const say = useInputs();
  const term = useTerm();
  const list = useId();
  const set = (index: number, part: Partial<InputColumn>) =>
    change(({ columns }) => ({
      columns: columns.map((column, at) => (at === index ? { ...column, ...part } : column)),
    }));
  const add = () =>
    change(({ columns }) => ({ columns: [...columns, { input: 0, from: '', to: '', transformation: 'derived' }] }));
  return (
    <fieldset className="fields">
      <legend>
        {say('columns')} <small>{columns.length || ''}</small>
      </legend>
      {columns.length === 0 ? (
        <p className="hint">{say('columnsNone')}</p>
      ) : (
        <section className="scroll" aria-label={say('columns')}>
          <datalist id={list}>
            {fields.map(({ name }) => (
              <option key={name} value={name} />
            ))}
          </datalist>
          <table>
            <thead>
              <tr>
                <th>{say('columnInput')}</th>
                <th>{say('columnFrom')}</th>
                <th>{say('columnHow')}</th>
                <th>{say('columnTo')}</th>
                <th>
                  <span className="unseen">{say('cancel')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {columns.map(({ input, from, to, transformation }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: mappings have no name of their own and keep their order
                <tr key={index}>
                  <td>
                    <select
                      value={input}
                      aria-label={`${index + 1}: ${say('columnInput')}`}
                      onChange={({ target }) => set(index, { input: Number(target.value) })}
                    >
                      {inputs.map((one, place) => (
                        <option key={JSON.stringify(one)} value={place}>
                          {place + 1}
                        </option>
                      ))}
                    </select>
                  </td>
                  <td>
                    <Input
                      size="small"
                      value={from}
                      maxLength={200}
                      aria-label={`${index + 1}: ${say('columnFrom')}`}
                      onChange={({ target }) => set(index, { from: target.value })}
                    />
                  </td>
                  <td>
                    <select
                      value={transformation}
                      aria-label={`${index + 1}: ${say('columnHow')}`}
                      onChange={({ target }) => set(index, { transformation: target.value as never })}
                    >
                      {TRANSFORMATIONS.map((one) => (
                        <option key={one} value={one}>
                          {term('Transformation', one.toUpperCase())}
                        </option>
                      ))}
                    </select>
                  </td>
                  <td>
                    <Input
                      size="small"
                      value={to}
                      list={list}
                      maxLength={200}
                      aria-label={`${index + 1}: ${say('columnTo')}`}
                      onChange={({ target }) => set(index, { to: target.value })}
                    />
                  </td>
                  <td>
                    <Button
                      size="small"
                      type="text"
                      icon={<DeleteOutlined aria-hidden="true" />}
                      aria-label={say('remove', { name: `${from} → ${to}` })}
                      onClick={() => change(({ columns }) => ({ columns: columns.filter((_, at) => at !== index) }))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <Button className="add" size="small" icon={<PlusOutlined aria-hidden="true" />} onClick={add}>
        {say('columnAdd')}
      </Button>
    </fieldset>
  );
}
