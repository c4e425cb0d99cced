import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTerm } from '../words/terms.ts';
import type { Change } from './change.ts';
import type { Draft } from './draft.ts';
import { useRegister } from './words.ts';

const TYPES = [
  'text',
  'integer',
  'number',
  'boolean',
  'date',
  'datetime',
  'object',
  'array',
  'binary',
  'unknown',
] as const;

type Props = { readonly draft: Draft; readonly change: Change; readonly required: boolean };

/** The columns as they were read; a person says what they mean and which are about persons. */
export function Fields({ draft: { fields }, change, required }: Props) {
  const say = useRegister();
  const term = useTerm();
  const set = (index: number, part: Partial<Draft['fields'][number]>) =>
    change(({ fields }) => ({ fields: fields.map((field, at) => (at === index ? { ...field, ...part } : field)) }));
  return (
    <fieldset className="fields">
      <legend>
        {say('fields')} {required ? <b aria-hidden="true">*</b> : null} <small>{fields.length || ''}</small>
      </legend>
      {fields.length === 0 ? (
        <p className="hint">{say('fieldsNone')}</p>
      ) : (
        <section className="scroll" aria-label={say('fields')}>
          <table>
            <thead>
              <tr>
                <th>{say('fieldName')}</th>
                <th>{say('fieldType')}</th>
                <th>{say('fieldTitle')}</th>
                <th>{say('fieldPersonal')}</th>
                <th>
                  <span className="unseen">{say('cancel')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {fields.map(({ name, type, title, personal }, index) => (
                <tr key={name}>
                  <td>
                    <code>{name}</code>
                  </td>
                  <td>
                    <select
                      value={type}
                      aria-label={`${name}: ${say('fieldType')}`}
                      onChange={({ target }) => set(index, { type: target.value as never })}
                    >
                      {TYPES.map((one) => (
                        <option key={one} value={one}>
                          {term('FieldType', one.toUpperCase())}
                        </option>
                      ))}
                    </select>
                  </td>
                  <td>
                    <Input
                      size="small"
                      value={title ?? ''}
                      aria-label={`${name}: ${say('fieldTitle')}`}
                      onChange={({ target }) =>
                        change(({ fields }) => ({ fields: withTitle(fields, index, target.value) }))
                      }
                    />
                  </td>
                  <td>
                    <input
                      type="checkbox"
                      checked={personal ?? false}
                      aria-label={`${name}: ${say('fieldPersonal')}`}
                      onChange={({ target }) => set(index, { personal: target.checked })}
                    />
                  </td>
                  <td>
                    <Button
                      size="small"
                      type="text"
                      icon={<DeleteOutlined aria-hidden="true" />}
                      aria-label={say('remove', { name })}
                      onClick={() => change(({ fields }) => ({ fields: fields.filter((_, at) => at !== index) }))}
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <Another
        taken={fields.map(({ name }) => name)}
        onAdd={(name) => change(({ fields }) => ({ fields: [...fields, { name, type: 'text' }] }))}
      />
    </fieldset>
  );
}

/** A field that no file has said, by its name. */
function Another({ taken, onAdd }: { readonly taken: readonly string[]; readonly onAdd: (name: string) => void }) {
  const say = useRegister();
  const [name, setName] = useState('');
  const add = () => {
    onAdd(name.trim());
    setName('');
  };
  const fits = name.trim() !== '' && !taken.includes(name.trim());
  return (
    <span className="with-button add">
      <Input
        size="small"
        value={name}
        maxLength={200}
        placeholder={say('fieldName')}
        aria-label={say('fieldNew')}
        onChange={({ target }) => setName(target.value)}
        onPressEnter={() => fits && add()}
      />
      <Button size="small" icon={<PlusOutlined aria-hidden="true" />} disabled={!fits} onClick={add}>
        {say('fieldAdd')}
      </Button>
    </span>
  );
}

/** A meaning that is taken away is absent, not empty. */
function withTitle(fields: Draft['fields'], index: number, title: string): Draft['fields'] {
  return fields.map((field, at) => {
    if (at !== index) return field;
    const { title: _, ...rest } = field;
    return title ? { ...rest, title } : rest;
  });
}
