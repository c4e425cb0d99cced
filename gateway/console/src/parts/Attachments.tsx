import './attachments.css';
import { DeleteOutlined } from '@ant-design/icons';
import type { Commands } from '@suyuan/schemas';
import { Button, Progress } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { mediaTypeOf } from '../register/reading/read-file.ts';
import { bring } from '../session/documents.ts';
import { words } from '../words/i18n.ts';
import { inApi, useTerm } from '../words/terms.ts';
import { Choice } from './Choice.tsx';
import { Drop } from './Drop.tsx';
import { bytes } from './format.ts';
import { Identifier } from './Identifier.tsx';
import { Labelled } from './Labelled.tsx';
import { Refusal } from './Refusal.tsx';

export type Evidence = Commands['registration:object']['evidence'][number];

const KINDS = [
  'authorisation',
  'source-statement',
  'purchase-contract',
  'legal-basis',
  'compliance-opinion',
  'quality-report',
  'originality-statement',
  'sample',
  'other',
] as const satisfies readonly Evidence['kind'][];

const useWords = words(
  'attachments',
  {
    label: '把证明文件拖到这里，或点击选择',
    hint: '文件加密存入本机构的网关，摘要随签名写入账本。',
    kind: '材料种类',
    uploading: '正在上传 {{name}}：{{percent}}%',
    remove: '移除 {{name}}',
  },
  {
    label: 'Drop documents here, or choose them',
    hint: 'They are kept encrypted at your gateway; their digests are signed and go onto the ledger.',
    kind: 'Kind of document',
    uploading: 'Uploading {{name}}: {{percent}}%',
    remove: 'Remove {{name}}',
  },
);

type Props = {
  readonly of: readonly Evidence[];
  /** Of which kind the first one is likely to be. */
  readonly likely?: (typeof KINDS)[number];
  readonly onChange: (change: (now: readonly Evidence[]) => readonly Evidence[]) => void;
  /** Told while documents are under way, so that what names them waits. */
  readonly onBusy?: (busy: boolean) => void;
};

/** Documents that a command names: brought to one's own gateway, which keeps them encrypted, and named by their digests. */
export function Attachments({ of, likely = 'authorisation', onChange, onBusy }: Props) {
  const say = useWords();
  const term = useTerm();
  const [kind, setKind] = useState<(typeof KINDS)[number]>(likely);
  const [under, setUnder] = useState<{ readonly name: string; readonly at: number }>();
  const [error, setError] = useState<unknown>();
  const told = useRef(onBusy);
  useEffect(() => {
    told.current?.(under !== undefined);
  }, [under]);
  const attach = async (files: readonly File[]) => {
    setError(undefined);
    try {
      for (const file of files) {
        const mediaType = mediaTypeOf(file);
        setUnder({ name: file.name, at: 0 });
        const { sha256, size } = await bring(file, mediaType, (sent, whole) =>
          setUnder({ name: file.name, at: sent / Math.max(1, whole) }),
        );
        const paper: Evidence = { kind, name: file.name, sha256, size, mediaType };
        onChange((now) => [...now.filter((one) => one.sha256 !== sha256), paper]);
      }
    } catch (problem) {
      setError(problem);
    } finally {
      setUnder(undefined);
    }
  };
  const percent = Math.round((under?.at ?? 0) * 100);
  return (
    <div className="attachments">
      <Labelled label={say('kind')}>
        {(id) => <Choice id={id} kind="EvidenceKind" values={KINDS} value={kind} onChange={setKind} />}
      </Labelled>
      <Drop label={say('label')} hint={say('hint')} onFiles={(files) => void attach(files)} />
      {under ? (
        <div role="status">
          {say('uploading', { name: under.name, percent })}
          <Progress percent={percent} showInfo={false} size="small" aria-label={under.name} />
        </div>
      ) : null}
      {error === undefined ? null : <Refusal error={error} />}
      <ul className="rows">
        {of.map(({ kind: its, name, size, sha256 }) => (
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
                aria-label={say('remove', { name: name ?? sha256 })}
                onClick={() => onChange((now) => now.filter((one) => one.sha256 !== sha256))}
              />
            </span>
            <Identifier value={sha256} />
          </li>
        ))}
      </ul>
    </div>
  );
}
