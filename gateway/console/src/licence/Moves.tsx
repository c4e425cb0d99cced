import { Button } from 'antd';
import { useState } from 'react';
import { Action } from '../parts/Action.tsx';
import { useNow } from '../parts/now.ts';
import { act } from '../session/act.ts';
import { useSession } from '../session/session.ts';
import { useCommand } from '../words/commands.ts';
import { MoveForm } from './MoveForm.tsx';
import { type Found, type Move, movesOf } from './moves.ts';
import { OfferForm } from './OfferForm.tsx';
import { draftOf } from './terms.ts';
import { useLicence } from './words.ts';

const DANGER: readonly Move[] = ['licence:decline', 'licence:terminate'];

/** What the person may do about an agreement now. */
export function Moves({ of }: { readonly of: Found }) {
  const say = useLicence();
  const command = useCommand();
  const now = useNow();
  const person = useSession()?.person;
  const [form, setForm] = useState<Move>();
  const moves = movesOf(of, person, now);
  const mine = of.next && of.next.entity !== person?.entity;
  const label = (move: Move) => {
    if (move === 'licence:under') return say('underThis');
    return move === 'licence:decline' && mine ? say('withdrawProposal') : command(move);
  };
  const close = () => setForm(undefined);
  return (
    <>
      {moves.length === 0 && !of.next ? <p className="hint">{say('nothing')}</p> : null}
      <div className="actions">
        {moves.map((move, index) =>
          move === 'licence:advance' || move === 'licence:retract' ? (
            <Action key={move} act={() => act(move, { agreement: of.id })}>
              {label(move)}
            </Action>
          ) : (
            <Button
              key={move}
              type={index === 0 && !DANGER.includes(move) ? 'primary' : 'default'}
              danger={DANGER.includes(move)}
              onClick={() => setForm(move)}
            >
              {label(move)}
            </Button>
          ),
        )}
      </div>
      {form === 'licence:under' ? (
        <OfferForm
          purpose={{
            kind: 'propose',
            subject: { asset: of.assetId, ...(of.releaseId ? { release: of.releaseId } : {}) },
            under: of.id,
            terms: { ...draftOf(of.terms, of.notice), onward: of.terms.onward - 1 },
          }}
          onClose={close}
        />
      ) : form ? (
        <MoveForm move={form} title={label(form)} of={of} onClose={close} />
      ) : null}
    </>
  );
}
