import { Input, InputNumber, Select } from 'antd';
import { Choice } from '../parts/Choice.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { Panel } from '../parts/Panel.tsx';
import type { Change } from './change.ts';
import type { Draft, Profile } from './draft.ts';
import { Fields } from './Fields.tsx';
import { useRegister } from './words.ts';

const FORMS = ['table', 'document', 'image', 'audio', 'video', 'graph', 'stream', 'api', 'model', 'mixed'] as const;
const FREQUENCIES = ['none', 'realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'irregular'] as const;

type Props = {
  readonly draft: Draft;
  readonly change: Change;
  readonly profile: Profile | undefined;
};

const lower = (value: string) => value.toLowerCase().replaceAll('_', '-');

/** What the profile asks for, and where that comes from. */
const rule = (profile: Profile | undefined, field: string) =>
  profile?.mandatory.find((one) => one.field === `descriptor.${field}`)?.citation.source;

/** What the asset is. The profile says what must be there. */
export function About({ draft, change, profile }: Props) {
  const say = useRegister();
  const set =
    <Name extends keyof Draft>(name: Name) =>
    (value: Draft[Name]) =>
      change(() => ({ [name]: value }));
  const text = (name: 'titleZh' | 'titleEn' | 'subject' | 'space', field: string, required = false) => (
    <Labelled label={say(name)} required={required || Boolean(rule(profile, field))} rule={rule(profile, field)}>
      {(id) => <Input id={id} value={draft[name]} onChange={({ target }) => set(name)(target.value)} maxLength={200} />}
    </Labelled>
  );
  const long = (name: 'abstractZh' | 'abstractEn', required: boolean) => (
    <Labelled label={say(name)} required={required} rule={required ? rule(profile, 'abstract') : undefined}>
      {(id) => (
        <Input.TextArea
          id={id}
          rows={3}
          maxLength={4000}
          value={draft[name]}
          onChange={({ target }) => set(name)(target.value)}
        />
      )}
    </Labelled>
  );
  const date = (name: 'coverageFrom' | 'coverageTo') => (
    <Labelled label={say(name)} required={Boolean(rule(profile, 'timeCoverage'))}>
      {(id) => <Input id={id} type="date" value={draft[name]} onChange={({ target }) => set(name)(target.value)} />}
    </Labelled>
  );
  return (
    <Panel title={say('about')}>
      <div className="form">
        {text('titleZh', 'title', true)}
        {text('titleEn', 'titleEn')}
        <div className="whole">{long('abstractZh', true)}</div>
        <div className="whole">{long('abstractEn', false)}</div>
        <Labelled label={say('kind')} required>
          {(id) => (
            <Choice
              id={id}
              kind="AssetKind"
              values={(profile?.kinds ?? ['DATASET']).map(lower) as Draft['kind'][]}
              value={draft.kind}
              onChange={set('kind')}
            />
          )}
        </Labelled>
        {text('subject', 'subject', true)}
        <Labelled label={say('keywords')} required hint={say('keywordsHint')}>
          {(id) => (
            <Select
              id={id}
              className="full"
              mode="tags"
              open={false}
              suffixIcon={null}
              value={[...draft.keywords]}
              tokenSeparators={[',', '，', '、', ';']}
              onChange={(value: string[]) => change(() => ({ keywords: value }))}
            />
          )}
        </Labelled>
        <Labelled label={say('form')} required rule={rule(profile, 'form')}>
          {(id) => <Choice id={id} kind="AssetForm" values={FORMS} value={draft.form} onChange={set('form')} />}
        </Labelled>
        <Labelled label={say('updateFrequency')} required rule={rule(profile, 'updateFrequency')}>
          {(id) => (
            <Choice
              id={id}
              kind="UpdateFrequency"
              values={FREQUENCIES}
              value={draft.updateFrequency}
              onChange={set('updateFrequency')}
            />
          )}
        </Labelled>
        {date('coverageFrom')}
        {date('coverageTo')}
        {text('space', 'spaceCoverage')}
        <Labelled label={say('recordCount')}>
          {(id) => (
            <InputNumber
              id={id}
              className="full"
              min={0}
              precision={0}
              value={draft.records ?? null}
              onChange={(value) => change(() => ({ records: value ?? undefined }))}
            />
          )}
        </Labelled>
        <div className="whole">
          <Fields draft={draft} change={change} required={Boolean(rule(profile, 'fields'))} />
        </div>
      </div>
    </Panel>
  );
}
