import { Button, Input } from 'antd';
import { useRef, useState } from 'react';
import { Choice } from '../parts/Choice.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { readFile } from '../register/reading/read-file.ts';
import { type ClaimDraft, KINDS } from './claim.ts';
import { useLineage } from './words.ts';

type Props = { readonly draft: ClaimDraft; readonly set: (part: Partial<ClaimDraft>) => void };

/** The digest of the code, typed or worked out from its file. */
function Code({ draft, set }: Props) {
  const say = useLineage();
  const chosen = useRef<HTMLInputElement>(null);
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const read = async (file: File | undefined) => {
    if (!file) return;
    setBusy(true);
    setError(undefined);
    try {
      set({ code: (await readFile(file, () => undefined, new AbortController().signal)).sha256 });
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Labelled label={say('code')} hint={say('codeHint')}>
      {(id) => (
        <>
          <span className="beside-input">
            <Input
              id={id}
              value={draft.code}
              placeholder="sha256:…"
              onChange={({ target }) => set({ code: target.value })}
            />
            <Button loading={busy} onClick={() => chosen.current?.click()}>
              {say('codeFile')}
            </Button>
            <input
              ref={chosen}
              type="file"
              hidden
              onChange={({ target }) => {
                void read(target.files?.[0]);
                target.value = '';
              }}
            />
          </span>
          {error === undefined ? null : <Refusal error={error} />}
        </>
      )}
    </Labelled>
  );
}

/** The run of a job that used the input and generated the output. */
export function RunFields({ draft, set }: Props) {
  const say = useLineage();
  return (
    <>
      <h3>{say('run')}</h3>
      <div className="form">
        <Labelled label={say('jobName')} required>
          {(id) => (
            <Input
              id={id}
              maxLength={300}
              value={draft.jobName}
              onChange={({ target }) => set({ jobName: target.value })}
            />
          )}
        </Labelled>
        <Labelled label={say('jobNamespace')} required hint={say('namespaceHint')}>
          {(id) => (
            <Input
              id={id}
              maxLength={300}
              value={draft.jobNamespace}
              onChange={({ target }) => set({ jobNamespace: target.value })}
            />
          )}
        </Labelled>
        <Labelled label={say('kind')} required>
          {(id) => (
            <Choice id={id} kind="RunKind" values={KINDS} value={draft.kind} onChange={(kind) => set({ kind })} />
          )}
        </Labelled>
        <Code draft={draft} set={set} />
        <Labelled label={say('startedAt')}>
          {(id) => (
            <input
              id={id}
              className="native"
              type="datetime-local"
              value={draft.startedAt}
              onChange={({ target }) => set({ startedAt: target.value })}
            />
          )}
        </Labelled>
        <Labelled label={say('endedAt')}>
          {(id) => (
            <input
              id={id}
              className="native"
              type="datetime-local"
              value={draft.endedAt}
              onChange={({ target }) => set({ endedAt: target.value })}
            />
          )}
        </Labelled>
      </div>
    </>
  );
}
