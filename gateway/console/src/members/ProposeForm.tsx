import { Input } from 'antd';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { Labelled } from '../parts/Labelled.tsx';
import { SendForm } from '../parts/SendForm.tsx';
import { act } from '../session/act.ts';
import { useSession } from '../session/session.ts';
import { useTerm } from '../words/terms.ts';
import { Committee, Entering, Leaving, Profile, Replacing, Roles } from './ProposeFields.tsx';
import { contentOf, type Draft, EMPTY, KINDS, type Kind } from './proposal.ts';
import { useMembers } from './words.ts';

const WEEK_MS = 7 * 86_400_000;
const inAWeek = () => new Date(Date.now() + WEEK_MS).toISOString().slice(0, 10);

const FIELDS = {
  enter: Entering,
  operator: Entering,
  roles: Roles,
  committee: Committee,
  leave: Leaving,
  replace: Replacing,
  profile: Profile,
} as const satisfies Record<Kind, unknown>;

/** Proposes to the operators whatever they decide by vote: who enters, leaves, does what, and by which rules. */
export function ProposeForm({ onClose }: { readonly onClose: () => void }) {
  const say = useMembers();
  const term = useTerm();
  const navigate = useNavigate();
  const own = useSession()?.person.msp ?? '';
  const [draft, setDraft] = useState(EMPTY);
  const [until, setUntil] = useState(inAWeek);
  const set = (part: Partial<Draft>) => setDraft((all) => ({ ...all, ...part }));
  const content = contentOf(draft, own);
  const Fields = FIELDS[draft.kind];
  const send = async () => {
    if (!content) return;
    const expiresAt = new Date(`${until}T23:59:59`).toISOString();
    const { subject } = await act('membership:propose', { content, expiresAt });
    await navigate(`/proposals/${subject}`);
  };
  return (
    <SendForm wide title={say('propose')} ready={Boolean(content && until)} send={send} onClose={onClose}>
      <div className="form">
        <Labelled label={say('kind')} required hint={say(`${draft.kind}Text`)}>
          {(id) => (
            <select
              id={id}
              className="native"
              value={draft.kind}
              onChange={({ target }) => setDraft({ ...EMPTY, kind: target.value as Kind })}
            >
              {KINDS.map((kind) => (
                <option key={kind} value={kind}>
                  {term('ProposalKind', kind.toUpperCase())}
                </option>
              ))}
            </select>
          )}
        </Labelled>
        <Labelled label={say('expires')} required hint={say('expiresHint')}>
          {(id) => <Input id={id} type="date" value={until} onChange={({ target }) => setUntil(target.value)} />}
        </Labelled>
        <Fields draft={draft} set={set} />
      </div>
    </SendForm>
  );
}
