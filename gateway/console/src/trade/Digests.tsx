import { DeleteOutlined } from '@ant-design/icons';
import { Button, Progress } from 'antd';
import { useState } from 'react';
import { Drop } from '../parts/Drop.tsx';
import { bytes } from '../parts/format.ts';
import { Identifier } from '../parts/Identifier.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { readFile } from '../register/reading/read-file.ts';
import { useShell } from '../words/shell.ts';
import { useTrade } from './words.ts';

export type Dropped = { readonly name: string; readonly size: number; readonly sha256: string };
type Reading = { readonly name: string; readonly at: number; readonly cancel: () => void };

type Props = {
  readonly files: readonly Dropped[];
  readonly onChange: (change: (files: readonly Dropped[]) => readonly Dropped[]) => void;
  /** What the digests should be, and what is said of those that are and that are not. */
  readonly expected: readonly string[];
  readonly match: 'matchesRelease' | 'matchesSeller';
};

/** Files whose digests are worked out here, each held against what is expected. */
export function Digests({ files, onChange, expected, match }: Props) {
  const say = useTrade();
  const shell = useShell();
  const [reading, setReading] = useState<readonly Reading[]>([]);
  const [error, setError] = useState<unknown>();
  const read = async (file: File) => {
    const stop = new AbortController();
    const { name } = file;
    const others = (all: readonly Reading[]) => all.filter((one) => one.name !== name);
    const show = (at: number) => setReading((all) => [...others(all), { name, at, cancel: () => stop.abort() }]);
    show(0);
    try {
      const { size, sha256 } = await readFile(file, show, stop.signal);
      onChange((all) => [...all.filter((one) => one.sha256 !== sha256), { name, size, sha256 }]);
    } catch (problem) {
      if (!stop.signal.aborted) setError(problem);
    } finally {
      setReading(others);
    }
  };
  return (
    <>
      <Drop label={say('filesDrop')} hint={say('filesHint')} onFiles={(all) => void Promise.all(all.map(read))} />
      {error === undefined ? null : <Refusal error={error} />}
      <ul className="rows">
        {reading.map(({ name, at, cancel }) => (
          <li key={name}>
            <span className="row-head">
              <span>{say('filesReading', { name, percent: Math.round(at * 100) })}</span>
              <Button size="small" className="end" onClick={cancel}>
                {shell('cancel')}
              </Button>
            </span>
            <Progress percent={Math.round(at * 100)} showInfo={false} size="small" aria-label={name} />
          </li>
        ))}
        {files.map(({ name, size, sha256 }) => {
          const fits = expected.includes(sha256);
          const foreign = match === 'matchesRelease' ? 'foreign' : 'otherThanSeller';
          return (
            <li key={sha256}>
              <span className="row-head">
                <span>{name}</span>
                <small>{bytes(size)}</small>
                <span className={fits ? 'tag good' : 'tag bad'}>{say(fits ? match : foreign)}</span>
                <Button
                  className="end"
                  size="small"
                  type="text"
                  icon={<DeleteOutlined aria-hidden="true" />}
                  aria-label={say('remove', { name })}
                  onClick={() => onChange((all) => all.filter((one) => one.sha256 !== sha256))}
                />
              </span>
              <Identifier value={sha256} />
            </li>
          );
        })}
      </ul>
    </>
  );
}
