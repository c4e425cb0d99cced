import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import type { Commands } from '@suyuan/schemas';
import { Button, Input } from 'antd';
import { useField } from '../words/fields.ts';
import { useShell } from '../words/shell.ts';
import { inApi, useTerm } from '../words/terms.ts';
import { useCase } from './words.ts';

export type ReasonDraft = Commands['registration:refuse']['reasons'][number];

const CODES = [
  'missing',
  'inconsistent',
  'unclear',
  'evidence',
  'grade',
  'personal-information',
  'rights',
  'other',
] as const satisfies readonly ReasonDraft['code'][];

const FIELDS = [
  'descriptor.title',
  'descriptor.abstract',
  'descriptor.keywords',
  'descriptor.subject',
  'descriptor.fields',
  'descriptor.timeCoverage',
  'descriptor.spaceCoverage',
  'personalInformation',
  'grade',
  'sourceBasis',
  'rights',
  'release',
  'evidence',
];

type Props = { readonly of: readonly ReasonDraft[]; readonly onChange: (reasons: readonly ReasonDraft[]) => void };

/** Reasons from a list, each about a field, with a text that the applicant reads. */
export function Reasons({ of, onChange }: Props) {
  const say = useCase();
  const shell = useShell();
  const term = useTerm();
  const field = useField();
  const set = (index: number, part: Partial<ReasonDraft>) =>
    onChange(of.map((reason, at) => (at === index ? { ...reason, ...part } : reason)));
  return (
    <>
      {of.map((reason, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: reasons have no name of their own and keep their order
        <fieldset key={index} className="reason">
          <legend>
            {say('reason')} {index + 1}
          </legend>
          <select
            value={reason.field}
            aria-label={say('reasonField')}
            onChange={({ target }) => set(index, { field: target.value })}
          >
            {FIELDS.map((name) => (
              <option key={name} value={name}>
                {field(name.split('.').at(-1) ?? name)}
              </option>
            ))}
          </select>
          <select
            value={reason.code}
            aria-label={say('reasonCode')}
            onChange={({ target }) => set(index, { code: target.value as never })}
          >
            {CODES.map((code) => (
              <option key={code} value={code}>
                {term('ReasonCode', inApi(code))}
              </option>
            ))}
          </select>
          {of.length > 1 ? (
            <Button
              type="text"
              size="small"
              icon={<DeleteOutlined aria-hidden="true" />}
              aria-label={shell('cancel')}
              onClick={() => onChange(of.filter((_, at) => at !== index))}
            />
          ) : null}
          <Input.TextArea
            rows={2}
            value={reason.text}
            maxLength={2000}
            aria-label={say('reasonText')}
            placeholder={say('reasonText')}
            onChange={({ target }) => set(index, { text: target.value })}
          />
        </fieldset>
      ))}
      <Button
        icon={<PlusOutlined aria-hidden="true" />}
        onClick={() => onChange([...of, { field: 'evidence', code: 'evidence', text: '' }])}
      >
        {say('addReason')}
      </Button>
    </>
  );
}
