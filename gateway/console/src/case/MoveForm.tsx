import type { CommandName } from '@suyuan/schemas';
import { Button, Input, Radio } from 'antd';
import { useState } from 'react';
import type { CaseFileQuery } from '../generated/case.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Labelled } from '../parts/Labelled.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { type Asked, act } from '../session/act.ts';
import { useCommand } from '../words/commands.ts';
import { useShell } from '../words/shell.ts';
import { useTerm } from '../words/terms.ts';
import { type ReasonDraft, Reasons } from './Reasons.tsx';
import { useCase } from './words.ts';

type Found = NonNullable<CaseFileQuery['case']>;
type Props = { readonly name: CommandName; readonly of: Found; readonly onClose: () => void };

const GROUNDS = ['ownership', 'authorisation', 'personal-information', 'content', 'other'] as const;

/** What a form has written down, as the command has it. */
type Written = {
  readonly reasons: readonly ReasonDraft[];
  readonly text: string;
  readonly ground: (typeof GROUNDS)[number];
  readonly yes: boolean;
};

function contentOf(name: CommandName, of: Found, { reasons, text, ground, yes }: Written): object {
  const open = of.objections.find(({ state }) => state === 'OPEN')?.n ?? 1;
  switch (name) {
    case 'registration:returnForCorrection':
    case 'registration:refuse':
      return { reasons };
    case 'registration:openPublicity':
      return text ? { opinion: text } : {};
    case 'registration:object':
      return { ground, statement: text, evidence: [] };
    case 'registration:decideObjection':
      return { objection: open, uphold: yes, reason: text };
    case 'registration:decideAppeal':
      return { allow: yes, reason: text };
    case 'registration:appeal':
      return { grounds: text };
    default:
      return text ? { reason: text } : {};
  }
}

const needsReasons = (name: CommandName) =>
  name === 'registration:returnForCorrection' || name === 'registration:refuse';
const decides = (name: CommandName) => name === 'registration:decideObjection' || name === 'registration:decideAppeal';
const optional = (name: CommandName) => name === 'registration:openPublicity' || name === 'registration:withdraw';

/** What a step needs to be told; then the sheet shows what is signed. */
export function MoveForm({ name, of, onClose }: Props) {
  const say = useCase();
  const shell = useShell();
  const command = useCommand();
  const [written, setWritten] = useState<Written>({
    reasons: [{ field: 'descriptor.title', code: 'unclear', text: '' }],
    text: '',
    ground: 'ownership',
    yes: false,
  });
  const [error, setError] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const set = (part: Partial<Written>) => setWritten((all) => ({ ...all, ...part }));
  const filled = needsReasons(name)
    ? written.reasons.every(({ text }) => text.trim())
    : optional(name) || written.text.trim();
  const send = async () => {
    setBusy(true);
    setError(undefined);
    try {
      await act(name, { case: of.id, ...contentOf(name, of, written) } as Asked<CommandName>);
      onClose();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy(false);
    }
  };
  const label =
    name === 'registration:object' ? 'statement' : name === 'registration:openPublicity' ? 'opinion' : 'reason';
  return (
    <Dialog
      title={command(name)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{shell('cancel')}</Button>
          <Button type="primary" disabled={!filled} loading={busy} onClick={() => void send()}>
            {say('send')}
          </Button>
        </>
      }
    >
      <div className="stack">
        {name === 'registration:object' ? (
          <Labelled label={say('ground')} required>
            {(id) => (
              <select
                id={id}
                className="native"
                value={written.ground}
                onChange={({ target }) => set({ ground: target.value as never })}
              >
                <GroundOptions />
              </select>
            )}
          </Labelled>
        ) : null}
        {decides(name) ? (
          <Radio.Group
            value={written.yes}
            onChange={({ target }) => set({ yes: target.value as boolean })}
            aria-label={say('which')}
          >
            <Radio value={true}>{say(name === 'registration:decideObjection' ? 'uphold' : 'allow')}</Radio>
            <Radio value={false}>{say(name === 'registration:decideObjection' ? 'dismiss' : 'deny')}</Radio>
          </Radio.Group>
        ) : null}
        {needsReasons(name) ? (
          <Reasons of={written.reasons} onChange={(reasons) => set({ reasons })} />
        ) : (
          <Labelled
            label={say(label)}
            required={!optional(name)}
            hint={optional(name) ? say('opinionHint') : undefined}
          >
            {(id) => (
              <Input.TextArea
                id={id}
                rows={4}
                maxLength={2000}
                value={written.text}
                onChange={({ target }) => set({ text: target.value })}
              />
            )}
          </Labelled>
        )}
        {error === undefined ? null : <Refusal error={error} />}
      </div>
    </Dialog>
  );
}

function GroundOptions() {
  const term = useTerm();
  return (
    <>
      {GROUNDS.map((ground) => (
        <option key={ground} value={ground}>
          {term('ObjectionGround', ground.toUpperCase().replaceAll('-', '_'))}
        </option>
      ))}
    </>
  );
}
