import { DownloadOutlined, FolderOpenOutlined } from '@ant-design/icons';
import { Alert, Button, Progress } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import { Drop } from '../parts/Drop.tsx';
import { count } from '../parts/format.ts';
import { Panel } from '../parts/Panel.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import type { FileFacts } from '../register/reading/read-file.ts';
import { useLanguage } from '../words/i18n.ts';
import { filesOf, isOther, withFile } from './files.ts';
import { MOST_ROWS, type Row } from './row.ts';
import { tableOf, templateCsv } from './table.ts';
import type { Change } from './use-batch.ts';
import { useReading } from './use-reading.ts';
import { useBatch } from './words.ts';

type Props = { readonly rows: readonly Row[]; readonly change: Change };

function saveTemplate(language: 'zh' | 'en'): void {
  const url = URL.createObjectURL(new Blob([templateCsv(language)], { type: 'text/csv' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'suyuan-batch.csv';
  link.click();
  URL.revokeObjectURL(url);
}

/** A table of rows, and the files that it names or that make rows of their own; read in this browser. */
export function Sources({ rows, change }: Props) {
  const say = useBatch();
  const language = useLanguage();
  const folder = useRef<HTMLInputElement>(null);
  const [notes, setNotes] = useState<readonly string[]>([]);
  const [error, setError] = useState<unknown>();
  const note = (text: string) => setNotes((all) => [...new Set([...all, text])]);
  const take = (facts: FileFacts) => {
    if (facts.unread) note(say('unread', { name: facts.name, reason: facts.unread }));
    if (rows.some((row) => row.file === facts.name && isOther(row, facts))) note(say('other', { name: facts.name }));
    change((now) => {
      const next = withFile(now.rows, facts);
      if (next.length > MOST_ROWS) return {};
      return { rows: next };
    });
  };
  const reading = useReading(take);
  const readTable = async (files: readonly File[]) => {
    setNotes([]);
    setError(undefined);
    try {
      for (const file of files) {
        const table = tableOf(await file.text());
        if (table.unknown.length > 0) note(say('unknown', { columns: table.unknown.join('、') }));
        change((now) => ({ rows: [...now.rows, ...table.rows].slice(0, MOST_ROWS) }));
        if (table.more || rows.length + table.rows.length > MOST_ROWS) note(say('more', { count: count(MOST_ROWS) }));
      }
    } catch (problem) {
      setError(problem);
    }
  };
  const readFiles = (files: readonly File[]) => {
    setNotes([]);
    const meant = files.filter(({ name }) => !name.startsWith('.'));
    if (meant.length + rows.length > MOST_ROWS) note(say('more', { count: count(MOST_ROWS) }));
    void reading.read(meant.slice(0, MOST_ROWS));
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    void filesOf(event.dataTransfer.items).then(readFiles, setError);
  };
  const { under } = reading;
  const percent = Math.round((under?.at ?? 0) * 100);
  return (
    <Panel
      title={say('sources')}
      extra={
        <Button icon={<DownloadOutlined aria-hidden="true" />} onClick={() => saveTemplate(language)}>
          {say('template')}
        </Button>
      }
    >
      <div className="batch-sources">
        <Drop
          label={say('table')}
          hint={say('tableHint')}
          accept=".csv,text/csv"
          onFiles={(files) => void readTable(files)}
        />
        <div onDropCapture={dropped}>
          <Drop label={say('files')} hint={say('filesHint')} onFiles={readFiles} />
          <Button
            size="small"
            icon={<FolderOpenOutlined aria-hidden="true" />}
            onClick={() => {
              folder.current?.setAttribute('webkitdirectory', '');
              folder.current?.click();
            }}
          >
            {say('folder')}
          </Button>
          <input
            ref={folder}
            type="file"
            hidden
            multiple
            aria-label={say('folder')}
            onChange={({ target }) => {
              readFiles([...(target.files ?? [])]);
              target.value = '';
            }}
          />
        </div>
      </div>
      {under ? (
        <div role="status">
          <span className="row-head">
            <span>{say('reading', { ...under, percent })}</span>
            <Button className="end" size="small" onClick={reading.stop}>
              {say('stop')}
            </Button>
          </span>
          <Progress
            percent={Math.round(((under.done - 1 + under.at) / under.of) * 100)}
            size="small"
            aria-label={under.name}
          />
        </div>
      ) : null}
      {reading.stopped ? <p role="status">{say('stopped')}</p> : null}
      {notes.map((text) => (
        <Alert key={text} type="warning" showIcon title={text} />
      ))}
      {error === undefined && reading.error === undefined ? null : <Refusal error={error ?? reading.error} />}
    </Panel>
  );
}
