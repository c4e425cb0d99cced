import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Radio } from 'antd';
import { type ReactNode, useId } from 'react';
import { Attachments, type Evidence } from '../parts/Attachments.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { Named } from '../session/Named.tsx';
import { useField } from '../words/fields.ts';
import { Control, type FieldProps } from './Control.tsx';
import { type Draft, groupOf, listOf, variantOf } from './draft.ts';
import { kindOf, type Schema, shapesOf } from './schema.ts';
import { useActs } from './words.ts';

type Props = FieldProps;

const NAMED = /^(rel|ast|cas)-[0-9a-f]{32}$/;
function Framed({ label, required, children }: { label: string; required: boolean; children: ReactNode }) {
  const id = useId();
  return (
    <fieldset className="framed" aria-labelledby={id}>
      <legend id={id}>
        {label}
        {required ? <b aria-hidden="true"> *</b> : null}
      </legend>
      {children}
    </fieldset>
  );
}

/** The members of an object, each by its own control. */
export function Members({ schema, path, draft, problems, onChange }: Omit<Props, 'name' | 'required'>) {
  const held = groupOf(draft);
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => name !== 'commandId')
    .map(([name, member]) => (
      <Field
        key={name}
        name={name}
        schema={member}
        path={`${path}.${name}`}
        required={schema.required?.includes(name) ?? false}
        draft={held[name]}
        problems={problems}
        onChange={(change) => onChange((now) => ({ ...groupOf(now), [name]: change(groupOf(now)[name]) }))}
      />
    ));
}

function List(props: Props) {
  const { name, schema, path, draft, problems, onChange } = props;
  const say = useActs();
  const field = useField();
  const items = listOf(draft);
  const rows = items.length === 0 && (schema.minItems ?? 0) > 0 ? [undefined] : items;
  const at = (n: number) => (change: (now: Draft) => Draft) =>
    onChange((now) => {
      const all = listOf(now);
      return Array.from({ length: Math.max(all.length, n + 1) }, (_, k) => (k === n ? change(all[k]) : all[k]));
    });
  return (
    <>
      {rows.map((item, n) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the place in the list is what an item is known by
        <div key={n} className="listed">
          <Field
            name={`${n + 1}`}
            schema={schema.items ?? {}}
            path={`${path}.${n}`}
            required={false}
            draft={item}
            problems={problems}
            onChange={at(n)}
          />
          <Button
            type="text"
            icon={<DeleteOutlined aria-hidden="true" />}
            aria-label={say('remove', { name: `${field(name)} ${n + 1}` })}
            onClick={() => onChange((now) => listOf(now).filter((_, k) => k !== n))}
          />
        </div>
      ))}
      <Button
        icon={<PlusOutlined aria-hidden="true" />}
        disabled={rows.length >= (schema.maxItems ?? Number.POSITIVE_INFINITY)}
        onClick={() => onChange((now) => [...(listOf(now).length > 0 ? listOf(now) : rows), undefined])}
      >
        {say('add', { name: field(name) })}
      </Button>
    </>
  );
}

function Shapes(props: Props) {
  const { schema, draft, onChange } = props;
  const field = useField();
  const { shape, of } = variantOf(draft);
  const shapes = shapesOf(schema);
  const nameOf = (one: Schema) =>
    Object.entries(one.properties ?? {})
      .map(([name, member]) => (typeof member.const === 'string' ? member.const : name))
      .slice(0, 1)
      .map(field)
      .join('');
  return (
    <>
      <Radio.Group
        value={shape}
        options={shapes.map((one, n) => ({ value: n, label: nameOf(one) }))}
        onChange={({ target }) => onChange(() => ({ shape: target.value as number, of: {} }))}
      />
      <Members
        {...props}
        schema={shapes[shape] ?? {}}
        draft={of}
        onChange={(change) => onChange((now) => ({ shape, of: change(variantOf(now).of) }))}
      />
    </>
  );
}

/** One member of a command: its name in words, its control, and what is wrong with it. */
export function Field(props: Props): ReactNode {
  const { name, schema, path, required, draft, problems, onChange } = props;
  const say = useActs();
  const field = useField();
  const label = /^\d+$/.test(name) ? name : field(name);
  const problem = problems.find((one) => one.path === path);
  const wrong = problem ? <div className="problem">{say(problem.rule)}</div> : null;
  switch (kindOf(schema)) {
    case 'fixed':
      return null;
    case 'group':
      return (
        <Framed label={label} required={required}>
          <Members {...props} />
        </Framed>
      );
    case 'variant':
      return (
        <Framed label={label} required={required}>
          <Shapes {...props} />
        </Framed>
      );
    case 'papers':
      return (
        <Framed label={label} required={(schema.minItems ?? 0) > 0}>
          {wrong}
          <Attachments
            of={listOf(draft) as readonly Evidence[]}
            onChange={(change) => onChange((now) => change(listOf(now) as readonly Evidence[]))}
          />
        </Framed>
      );
    case 'paper':
      return (
        <Framed label={label} required={required}>
          {wrong}
          <Attachments
            of={draft ? [draft as Evidence] : []}
            onChange={(change) => onChange((now) => change(now ? [now as Evidence] : []).at(-1))}
          />
        </Framed>
      );
    case 'list':
      return (
        <Framed label={label} required={(schema.minItems ?? 0) > 0}>
          {wrong}
          <List {...props} />
        </Framed>
      );
    default:
      return (
        <Labelled
          label={label}
          required={required}
          {...(problem ? { problem: say(problem.rule) } : {})}
          {...(typeof draft === 'string' && NAMED.test(draft) ? { hint: <Named id={draft} /> } : {})}
        >
          {(id) => <Control {...props} id={id} />}
        </Labelled>
      );
  }
}
