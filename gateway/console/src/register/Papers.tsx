import { DeleteOutlined } from '@ant-design/icons';
import { Button, Input, Progress } from 'antd';
import { useState } from 'react';
import { Choice } from '../parts/Choice.tsx';
import { Drop } from '../parts/Drop.tsx';
import { bytes } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { bring } from '../session/documents.ts';
import { inApi, useTerm } from '../words/terms.ts';
import type { Change } from './change.ts';
import type { Draft, Evidence, Profile } from './draft.ts';
import { mediaTypeOf } from './reading/read-file.ts';
import { useRegister } from './words.ts';

const KINDS = [
  'source-statement',
  'authorisation',
  'purchase-contract',
  'legal-basis',
  'impact-assessment',
  'compliance-opinion',
  'quality-report',
  'valuation-report',
  'de-identification-report',
  'originality-statement',
  'transfer-contract',
  'sample',
  'other',
] as const satisfies readonly Evidence['kind'][];

type Kind = (typeof KINDS)[number];

/** Which evidence the profile asks for of such an asset. */
const needed = (profile: Profile | undefined, draft: Draft) => {
  const holds: Readonly<Record<string, boolean>> = {
    ALWAYS: true,
    PERSONAL_INFORMATION: draft.personal,
    AUTHORISED: draft.source === 'authorisation',
    PURCHASED: draft.source === 'purchase',
    IMPORTANT_GRADE: draft.grade === 'important',
    TRANSFER: draft.type === 'transfer',
  };
  return profile?.evidence.filter((rule) => holds[rule.when]) ?? [];
};

type Props = { readonly draft: Draft; readonly change: Change; readonly profile: Profile | undefined };

/** The documents: brought to one's own gateway, which keeps them encrypted; their digests go into the application. */
export function Papers({ draft, change, profile }: Props) {
  const say = useRegister();
  const term = useTerm();
  const [chosen, setChosen] = useState<Kind>();
  const [text, setText] = useState<string>();
  const [under, setUnder] = useState<{ name: string; at: number }>();
  const [error, setError] = useState<unknown>();

  const rules = needed(profile, draft);
  const isThere = (kind: string) => draft.evidence.some((paper) => inApi(paper.kind) === kind);
  const wanted = KINDS.filter((kind) => rules.some((rule) => rule.kind === inApi(kind) && !isThere(rule.kind)));
  // Until somebody chooses, a document is taken for the first that is still missing.
  const kind = chosen ?? wanted[0] ?? (profile ? 'other' : 'source-statement');

  const attach = async (name: string, source: Blob, mediaType: string, kind: Kind) => {
    setError(undefined);
    setUnder({ name, at: 0 });
    try {
      const { sha256, size } = await bring(source, mediaType, (sent, of) => setUnder({ name, at: sent / of }));
      const paper: Evidence = { kind, name, sha256, size, mediaType };
      change(({ evidence }) => ({ evidence: [...evidence.filter((one) => one.sha256 !== sha256), paper] }));
      setChosen(undefined);
    } catch (problem) {
      setError(problem);
    } finally {
      setUnder(undefined);
    }
  };
  const attachText = async () => {
    await attach('来源说明.txt', new Blob([text ?? ''], { type: 'text/plain' }), 'text/plain', 'source-statement');
    setText(undefined);
  };
  return (
    <Panel title={say('evidence')}>
      <p className="hint">{say('evidenceText')}</p>
      <ul className="needs">
        {rules.map((rule) => {
          const there = isThere(rule.kind);
          return (
            <li key={rule.kind} className={there ? 'there' : 'missing'}>
              <span aria-hidden="true">{there ? '✓' : '○'}</span> {term('EvidenceKind', rule.kind)}
              <small>{rule.citation.source}</small>
            </li>
          );
        })}
      </ul>
      <div className="form">
        <Labelled label={say('evidenceKind')}>
          {(id) => (
            <Choice
              id={id}
              kind="EvidenceKind"
              values={[...wanted, ...KINDS.filter((one) => !wanted.includes(one))]}
              value={kind}
              onChange={setChosen}
            />
          )}
        </Labelled>
        <div className="end-row">
          <Button onClick={() => setText(say('writeDefault', { title: draft.titleZh }))}>{say('write')}</Button>
        </div>
        {text === undefined ? null : (
          <div className="whole">
            <Labelled label={say('writeText')}>
              {(id) => (
                <Input.TextArea id={id} rows={3} value={text} onChange={({ target }) => setText(target.value)} />
              )}
            </Labelled>
            <Button type="primary" ghost disabled={!text.trim()} onClick={() => void attachText()}>
              {say('attach')}
            </Button>
          </div>
        )}
      </div>
      <Drop
        label={say('evidenceAdd')}
        onFiles={(files) =>
          void files.reduce(async (before, file) => {
            await before;
            await attach(file.name, file, mediaTypeOf(file), kind);
          }, Promise.resolve())
        }
      />
      {under ? (
        <>
          <p>{say('uploading', { name: under.name, percent: Math.round(under.at * 100) })}</p>
          <Progress percent={Math.round(under.at * 100)} showInfo={false} size="small" aria-label={under.name} />
        </>
      ) : null}
      {error === undefined ? null : <Refusal error={error} />}
      <ul className="rows">
        {draft.evidence.map(({ kind: its, name, size, sha256 }) => (
          <li key={sha256}>
            <span className="row-head">
              <span>{name}</span>
              <small>
                {term('EvidenceKind', inApi(its))} · {bytes(size)}
              </small>
              <Button
                className="end"
                size="small"
                type="text"
                icon={<DeleteOutlined aria-hidden="true" />}
                aria-label={say('remove', { name })}
                onClick={() =>
                  change(({ evidence }) => ({ evidence: evidence.filter((one) => one.sha256 !== sha256) }))
                }
              />
            </span>
            <Identifier value={sha256} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}
