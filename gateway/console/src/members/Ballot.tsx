import { Button, Input } from 'antd';
import { useState } from 'react';
import type { ProposalPageQuery } from '../generated/members.ts';
import { Labelled } from '../parts/Labelled.tsx';
import { Refusal } from '../parts/Refusal.tsx';
import { act } from '../session/act.ts';
import { useSession } from '../session/session.ts';
import type { Session } from '../session/token.ts';
import { useMembers } from './words.ts';

type Found = NonNullable<ProposalPageQuery['proposal']>;
type Voice = 'membership:vote' | 'membership:approve' | 'membership:consent';

/** By which commands a person has a say in a proposal: for its operator, as the regulator, as a successor that it names. */
function voicesOf({ needsRegulator, content }: Found, { admin, entity, roles }: Session['person']): readonly Voice[] {
  const { successors = [] } = content as { readonly successors?: readonly { readonly entity: string }[] };
  const voices: Voice[] = [];
  if (admin) voices.push('membership:vote');
  if (needsRegulator && roles.includes('REGULATOR')) voices.push('membership:approve');
  if (successors.some((successor) => successor.entity === entity)) voices.push('membership:consent');
  return voices;
}

/** As what a say counts. */
const KIND = {
  'membership:vote': 'OPERATOR',
  'membership:approve': 'REGULATOR',
  'membership:consent': 'SUCCESSOR',
} as const;
const LABELS = { 'membership:vote': 'vote', 'membership:approve': 'approve', 'membership:consent': 'consent' } as const;

/** One's say in an open proposal, and having it counted. */
export function Ballot({ of }: { readonly of: Found }) {
  const say = useMembers();
  const person = useSession()?.person;
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState('');
  const [error, setError] = useState<unknown>();
  if (!person) return null;
  const spoken = (voice: Voice) =>
    of.votes.some(({ as, voter }) => as === KIND[voice] && voter === (as === 'OPERATOR' ? person.msp : person.entity));
  const mine = voicesOf(of, person);
  const voices = mine.filter((voice) => !spoken(voice));
  const voted = mine.length > 0 && voices.length === 0;
  const attempt = async (name: string, work: () => Promise<unknown>) => {
    setBusy(name);
    setError(undefined);
    try {
      await work();
    } catch (problem) {
      setError(problem);
    } finally {
      setBusy('');
    }
  };
  const cast = (voice: Voice, inFavour: boolean) =>
    attempt(`${voice}/${inFavour}`, () =>
      act(voice, { proposal: of.id, inFavour, ...(reason.trim() ? { reason: reason.trim() } : {}) }),
    );
  return (
    <div className="stack">
      {voices.length > 0 ? (
        <Labelled label={say('reason')}>
          {(id) => (
            <Input.TextArea
              id={id}
              rows={2}
              maxLength={2000}
              value={reason}
              onChange={({ target }) => setReason(target.value)}
            />
          )}
        </Labelled>
      ) : (
        <p className="hint">{say(voted ? 'voted' : 'notVoter')}</p>
      )}
      {voices.map((voice) => (
        <div key={voice} className="actions">
          <Button type="primary" loading={busy === `${voice}/true`} onClick={() => void cast(voice, true)}>
            {say(LABELS[voice])}：{say('inFavour')}
          </Button>
          <Button danger loading={busy === `${voice}/false`} onClick={() => void cast(voice, false)}>
            {say(LABELS[voice])}：{say('against')}
          </Button>
        </div>
      ))}
      <div className="actions">
        <Button
          loading={busy === 'enact'}
          onClick={() => void attempt('enact', () => act('membership:enact', { proposal: of.id }))}
        >
          {say('enact')}
        </Button>
        <small>{say('enactText')}</small>
      </div>
      {error === undefined ? null : <Refusal error={error} />}
    </div>
  );
}
