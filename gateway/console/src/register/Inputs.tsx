import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import { useAsk } from '../data/query.ts';
import { InputFactsDocument } from '../generated/register.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Tag } from '../parts/Tag.tsx';
import { titled } from '../words/i18n.ts';
import { useTerm } from '../words/terms.ts';
import '../words/lineage-terms.ts';
import { Columns } from './Columns.tsx';
import type { Change } from './change.ts';
import type { Draft, Input as Made } from './draft.ts';
import { Finder } from './Finder.tsx';
import { Instant } from './Instant.tsx';
import { useInputs } from './inputs-words.ts';
import { RUN_KINDS, sameNames, withInput, withoutInput } from './lineage.ts';

type RowProps = {
  readonly input: Made;
  readonly onMatch: (names: readonly string[]) => void;
  readonly onRemove: () => void;
};

/** One input: what it is, how it is graded, and whether it may still be built on. */
function Row({ input, onMatch, onRemove }: RowProps) {
  const say = useInputs();
  const release = 'release' in input ? input.release : '';
  const { data } = useAsk(InputFactsDocument, { id: release }, { when: release !== '' });
  const found = release ? data?.release : undefined;
  const title = 'external' in input ? input.external.name : titled(found?.asset?.text?.descriptor?.title) || release;
  const names = (found?.text?.fields ?? found?.asset?.text?.descriptor?.fields ?? []).map(({ name }) => name);
  return (
    <li>
      <span className="row-head">
        <span>{title}</span>
        <small>{'external' in input ? input.external.namespace : found?.text?.label}</small>
        {found?.grade ? <Tag kind="Grade" value={found.grade.grade} /> : null}
        {'external' in input ? <span className="tag plain">{say('outsideTag')}</span> : null}
        {found?.recall ? <span className="tag bad">{say('inputRecalled')}</span> : null}
        <span className="end">
          {names.length > 0 ? (
            <Button size="small" type="text" onClick={() => onMatch(names)}>
              {say('columnsMatch')}
            </Button>
          ) : null}
          <Button
            size="small"
            type="text"
            icon={<DeleteOutlined aria-hidden="true" />}
            aria-label={say('remove', { name: title })}
            onClick={onRemove}
          />
        </span>
      </span>
      {release ? (
        <small>
          {titled(found?.entity?.title)} <Identifier value={release} to={`/trace/${release}`} />
        </small>
      ) : null}
    </li>
  );
}

/** What made the release of its inputs: a run, in PROV's words. */
function Run({ draft: { run }, change }: { readonly draft: Draft; readonly change: Change }) {
  const say = useInputs();
  const term = useTerm();
  const set = (part: Partial<Draft['run']>) => change(({ run }) => ({ run: { ...run, ...part } }));
  const text = (name: 'namespace' | 'name') => (
    <Labelled label={say(name === 'name' ? 'jobName' : 'jobNamespace')} required>
      {(id) => (
        <Input id={id} value={run[name]} maxLength={300} onChange={({ target }) => set({ [name]: target.value })} />
      )}
    </Labelled>
  );
  return (
    <div className="form run">
      <Labelled label={say('runKind')}>
        {(id) => (
          <select
            id={id}
            className="native"
            value={run.kind}
            onChange={({ target }) => set({ kind: target.value as Draft['run']['kind'] })}
          >
            {RUN_KINDS.map((kind) => (
              <option key={kind} value={kind}>
                {term('RunKind', kind.toUpperCase())}
              </option>
            ))}
            <option value="">{say('runNone')}</option>
          </select>
        )}
      </Labelled>
      {run.kind ? (
        <>
          {text('name')}
          {text('namespace')}
          <Labelled label={say('runCode')} hint={say('runCodeHint')}>
            {(id) => (
              <Input
                id={id}
                value={run.code}
                placeholder="sha256:…"
                onChange={({ target }) => set({ code: target.value.trim() })}
              />
            )}
          </Labelled>
          <Instant label={say('runStarted')} value={run.startedAt} onChange={(startedAt) => set({ startedAt })} />
          <Instant label={say('runEnded')} value={run.endedAt} onChange={(endedAt) => set({ endedAt })} />
        </>
      ) : null}
    </div>
  );
}

type Props = { readonly draft: Draft; readonly change: Change; readonly holder: string };

/** The releases and outside datasets that this one was made of, how, and which column of which became what. */
export function Inputs({ draft, change, holder }: Props) {
  const say = useInputs();
  const { inputs } = draft;
  return (
    <Panel title={say('inputs')}>
      <p className="hint">{say('inputsText')}</p>
      <Finder onFound={(input) => change((current) => withInput(current, input, holder))} />
      {inputs.length === 0 ? (
        <p className="hint">{say('inputsNone')}</p>
      ) : (
        <>
          <ol className="rows">
            {inputs.map((input, place) => (
              <Row
                key={JSON.stringify(input)}
                input={input}
                onMatch={(names) =>
                  change((current) => ({ columns: [...current.columns, ...sameNames(current, place, names)] }))
                }
                onRemove={() => change((current) => withoutInput(current, place))}
              />
            ))}
          </ol>
          <Run draft={draft} change={change} />
          <Columns draft={draft} change={change} />
          <div className="form">
            <Labelled label={say('report')} hint={say('reportHint')}>
              {(id) => (
                <Input
                  id={id}
                  value={draft.report}
                  placeholder="rpt-…"
                  onChange={({ target }) => change(() => ({ report: target.value.trim() }))}
                />
              )}
            </Labelled>
          </div>
        </>
      )}
    </Panel>
  );
}
