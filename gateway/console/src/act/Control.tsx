import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import { Choice, popupIn } from '../parts/Choice.tsx';
import { kindOf as enumOf } from '../session/kinds.ts';
import { useField } from '../words/fields.ts';
import { inApi, useTerm } from '../words/terms.ts';
import { type Draft, listOf, type Problem } from './draft.ts';
import { Found } from './Found.tsx';
import { kindOf, type Schema } from './schema.ts';
import { useActs } from './words.ts';

/** One member of a command, and what a form holds of it. */
export type FieldProps = {
  readonly name: string;
  readonly schema: Schema;
  readonly path: string;
  readonly required: boolean;
  readonly draft: Draft;
  readonly problems: readonly Problem[];
  readonly onChange: (change: (now: Draft) => Draft) => void;
};

/** Begins of ids in patterns, such as `^rel-`. */
const BEGIN = /^\^([a-z]{3}-)\[0-9a-f\]\{32\}\$$/;

const twoDigits = (value: number) => String(value).padStart(2, '0');

/** An instant as the browser's control has it, in the reader's zone. */
function localOf(instant: unknown): string {
  if (typeof instant !== 'string' || Number.isNaN(Date.parse(instant))) return '';
  const at = new Date(instant);
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map(twoDigits).join('-');
  return `${day}T${twoDigits(at.getHours())}:${twoDigits(at.getMinutes())}`;
}

/** A member that is one control. */
export function Control({ id, name, schema, path, draft, onChange }: FieldProps & { readonly id: string }) {
  const term = useTerm();
  const field = useField();
  const say = useActs();
  const set = (value: Draft) => onChange(() => value);
  const text = typeof draft === 'string' ? draft : '';
  switch (kindOf(schema)) {
    case 'choice':
      return (
        <Choice
          id={id}
          kind={enumOf(name, path, schema.enum?.[0] ?? '') ?? ''}
          values={schema.enum ?? []}
          value={text}
          onChange={set}
        />
      );
    case 'choices': {
      const values = schema.items?.enum ?? [];
      const kind = enumOf(name, path, values[0] ?? '') ?? '';
      if (values.length > 20)
        return (
          <Select
            id={id}
            className="full"
            mode="multiple"
            getPopupContainer={popupIn}
            value={listOf(draft) as string[]}
            options={values.map((one) => ({ value: one, label: term(kind, inApi(one)) }))}
            onChange={set}
          />
        );
      return (
        <Checkbox.Group
          value={listOf(draft) as string[]}
          options={values.map((one) => ({ value: one, label: term(kind, inApi(one)) }))}
          onChange={set}
        />
      );
    }
    case 'switch':
      return (
        <Radio.Group
          value={draft}
          options={[true, false].map((value) => ({ value, label: field(value ? 'yes' : 'no') }))}
          onChange={({ target }) => set(target.value)}
        />
      );
    case 'number':
      return (
        <InputNumber
          id={id}
          className="full"
          precision={0}
          min={schema.minimum ?? 0}
          max={schema.maximum ?? Number.MAX_SAFE_INTEGER}
          value={typeof draft === 'number' ? draft : null}
          onChange={(value) => set(value ?? undefined)}
        />
      );
    case 'date':
      return <Input id={id} type="date" value={text} onChange={({ target }) => set(target.value)} />;
    case 'moment':
      return (
        <Input
          id={id}
          type="datetime-local"
          value={localOf(draft)}
          onChange={({ target }) => set(target.value ? new Date(target.value).toISOString() : undefined)}
        />
      );
    case 'long':
      return (
        <Input.TextArea
          id={id}
          rows={text.startsWith('-----BEGIN') ? 8 : 3}
          maxLength={schema.maxLength ?? 2000}
          value={text}
          onChange={({ target }) => set(target.value)}
        />
      );
    default: {
      const begins = (schema.anyOf ?? [schema]).flatMap(({ pattern }) => BEGIN.exec(pattern ?? '')?.[1] ?? []);
      const [only] = begins.length === 1 ? begins : [];
      if (only === 'ast-' || only === 'rel-') return <Found id={id} kind={only} value={text} onChange={set} />;
      return (
        <Input
          id={id}
          value={text}
          spellCheck={false}
          {...(begins.length > 0 ? { placeholder: say('idBegins', { begins: begins.join(' / ') }) } : {})}
          onChange={({ target }) => set(target.value)}
        />
      );
    }
  }
}
