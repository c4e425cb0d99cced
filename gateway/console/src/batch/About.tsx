import { Input } from 'antd';
import type { BatchSettingQuery } from '../generated/batch.ts';
import { Choice } from '../parts/Choice.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { Panel } from '../parts/Panel.tsx';
import { titled } from '../words/i18n.ts';
import type { BatchDraft } from './kept.ts';
import type { Common } from './row.ts';
import type { Change } from './use-batch.ts';
import { useBatch } from './words.ts';

const KINDS = ['dataset', 'api', 'product', 'model', 'training-set', 'ip-work'] as const;
const FORMS = ['table', 'document', 'image', 'audio', 'video', 'graph', 'stream', 'api', 'model', 'mixed'] as const;
const FREQUENCIES = ['none', 'realtime', 'daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'irregular'] as const;
const SOURCES = ['own-production', 'public-data', 'purchase', 'authorisation'] as const;
export const GRADES = ['general', 'important'] as const;

export type Profile = BatchSettingQuery['profiles'][number];
type Entity = { readonly id: string; readonly title: { readonly zh: string; readonly en: string | null } };
type Props = {
  readonly draft: BatchDraft;
  readonly change: Change;
  readonly profiles: readonly Profile[];
  readonly registrars: readonly Entity[];
};

/** What the batch is called, by which rules and by whom it is registered, and what its rows share. */
export function About({ draft, change, profiles, registrars }: Props) {
  const say = useBatch();
  const { common } = draft;
  const share = (part: Partial<Common>) => change((now) => ({ common: { ...now.common, ...part } }));
  const text = (
    name: 'subject' | 'space' | 'label' | 'keywords' | 'basis' | 'abstractZh',
    { required = false, hint }: { required?: boolean; hint?: string } = {},
  ) => (
    <Labelled label={say(name)} required={required} hint={hint}>
      {(id) => (
        <Input
          id={id}
          value={common[name]}
          maxLength={name === 'abstractZh' ? 4000 : 200}
          onChange={({ target }) => share({ [name]: target.value })}
        />
      )}
    </Labelled>
  );
  const day = (name: 'from' | 'to') => (
    <Labelled label={say(name)}>
      {(id) => (
        <input
          id={id}
          className="native"
          type="date"
          value={common[name]}
          onChange={({ target }) => share({ [name]: target.value })}
        />
      )}
    </Labelled>
  );
  return (
    <>
      <Panel title={say('about')}>
        <div className="form">
          <Labelled label={say('titleZh')} required>
            {(id) => (
              <Input
                id={id}
                value={draft.titleZh}
                maxLength={200}
                onChange={({ target }) => change(() => ({ titleZh: target.value }))}
              />
            )}
          </Labelled>
          <Labelled label={say('titleEn')}>
            {(id) => (
              <Input
                id={id}
                value={draft.titleEn}
                maxLength={200}
                onChange={({ target }) => change(() => ({ titleEn: target.value }))}
              />
            )}
          </Labelled>
          <Labelled label={say('profile')} required>
            {(id) => (
              <select
                id={id}
                className="native"
                value={draft.profile}
                onChange={({ target }) => change(() => ({ profile: target.value }))}
              >
                <option value="">{say('choose')}</option>
                {profiles.map((profile) => (
                  <option key={profile.id} value={profile.id}>
                    {titled(profile.title)}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
          <Labelled label={say('registrar')} required>
            {(id) => (
              <select
                id={id}
                className="native"
                value={draft.registrar}
                onChange={({ target }) => change(() => ({ registrar: target.value }))}
              >
                <option value="">{say('choose')}</option>
                {registrars.map((registrar) => (
                  <option key={registrar.id} value={registrar.id}>
                    {titled(registrar.title)}
                  </option>
                ))}
              </select>
            )}
          </Labelled>
        </div>
      </Panel>
      <Panel title={say('shared')}>
        <p className="hint">{say('sharedText')}</p>
        <div className="form">
          <Labelled label={say('kind')}>
            {(id) => (
              <Choice
                id={id}
                kind="AssetKind"
                values={KINDS}
                value={common.kind}
                onChange={(kind) => share({ kind })}
              />
            )}
          </Labelled>
          <Labelled label={say('form')}>
            {(id) => (
              <Choice
                id={id}
                kind="AssetForm"
                values={FORMS}
                value={common.form}
                onChange={(form) => share({ form })}
              />
            )}
          </Labelled>
          <Labelled label={say('updateFrequency')}>
            {(id) => (
              <Choice
                id={id}
                kind="UpdateFrequency"
                values={FREQUENCIES}
                value={common.updateFrequency}
                onChange={(updateFrequency) => share({ updateFrequency })}
              />
            )}
          </Labelled>
          <Labelled label={say('source')}>
            {(id) => (
              <Choice
                id={id}
                kind="SourceBasis"
                values={SOURCES}
                value={common.source as 'purchase'}
                onChange={(source) => share({ source })}
              />
            )}
          </Labelled>
          <Labelled label={say('grade')}>
            {(id) => (
              <Choice
                id={id}
                kind="Grade"
                values={GRADES}
                value={common.grade as 'general'}
                onChange={(grade) => share({ grade })}
              />
            )}
          </Labelled>
          {text('label', { required: true })}
          {text('abstractZh')}
          {text('keywords', { hint: say('keywordsHint') })}
          {text('subject')}
          {text('space')}
          {day('from')}
          {day('to')}
          <div className="whole">{text('basis', { required: true, hint: say('basisHint') })}</div>
        </div>
      </Panel>
    </>
  );
}
