import type { CommandName } from '@suyuan/schemas';
import { Input, Radio } from 'antd';
import { useState } from 'react';
import type { CaseFileQuery } from '../generated/case.ts';
import { Labelled } from '../parts/Labelled.tsx';
import { SendForm } from '../parts/SendForm.tsx';
import { type Asked, act } from '../session/act.ts';
import { useCommand } from '../words/commands.ts';
import { titled } from '../words/i18n.ts';
import { AppealForm } from './AppealForm.tsx';
import { DecideObjection } from './DecideObjection.tsx';
import ObjectForm from './ObjectForm.tsx';
import { type ReasonDraft, Reasons } from './Reasons.tsx';
import { useCase } from './words.ts';

type Found = NonNullable<CaseFileQuery['case']>;
type Props = { readonly name: CommandName; readonly of: Found; readonly onClose: () => void };

/** What a form has written down, as the command has it. */
type Written = {
  readonly reasons: readonly ReasonDraft[];
  readonly text: string;
  readonly yes: boolean | undefined;
};

function contentOf(name: CommandName, { reasons, text, yes }: Written): object {
  switch (name) {
    case 'registration:returnForCorrection':
    case 'registration:refuse':
      return { reasons };
    case 'registration:openPublicity':
      return text ? { opinion: text } : {};
    case 'registration:decideAppeal':
      return { allow: yes, reason: text };
    default:
      return text ? { reason: text } : {};
  }
}

const needsReasons = (name: CommandName) =>
  name === 'registration:returnForCorrection' || name === 'registration:refuse';
const decides = (name: CommandName) => name === 'registration:decideAppeal';
const optional = (name: CommandName) => name === 'registration:openPublicity' || name === 'registration:withdraw';

const LABELS: Partial<Record<CommandName, 'opinion' | 'withdrawal'>> = {
  'registration:openPublicity': 'opinion',
  'registration:withdraw': 'withdrawal',
};
const HINTS: Partial<Record<CommandName, 'opinionHint' | 'withdrawalHint' | 'appealHint'>> = {
  'registration:openPublicity': 'opinionHint',
  'registration:withdraw': 'withdrawalHint',
  'registration:decideAppeal': 'appealHint',
};

/** What a step needs to be told; then the sheet shows what is signed. */
export function MoveForm(props: Props) {
  const { name, of, onClose } = props;
  const title = titled(of.application?.asset?.descriptor?.title ?? of.application?.batch?.title) || of.id;
  if (name === 'registration:object') return <ObjectForm of={of.id} title={title} onClose={onClose} />;
  if (name === 'registration:decideObjection') return <DecideObjection of={of} onClose={onClose} />;
  if (name === 'registration:appeal') return <AppealForm of={of.id} onClose={onClose} />;
  return <PlainForm {...props} />;
}

function PlainForm({ name, of, onClose }: Props) {
  const say = useCase();
  const command = useCommand();
  const [written, setWritten] = useState<Written>({
    reasons: [{ field: 'descriptor.title', code: 'unclear', text: '' }],
    text: '',
    yes: undefined,
  });
  const set = (part: Partial<Written>) => setWritten((all) => ({ ...all, ...part }));
  const filled = needsReasons(name)
    ? written.reasons.every(({ text }) => text.trim())
    : (optional(name) || written.text.trim() !== '') && (!decides(name) || written.yes !== undefined);
  const appeal = decides(name) ? of.appeals.find(({ outcome }) => !outcome) : undefined;
  const label = LABELS[name] ?? 'reason';
  return (
    <SendForm
      title={command(name)}
      ready={filled}
      send={() => act(name, { case: of.id, ...contentOf(name, written) } as Asked<CommandName>)}
      onClose={onClose}
    >
      {appeal ? <p className="sentence">{appeal.grounds}</p> : null}
      {decides(name) ? (
        <Radio.Group
          value={written.yes}
          onChange={({ target }) => set({ yes: target.value as boolean })}
          aria-label={say('which')}
        >
          <Radio value={true}>{say('allow')}</Radio>
          <Radio value={false}>{say('deny')}</Radio>
        </Radio.Group>
      ) : null}
      {needsReasons(name) ? (
        <Reasons of={written.reasons} onChange={(reasons) => set({ reasons })} />
      ) : (
        <Labelled label={say(label)} required={!optional(name)} hint={HINTS[name] ? say(HINTS[name]) : undefined}>
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
    </SendForm>
  );
}
