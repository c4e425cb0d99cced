import { DeleteOutlined } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { useState } from 'react';
import { Drop } from '../parts/Drop.tsx';
import { bytes } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import type { Change } from './change.ts';
import type { Draft } from './draft.ts';
import { type FileFacts, readFile } from './reading/read-file.ts';
import { useRegister } from './words.ts';

type Reading = { readonly name: string; readonly at: number; readonly cancel: () => void };

/** What a file adds to the draft: itself, and its fields and records where nothing was said of these yet. */
function added(draft: Draft, { name, size, mediaType, sha256, sm3, structure }: FileFacts): Partial<Draft> {
  const first = draft.files.length === 0;
  return {
    files: [...draft.files.filter((file) => file.name !== name), { name, size, mediaType, sha256, sm3 }],
    ...(structure
      ? {
          apart: null,
          fields: first || draft.fields.length === 0 ? structure.fields : draft.fields,
          records: (first ? 0 : (draft.records ?? 0)) + structure.records,
        }
      : {}),
    ...(first && !draft.titleZh ? { titleZh: name.replace(/\.\w+$/, '') } : {}),
  };
}

/** The data files: dropped, read in a worker with progress, and listed with what was found. */
export function Files({ draft, change }: { readonly draft: Draft; readonly change: Change }) {
  const say = useRegister();
  const [reading, setReading] = useState<readonly Reading[]>([]);
  const [problems, setProblems] = useState<readonly string[]>([]);
  const [error, setError] = useState<unknown>();

  const read = async (file: File) => {
    const stop = new AbortController();
    const { name } = file;
    const others = (all: readonly Reading[]) => all.filter((one) => one.name !== name);
    const show = (at: number) => setReading((all) => [...others(all), { name, at, cancel: () => stop.abort() }]);
    show(0);
    try {
      const facts = await readFile(file, show, stop.signal);
      if (file.size === 0) {
        setProblems((all) => [...all, say('emptyFile', { name })]);
        return;
      }
      change((current) => added(current, facts));
      const { unread } = facts;
      if (unread) setProblems((all) => [...all, `${name}: ${say('unread', { why: unread })}`]);
    } catch (problem) {
      if (!stop.signal.aborted) setError(problem);
    } finally {
      setReading(others);
    }
  };

  return (
    <Panel title={say('files')}>
      <Drop label={say('drop')} hint={say('dropHint')} onFiles={(files) => void Promise.all(files.map(read))} />
      {error === undefined ? null : <Refusal error={error} />}
      <ul className="rows">
        {reading.map(({ name, at, cancel }) => (
          <li key={name}>
            <span className="row-head">
              <span>{say('readingFile', { name, percent: Math.round(at * 100) })}</span>
              <Button size="small" className="end" onClick={cancel}>
                {say('cancel')}
              </Button>
            </span>
            <Progress percent={Math.round(at * 100)} showInfo={false} size="small" aria-label={name} />
          </li>
        ))}
        {draft.files.map(({ name, size, mediaType, sha256 }) => (
          <li key={name}>
            <span className="row-head">
              <span>{name}</span>
              <small>
                {bytes(size)} · {mediaType}
              </small>
              <Button
                className="end"
                size="small"
                type="text"
                icon={<DeleteOutlined aria-hidden="true" />}
                aria-label={say('remove', { name })}
                onClick={() => change((current) => ({ files: current.files.filter((file) => file.name !== name) }))}
              />
            </span>
            <Identifier value={sha256} />
          </li>
        ))}
      </ul>
      {problems.map((problem) => (
        <p key={problem} className="hint">
          {problem}
        </p>
      ))}
    </Panel>
  );
}
