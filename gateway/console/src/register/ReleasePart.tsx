import { Button, Input, InputNumber } from 'antd';
import { Labelled } from '../parts/Labelled.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useTerm } from '../words/terms.ts';
import type { Change } from './change.ts';
import type { Draft } from './draft.ts';
import { Fields } from './Fields.tsx';
import { Instant } from './Instant.tsx';
import { useRegister } from './words.ts';

const GRADES = ['general', 'important'] as const;

/** What is said of the release itself; of one that comes alone also its records and fields. */
export function ReleasePart({ draft, change }: { readonly draft: Draft; readonly change: Change }) {
  const say = useRegister();
  const term = useTerm();
  const alone = draft.type === 'release';
  return (
    <Panel title={say(alone ? 'release' : 'firstRelease')}>
      <div className="form">
        <Labelled label={say('label')} required>
          {(id) => (
            <Input
              id={id}
              value={draft.label}
              maxLength={100}
              onChange={({ target }) => change(() => ({ label: target.value }))}
            />
          )}
        </Labelled>
        <Instant
          label={say('producedAt')}
          hint={say('producedAtHint')}
          value={draft.producedAt}
          onChange={(producedAt) => change(() => ({ producedAt }))}
        />
        <Labelled label={say('releaseGrade')}>
          {(id) => (
            <select
              id={id}
              className="native"
              value={draft.releaseGrade}
              onChange={({ target }) => change(() => ({ releaseGrade: target.value as Draft['releaseGrade'] }))}
            >
              <option value="">{say('releaseGradeSame', { grade: term('Grade', draft.grade.toUpperCase()) })}</option>
              {GRADES.map((grade) => (
                <option key={grade} value={grade}>
                  {term('Grade', grade.toUpperCase())}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        {draft.apart ? (
          <div className="whole">
            <p className="hint">
              {say('apart', { fields: draft.apart.fields?.length ?? 0, records: draft.apart.records ?? '–' })}
            </p>
            <Button size="small" onClick={() => change(() => ({ apart: null }))}>
              {say('apartNot')}
            </Button>
          </div>
        ) : null}
        {alone ? (
          <>
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
              <Fields draft={draft} change={change} required={false} />
            </div>
          </>
        ) : null}
      </div>
    </Panel>
  );
}
